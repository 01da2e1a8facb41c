"""YAML blocks that are more than prose, made into their values, with the checks that need a place for each number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pipeline.findings import Place, error
from pipeline.model.charts import ChartKind, add_up
from pipeline.model.dates import PartialDate
from pipeline.model.features import (
    Amount,
    ChartBlock,
    ChartLine,
    FactBoxBlock,
    FactLine,
    JourneyBlock,
    KeyLearningBlock,
    PullQuoteBlock,
    RatingTableBlock,
    TimelineBlock,
    TimelineEvent,
)
from pipeline.model.inlines import Source
from pipeline.model.prose import Block, CalloutBlock
from pipeline.reading.data import Record
from pipeline.reading.tree import Mapping, Node, Scalar, Sequence
from pipeline.reading.values import value_of

if TYPE_CHECKING:
    from pipeline.reading.body import BodyReader

_ONE_SERIES: Final = frozenset({ChartKind.BARS, ChartKind.POINTS})
"""Kinds that draw one number a row."""


def fact_box(reader: BodyReader, node: Mapping, source: Source) -> Block:
    """Read a fact box."""
    facts = tuple(
        FactLine(
            reader.text(fact, "label") or "", reader.inlines(fact, "value"), reader.inlines(fact, "source")
        )
        for fact in _mappings(node.get("facts"))
    )
    return FactBoxBlock(reader.text(node, "title") or "", facts, source)


def key_learning(reader: BodyReader, node: Mapping, source: Source) -> Block:
    """Read the lessons of a story."""
    points = node.get("points")
    items = points.items if isinstance(points, Sequence) else ()
    return KeyLearningBlock(
        reader.text(node, "title") or "Key learning", tuple(map(reader.cell, items)), source
    )


def pull_quote(reader: BodyReader, node: Mapping, source: Source) -> Block:
    """Read a sentence to be set large; whether the chapter has it is checked when the chapter is whole."""
    words = " ".join((reader.text(node, "text") or "").split())
    return PullQuoteBlock(
        words, reader.text(node, "speaker"), reader.text(node, "role"), reader.inlines(node, "source"), source
    )


def callout(reader: BodyReader, node: Mapping, source: Source) -> Block:
    """Read an explanation; its text is Markdown as in a body."""
    text = node.get("text")
    blocks = reader.markdown(text, f"{source.block}/text") if isinstance(text, Scalar) else ()
    return CalloutBlock(reader.text(node, "title") or "", blocks, source)


def timeline(reader: BodyReader, node: Mapping, source: Source) -> Block:
    """Read a timeline."""
    events = tuple(
        TimelineEvent(PartialDate.parse(reader.text(event, "date") or ""), reader.inlines(event, "text"))
        for event in _mappings(node.get("events"))
    )
    return TimelineBlock(reader.text(node, "label"), reader.inlines(node, "caption"), events, source)


def rating_journey(reader: BodyReader, node: Mapping, source: Source) -> Block:
    """Read where a story's ratings over time are to stand."""
    return JourneyBlock(reader.text(node, "label"), reader.inlines(node, "caption"), source)


def rating_table(reader: BodyReader, node: Mapping, source: Source) -> Block:
    """Read which of a story's ratings is to be shown question by question."""
    published = PartialDate.parse(reader.text(node, "published") or "")
    return RatingTableBlock(reader.text(node, "label"), published, reader.inlines(node, "caption"), source)


def chart(reader: BodyReader, node: Mapping, source: Source) -> Block:
    """Read a chart, its rows from the YAML or from a data file, and hold its numbers against each other."""
    kind = ChartKind(reader.text(node, "kind") or "")
    names = _words(node.get("series"))
    if kind in _ONE_SERIES and len(names) > 1:
        message = f"a chart of the kind {kind} has one series, this one has {len(names)}"
        reader.find(
            error("invalid-value", message, reader.place(node, "series"), "kind: grouped has several")
        )
    placed = list(
        _rows_from_data(reader, node, names, source.block)
        if node.get("data")
        else _rows_from_yaml(reader, node)
    )
    for row, place in placed:
        if len(row.amounts) == len(names):
            _check_row(reader, kind, row, place)
        else:
            values = f"{len(row.amounts)} value{'' if len(row.amounts) == 1 else 's'}"
            message = f'"{row.name}" has {values}, the chart has {len(names)} series'
            hint = "write ~ for a value that is not known"
            reader.find(error("invalid-value", message, place, hint))
    if kind is ChartKind.MULTIPLES:
        _check_groups(reader, placed)
    marked = _words(node.get("highlight"))
    _check_highlight(reader, marked, [row.name for row, _ in placed], node)
    maximum = _check_maximum(reader, [row for row, _ in placed], node)
    return ChartBlock(
        label=reader.text(node, "label"),
        kind=kind,
        title=reader.inlines(node, "title"),
        message=reader.inlines(node, "message"),
        unit=reader.text(node, "unit") or "",
        cited=reader.inlines(node, "source"),
        series=names,
        rows=tuple(row for row, _ in placed if len(row.amounts) == len(names)),
        highlight=marked,
        maximum=maximum,
        source=source,
    )


def _rows_from_yaml(reader: BodyReader, node: Mapping) -> Iterator[tuple[ChartLine, Place]]:
    for row in _mappings(node.get("rows")):
        values = row.get("values")
        amounts = tuple(map(_amount, values.items)) if isinstance(values, Sequence) else ()
        date = reader.text(row, "date")
        yield (
            ChartLine(
                reader.text(row, "name") or "",
                amounts,
                PartialDate.parse(date) if date else None,
                reader.text(row, "group"),
            ),
            row.place,
        )


def _amount(node: Node) -> Amount:
    if isinstance(node, Mapping):
        fact = node.get("fact")
        return Amount(None, "", fact.text if isinstance(fact, Scalar) else None)
    if not isinstance(node, Scalar) or value_of(node) is None:
        return Amount(None, "")
    return Amount(float(value_of(node)), node.text)


def _rows_from_data(
    reader: BodyReader, node: Mapping, series: tuple[str, ...], block: str
) -> Iterator[tuple[ChartLine, Place]]:
    data = reader.data(node)
    if data is None:
        return
    missing = [field for field in ("name", *series) if field not in data.fields]
    for field in missing:
        place = reader.place(node, "data")
        reader.find(error("invalid-value", f'{data.path} has no field "{field}"', place, data.hint(field)))
    for record in data.records if not missing else ():
        amounts = tuple(_amount_in(reader, record, field) for field in series)
        if not record.cells["name"]:
            message = "this line has no name"
            reader.find(error("missing-key", message, record.place, "say in the field name what it is about"))
        reader.prose.passages.add_cell(record.cells["name"], record.place, block, "chart.rows.name")
        date = record.cells.get("date")
        try:
            when = PartialDate.parse(date) if date else None
        except ValueError as problem:
            reader.find(error("impossible-date", f'"{date}" is not a date: {problem}', record.place))
            continue
        yield ChartLine(record.cells["name"], amounts, when, record.cells.get("group") or None), record.place


def _amount_in(reader: BodyReader, record: Record, field: str) -> Amount:
    """Read a number of a data file: an empty cell and ~ are not known."""
    cell = record.cells[field]
    if cell in {"", "~", "n/a"}:
        return Amount(None, "")
    if not re.fullmatch(r"-?[0-9]{1,300}(\.[0-9]{1,300})?", cell):
        shown = cell if len(cell) <= 60 else f"{cell[:57]}…"
        message = f'"{shown}" in the field "{field}" is not a number'
        hint = "write 1987.5, without commas and units; leave the cell empty if it is not known"
        reader.find(error("wrong-type", message, record.place, hint))
        return Amount(None, "")
    return Amount(float(cell), cell)


def _check_row(reader: BodyReader, kind: ChartKind, row: ChartLine, place: Place) -> None:
    """Find what cannot be drawn; rows with facts, whose values nobody knows here, are added up later."""
    values = [amount.value for amount in row.amounts]
    known = [value for value in values if value is not None]
    if any(value < 0 for value in known):
        message = f'"{row.name}" has a value below 0, which cannot be drawn'
        reader.find(error("invalid-value", message, place, "show it in a table"))
    if kind is ChartKind.STACKED and not add_up(values):
        which = "shares" if len(known) == len(values) else "known shares"
        message = f'the {which} of "{row.name}" add up to {sum(known):g}, not to 100'
        hint = "rounding explains a difference of 1; check the numbers"
        reader.find(error("wrong-sum", message, place, hint))
    if kind is ChartKind.POINTS and row.date is None:
        reader.find(error("missing-key", f'"{row.name}" has no date', place, "a point over time needs date:"))
    if kind is ChartKind.MULTIPLES and not row.group:
        reader.find(error("missing-key", f'"{row.name}" has no group', place, "small multiples need group:"))


def _check_groups(reader: BodyReader, placed: list[tuple[ChartLine, Place]]) -> None:
    """Find rows that stand apart from their group: each group is one small chart."""
    ended: set[str | None] = set()
    for (before, _), (row, place) in pairwise(placed):
        if row.group != before.group:
            ended.add(before.group)
            if row.group in ended:
                message = f'the rows of the group "{row.group}" do not stand together'
                reader.find(error("invalid-value", message, place, "move this row to the others"))


def _check_highlight(reader: BodyReader, marked: tuple[str, ...], names: list[str], node: Mapping) -> None:
    # Without rows, the data file could not be read, which is said already.
    for name in marked if names else ():
        if name not in names:
            message = f'no row of the chart is called "{name}"'
            hint = f"one of {', '.join(dict.fromkeys(names))}"
            reader.find(error("invalid-value", message, reader.place(node, "highlight"), hint))


def _check_maximum(reader: BodyReader, rows: list[ChartLine], node: Mapping) -> float | None:
    """Return the end of the axis that the author wrote; a value beyond it would leave the chart."""
    maximum = reader.text(node, "maximum")
    values = [amount.value for row in rows for amount in row.amounts if amount.value is not None]
    if maximum and max(values, default=0) > float(maximum):
        message = f"the axis ends at {maximum}, before the largest value, {max(values):g}"
        reader.find(error("invalid-value", message, reader.place(node, "maximum"), "leave maximum: out"))
    return float(maximum) if maximum else None


def _words(node: Node | None) -> tuple[str, ...]:
    items = node.items if isinstance(node, Sequence) else ()
    return tuple(item.text.strip() for item in items if isinstance(item, Scalar))


def _mappings(node: Node | None) -> Iterator[Mapping]:
    return (
        (item for item in node.items if isinstance(item, Mapping)) if isinstance(node, Sequence) else iter(())
    )


READERS: Final[dict[str, Callable[[BodyReader, Mapping, Source], Block]]] = {
    "fact_box": fact_box,
    "key_learning": key_learning,
    "pull_quote": pull_quote,
    "callout": callout,
    "timeline": timeline,
    "chart": chart,
    "rating_journey": rating_journey,
    "rating_table": rating_table,
}
"""The reader of each block kind, by the key that writes it."""
