"""How the dump spells lengths, page ranges and what is not there."""

from collections.abc import Iterable, Mapping

from pipeline.pdf.actions import Leads, Target
from pipeline.pdf.boxes import Box
from pipeline.pdf.destinations import Destination
from pipeline.pdf.objects import quoted

INDENT = "  "


def page_ranges(indexes: Iterable[int]) -> str:
    """Name pages from 1 by their indexes from 0, ascending: ``page 3`` or ``pages 1-3, 7``."""
    ranges: list[list[int]] = []
    for index in indexes:
        if ranges and index == ranges[-1][-1] + 1:
            ranges[-1][1:] = [index]
        elif not ranges or index != ranges[-1][-1]:
            ranges.append([index])
    written = ", ".join("-".join(str(index + 1) for index in bounds) for bounds in ranges)
    several = len(ranges) > 1 or any(len(bounds) > 1 for bounds in ranges)
    return f"pages {written}" if several else f"page {written}" if written else "no page"


def points(length: float) -> str:
    """Write a length in points with two decimals; adding 0.0 makes -0.0 a plain zero."""
    return f"{round(length, 2) + 0.0:.2f}"


def box(rectangle: Box | None) -> str:
    """Write a rectangle as left, bottom, right and top."""
    if rectangle is None:
        return "no rectangle"
    return " ".join(
        points(edge) for edge in (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
    )


def page(index: int | None, labels: Mapping[int, str]) -> str:
    """Name a page by its number from 1, and by its label where that says something else."""
    if index is None:
        return "no page of this file"
    label = labels.get(index)
    return (
        f"page {index + 1}" if label in (None, str(index + 1)) else f"page {index + 1} {quoted(label or '')}"
    )


def destination(view: Destination, labels: Mapping[int, str]) -> str:
    """Write a destination: page, view, and where on the page as far as it says."""
    edges = (("left", view.left), ("top", view.top))
    where = "".join(f" {edge} {points(length)}" for edge, length in edges if length is not None)
    return f"{page(view.page_index, labels)}, {view.fit}{where}"


def target(
    leads_to: Target, labels: Mapping[int, str], by_name: Mapping[str, Destination | None] | None = None
) -> str:
    """Write where a link leads; with the named destinations also the page that a name stands for."""
    if leads_to.destination:
        return f"{leads_to.leads} {destination(leads_to.destination, labels)}"
    written = f"{leads_to.leads} {quoted(leads_to.value)}" if leads_to.value else str(leads_to.leads)
    if leads_to.leads is not Leads.NAME or by_name is None:
        return written
    view = by_name.get(leads_to.value)
    return f"{written}, {page(view.page_index, labels) if view else 'which is no destination'}"


def oddities(reasons: Iterable[str], what: str) -> list[str]:
    """Say what of a tree was not read."""
    return [f"odd: {what}: {reason}" for reason in reasons]
