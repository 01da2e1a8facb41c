"""Charts, held against the facts that they draw and those that their numbers are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.consistency.facts import contradiction, is_about
from pipeline.findings import Finding, error
from pipeline.model.charts import ChartKind, add_up
from pipeline.model.facts import StatedFact
from pipeline.model.features import ChartBlock, ChartLine
from pipeline.model.prose import plain
from pipeline.model.report import Report


def check_chart(block: ChartBlock, report: Report) -> Iterator[Finding]:
    """Hold a chart against the facts: those that it draws, and those that its numbers are about."""
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
    values = [float(facts[amount.fact].value) if amount.fact else amount.value for amount in row.amounts]
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
