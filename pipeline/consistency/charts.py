"""Charts, held against the facts that they draw and those that their numbers are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations_with_replacement

from pipeline.consistency.numbers import contradiction, is_about, quantities
from pipeline.findings import Finding, error, warning
from pipeline.model.charts import ChartKind, add_up
from pipeline.model.facts import StatedFact
from pipeline.model.features import Amount, ChartBlock, ChartLine
from pipeline.model.prose import plain
from pipeline.model.report import Report


def check_chart(block: ChartBlock, report: Report) -> Iterator[Finding]:
    """Hold a chart against the facts: those that it draws, and those that its numbers are about."""
    yield from _check_message(block, report)
    for row in block.rows:
        names = [amount.fact for amount in row.amounts if amount.fact is not None]
        if names and set(names) <= set(report.facts):
            yield from _check_drawn(block, row, {name: report.facts[name] for name in names}, report)
        # Of several numbers in a row, and of one number over time, nobody knows which the fact is.
        elif not names and block.kind is ChartKind.BARS:
            yield from _check_bar(block, row, report)


def _check_drawn(
    block: ChartBlock, row: ChartLine, facts: Mapping[str, StatedFact], report: Report
) -> Iterator[Finding]:
    """Find facts that a row cannot draw: of another unit, beyond the axis, or with a sum that is none."""
    place = block.source.place
    for name, fact in facts.items():
        if fact.unit and fact.unit != block.unit:
            hint = "take a fact of the chart's unit, or a number"
            yield contradiction(f'the chart counts "{block.unit}"', name, place, hint, report)
    values = _values(row, report)
    known = [value for value in values if value is not None]
    if block.kind is ChartKind.STACKED and not add_up(values):
        message = f'the shares of "{row.name}" add up to {sum(known):g}, not to 100'
        yield error("wrong-sum", message, place, "check the facts in the row, and the numbers beside them")
    if min(known) < 0:
        message = f'"{row.name}" has a value below 0, which cannot be drawn'
        yield error("invalid-value", message, place, "show it in a table")
    if block.maximum and max(known) > block.maximum:
        message = f"the axis ends at {block.maximum:g}, before the largest value, {max(known):g}"
        yield error("invalid-value", message, place, "leave maximum: out")


def _check_bar(block: ChartBlock, row: ChartLine, report: Report) -> Iterator[Finding]:
    """Find a number that is about a fact and is another one."""
    about = f"{plain(block.title, report.fact_words)} {row.name}"
    amount = row.amounts[0]
    for name, fact in report.facts.items():
        is_other = amount.value is not None and amount.value != float(fact.value)
        if is_other and fact.unit == block.unit and is_about(about, fact):
            said = f'the chart says "{amount.written}" for "{row.name}"'
            hint = f"mend one of them, or draw the fact: {{fact: {name}}}"
            yield contradiction(said, name, block.source.place, hint, report)


def _check_message(block: ChartBlock, report: Report) -> Iterator[Finding]:
    """Find a number in the message, with the chart's unit, that the chart does not have and that is no fact."""
    said = quantities(plain(block.message, report.fact_words), block.unit)
    known = _known(block, report) if said else set()
    for quantity in said:
        # A message may round what the chart has with decimals.
        if not any(quantity.value in {value, round(value), round(value, 1)} for value in known):
            message = f'the message says "{quantity.words}", which no row has, nor two of them together'
            hint = "mend the message or the rows"
            yield warning("contradicts-chart", message, block.source.place, hint)


def _known(block: ChartBlock, report: Report) -> set[float]:
    """Return what a message can rightly say: values, their sums and differences, and facts of the unit."""
    drawn = [_values(row, report) for row in block.rows]
    values = {value for row in drawn for value in row if value is not None}
    for several in (*drawn, *zip(*drawn, strict=True)):
        values.add(sum(value or 0 for value in several))
    known = {float(fact.value) for fact in report.facts.values() if fact.unit == block.unit} | values
    for one, other in combinations_with_replacement(sorted(values), 2):
        known |= {other + one, other - one}
    return known


def _values(row: ChartLine, report: Report) -> list[float | None]:
    """Return the values of a row; None for one that is not known."""
    return [_value(amount, report) for amount in row.amounts]


def _value(amount: Amount, report: Report) -> float | None:
    fact = report.facts.get(amount.fact) if amount.fact else None
    return float(fact.value) if fact else amount.value
