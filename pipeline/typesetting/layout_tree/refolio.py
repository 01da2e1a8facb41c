"""Another first folio for a chapter that is laid out, without laying it out again.

The engine makes the margin boxes last of all, from the counters that each page ends with (WeasyPrint 70.0,
``layout_document``). Where nothing else on the pages asks for the page counter, making them once more from other
counters gives what a fresh layout at that folio gives, byte for byte; the tests hold it. For this the layout context,
which the engine lets go, is kept beside the document. The number stands in :data:`~.MEASURED`, as for the box map.
"""

from collections.abc import Iterator
from typing import Any, Final

import weasyprint
from weasyprint.document import Document, Page
from weasyprint.formatting_structure.boxes import MarginBox
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.layout.page import make_margin_boxes

_COUNTERS: Final = ("counter_reset", "counter_increment", "counter_set")

_NOTES: Final = [("element()", ("note", "all-once"))]
"""What the engine's own stylesheet puts into the area for notes; it prints no counter of the page."""


class Source(weasyprint.HTML):  # type: ignore[misc] # WeasyPrint ships no types
    """A chapter's HTML, and the layout context of the document that was made of it last."""

    context: Any = None


class _Document(Document):  # type: ignore[misc] # the same
    """A document whose source keeps the layout context."""

    @classmethod
    def _build_layout_context(cls, html: Source, *arguments: Any) -> Any:
        html.context = super()._build_layout_context(html, *arguments)
        return html.context


def render(
    source: Source, *, font_config: Any, counter_style: Any, color_profiles: Any, **options: Any
) -> Any:
    """Lay out as ``weasyprint.HTML.render`` does, and keep what :func:`refolio` needs."""
    every = {**weasyprint.DEFAULT_OPTIONS, **options}
    return _Document._render(source, font_config, counter_style, color_profiles, every)  # noqa: SLF001 - see the room's docstring


def can_refolio(source: Source) -> bool:
    """Whether nothing but margin boxes depends on the first folio of the document that was made of a source.

    Folios stand in the text where ``content``, ``string-set`` or ``bookmark-label`` ask for a page counter of their own
    or of a target; a page rule of the project's may count pages in its own way; the area for notes is made with the page.
    """
    collector = source.context.target_collector
    if any(
        set(item.missing_counters) - {"pages"} or item.missing_target_counters
        for item in collector.counter_lookup_items.values()
    ):
        return False
    kinds = list(_page_declarations(source.context.style_for))
    # The one rule that may count pages is the chapter's opening.
    counting = sum(
        pseudo is None and name in _COUNTERS and _counts_pages(value) for pseudo, name, value in kinds
    )
    notes = all(
        value == _NOTES for pseudo, name, value in kinds if (pseudo, name) == ("@note-area", "content")
    )
    return counting == 1 and notes


def refolio(document: Any, source: Source, folio: int) -> None:
    """Give a laid out document another first folio, of the same side; :func:`can_refolio` has said that it can.

    Args:
        document: what :func:`render` made.
        source: of that document.
        folio: the number of its first page, from 1.
    """
    context = source.context
    boxes = [page._page_box for page in document.pages]  # noqa: SLF001 - see the room's docstring
    for index, box in enumerate(boxes):
        state = context.page_maker[index + 1][3]
        state[1]["page"] = [folio + index]
        context.current_page = index + 1
        flow = [child for child in box.children if not isinstance(child, MarginBox)]
        margins = list(make_margin_boxes(context, box, state))
        for margin in margins:
            layout_box_backgrounds(box, margin, context.get_image_from_uri)
        box.children = (*flow, *margins)
    # A link in a running head is gathered with the others of its page.
    document.pages = [Page(box) for box in boxes]


def labels_of(document: Any) -> dict[str, int]:
    """Return the page index, from 0, on which each label of a laid out document begins."""
    labels: dict[str, int] = {}
    for index, page in enumerate(document.pages):
        for label in page.anchors:
            labels.setdefault(label, index)
    return labels


def _page_declarations(style_for: Any) -> Iterator[tuple[str | None, str, Any]]:
    """Yield each declaration of page rules: the margin box or None for the page itself, the property, its value."""
    for sheet, _, _ in style_for._sheets:  # noqa: SLF001 - the same
        for _, selectors, declarations in sheet.page_rules:
            for pseudo in {selector[1] for selector in selectors}:
                for name, value, _ in declarations:
                    yield pseudo, name, value


def _counts_pages(value: Any) -> bool:
    """Whether a counter property names the page counter; what is still to be computed may."""
    return not isinstance(value, tuple) or any(name == "page" for name, _ in value)
