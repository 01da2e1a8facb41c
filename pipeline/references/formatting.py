"""Citations in running text and the list behind them, worded by citeproc-py in one of our CSL styles.

All of a report's citations are worded together: an author with two works of one year gets 2019a and 2019b, numbers
follow the order of first citation. citeproc-py 0.11.1 does not disambiguate (measured), so year suffixes are ours.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.resources import as_file, files
from string import ascii_lowercase
from types import SimpleNamespace
from typing import Any, Final

import citeproc
from citeproc.source.json import CiteProcJSON

from pipeline.model.dates import PartialDate
from pipeline.model.manifest import CitationStyle
from pipeline.model.prose import Citation, CitedWork
from pipeline.model.references import Name, Reference
from pipeline.model.report import Citations, CitedText, ListedReference

_ITALIC: Final = ("\ufdd0", "\ufdd1")
"""Noncharacters round italic words, which no source can hold: citeproc gives flat text, we want runs."""


def _italic(text: str) -> str:
    return f"{_ITALIC[0]}{text}{_ITALIC[1]}"


# citeproc-py takes a module of functions; nothing but italics is told apart here.
_FORMATTER: Final = SimpleNamespace(
    preformat=str,
    Italic=_italic,
    Oblique=_italic,
    **dict.fromkeys(("Bold", "Light", "Underline", "Superscript", "Subscript", "SmallCaps"), str),
)


def format_citations(
    citations: Sequence[Citation], works: Mapping[str, Reference], style: CitationStyle, language: str
) -> Citations:
    """Word every citation and list every cited work.

    Args:
        citations: in reading order; every key of theirs is in ``works``.
        works: the works by key.
        style: which of our styles.
        language: BCP 47; the style's terms ("and", "no date") follow it where citeproc-py knows it.
    """
    if not citations:
        return Citations()
    # What a citation says depends on its works alone, not on where it stands: those of the same works are worded once.
    together = dict.fromkeys(citation.works for citation in citations)
    cited = dict.fromkeys(work.key for works in together for work in works)
    # citeproc-py lower-cases keys; numbers keep keys that differ in case apart.
    ids = {key: f"w{number}" for number, key in enumerate(cited)}
    items = _with_year_suffixes({key: _item(works[key], ids[key]) for key in cited})
    with as_file(files("pipeline.references") / "styles" / f"{style.value}.csl") as path:
        parsed = citeproc.CitationStylesStyle(str(path), locale=_locale(language), validate=False)
    bibliography = citeproc.CitationStylesBibliography(parsed, CiteProcJSON(items), _FORMATTER)
    # Numbers stand in their order, as the style says; each work is cited by itself below, so citeproc cannot sort them.
    numbers = {key: number for number, key in enumerate(cited if style is CitationStyle.NUMBERS else ())}
    ordered = {works: sorted(works, key=lambda work: numbers.get(work.key, 0)) for works in together}
    clusters = {works: [_cluster(work, ids) for work in ordered[works]] for works in together}
    for cluster in clusters.values():
        for single in cluster:
            bibliography.register(single)
    bibliography.sort()
    layout = parsed.root.citation.layout
    worded = {
        works: _joined(
            [str(bibliography.cite(single, _unreachable)) for single in cluster], ordered[works], layout
        )
        for works, cluster in clusters.items()
    }
    in_text = {citation: worded[citation.works] for citation in citations}
    keys = {number: key for key, number in ids.items()}
    listed = tuple(
        ListedReference(keys[number], _runs(str(entry)))
        for number, entry in zip(bibliography.keys, bibliography.bibliography(), strict=True)
    )
    return Citations(in_text, listed)


def _locale(language: str) -> str:
    known = citeproc.PRIMARY_DIALECTS
    return (
        language
        if language in {"en-GB", *known.values()}
        else known.get(language.split("-", maxsplit=1)[0], "en-GB")
    )


def _cluster(work: CitedWork, ids: Mapping[str, str]) -> Any:
    where = {"locator": citeproc.Locator("page", work.locator)} if work.locator else {}
    return citeproc.Citation([citeproc.CitationItem(ids[work.key], **where)])


def _joined(singles: Sequence[str], works: Sequence[CitedWork], layout: Any) -> tuple[CitedText, ...]:
    """Join citations of one work each, so that every work can be a link of its own.

    citeproc gives a citation of many works as one flat text; the layout's own prefix, suffix and delimiter
    (CSL 1.0.2, "Layout") are taken off and put back.
    """
    prefix, suffix, delimiter = (layout.get(name, "") for name in ("prefix", "suffix", "delimiter"))
    runs = [CitedText(prefix)] if prefix else []
    for index, (single, work) in enumerate(zip(singles, works, strict=True)):
        if index:
            runs.append(CitedText(delimiter))
        inner = single.removeprefix(prefix).removesuffix(suffix)
        runs += [replace(run, work=work.key, address=None) for run in _runs(inner)]
    return (*runs, *((CitedText(suffix),) if suffix else ()))


def _unreachable(item: Any) -> None:
    raise LookupError(f"a citation of an unknown work came this far: {item.key}")


def _item(work: Reference, number: str) -> dict[str, Any]:
    """Return a work as CSL-JSON."""
    authors = work.author if isinstance(work.author, tuple) else (work.author,)
    fields: dict[str, Any] = {
        "id": number,
        "type": work.type.value,
        "author": [_name(author) for author in authors],
        "title": work.title,
        "container-title": work.container,
        "publisher": work.publisher,
        "URL": work.url,
        "issued": _date(work.issued),
        "accessed": _date(work.accessed),
    }
    return {key: value for key, value in fields.items() if value is not None}


def _name(author: str | Name) -> dict[str, str]:
    if isinstance(author, Name):
        return {"family": author.family, **({"given": author.given} if author.given else {})}
    return {"literal": author}


def _date(date: PartialDate | None) -> dict[str, Any] | None:
    if date is None:
        return None
    return {"date-parts": [[part for part in (date.year, date.month, date.day) if part]]}


def _with_year_suffixes(items: Mapping[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Tell works of one author and year apart by letters, in the order in which the list will have them."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for item in items.values():
        groups[repr((item["author"], _parts(item)[:1]))].append(item)
    for group in groups.values():
        if len(group) > 1:
            ordered = sorted(group, key=lambda item: (_parts(item), item["title"].lower()))
            for index, item in enumerate(ordered):
                item["year-suffix"] = _letters(index)
    return list(items.values())


def _parts(item: Mapping[str, Any]) -> list[int]:
    return list(item["issued"]["date-parts"][0]) if "issued" in item else []


def _letters(index: int) -> str:
    """Return a, b, … z, aa, ab, … for 0, 1, …."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = ascii_lowercase[rest] + letters
    return letters


def _runs(text: str) -> tuple[CitedText, ...]:
    """Split flat text at italics and addresses."""
    runs: list[CitedText] = []
    for index, stretch in enumerate(re.split(f"[{''.join(_ITALIC)}]", text)):
        runs += _split_addresses(stretch, italic=index % 2 == 1)
    return tuple(runs)


def _split_addresses(text: str, *, italic: bool) -> Iterable[CitedText]:
    for index, stretch in enumerate(re.split(r"(https?://\S+?(?=[.,;]?(?:\s|$)))", text)):
        if stretch:
            yield CitedText(stretch, italic, stretch if index % 2 else None)
