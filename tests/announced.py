"""What a chapter has to say, told from the model alone: block by block, in reading order, without HTML.

It knows what layouts add of their own (Source:, CQC asks), and nothing of how they mark it up. Typographer's marks are undone
on both sides, and so is the writing out of abbreviations: tests of their own hold those.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import prose
from pipeline.model.blocks import Person
from pipeline.model.chapters import Essay, Question, Story
from pipeline.model.charts import ChartKind
from pipeline.model.numbers import with_commas
from pipeline.model.report import Chapter, NumberedReport
from pipeline.numbering import resolve
from pipeline.utterances import Utterance

FOLIO = "00"
"""What stands for every folio that a text quotes."""

_MARKS = str.maketrans("‘’“”–—\u2010\u2011", "''\"\"----")


def folded(words: str, abbreviations: Mapping[str, str]) -> str:
    """Return words as an author types them, in lower case: without typographer's marks, abbreviations not written out."""
    plain = " ".join(
        unicodedata.normalize("NFKC", words.translate(_MARKS)).casefold().replace("--", "-").split()
    )
    for short, meaning in abbreviations.items():
        name = re.escape(meaning.removeprefix("the ").casefold())
        word = re.escape(short.casefold())
        plain = re.sub(rf"(?:the )?{name}(?:'s|')? [(\[]({word}(?:'s)?)[)\]]", r"\1", plain)
        plain = re.sub(rf"\b(?:an?|the) (?={word}\b)", "", plain)
    return plain


def announced(chapter: Chapter, numbered: NumberedReport) -> Iterator[Utterance]:
    """Yield what a chapter has to say."""
    return _Teller(chapter, numbered).chapter()


@dataclass(frozen=True)
class _Teller:
    of: Chapter
    numbered: NumberedReport

    def chapter(self) -> Iterator[Utterance]:
        match self.of.kind:
            case "cover":
                yield from self._cover()
                return
            case "back-cover":
                yield from self._blocks(self.of.body)
                manifest = self.numbered.report.manifest
                yield from said("P", manifest.title, manifest.publisher, manifest.rights)
                return
        front = self.of.front
        if isinstance(front, Story):
            yield from said("P", str(self.numbered.targets[self.of.id].number), front.trust.name)
            yield from said("P", f"{front.trust.type}, {front.trust.region}")
        yield from said("H1", self.of.title)
        yield from self._runs("P", self.of.standfirst)
        if isinstance(front, (Essay, Story)) and front.person:
            yield from _card(front.person)
        if isinstance(front, Story):
            yield from _record(front)
        yield from self._blocks(self.of.body)
        yield from self._lists()

    def _cover(self) -> Iterator[Utterance]:
        manifest, front = self.numbered.report.manifest, self.of.front
        yield from said("Figure", front.alt if front.image else None)
        yield from said("P", manifest.series)
        yield from said("H1", manifest.title)
        yield from said("P", manifest.subtitle, front.strapline, manifest.publisher)
        yield from said(
            "P", f"{manifest.date} · {manifest.version}" if manifest.version else str(manifest.date)
        )

    def _lists(self) -> Iterator[Utterance]:
        """Yield what comes from other files: contents, works, abbreviations."""
        report = self.numbered.report
        match self.of.kind:
            case "contents":
                for chapter in report.chapters:
                    if chapter.kind not in {"cover", "back-cover", "contents", "imprint"}:
                        target = self.numbered.targets[chapter.id]
                        yield Utterance("TOCI", f"{target.number or ''} {target.title} {FOLIO}")
            case "references":
                for work in self.numbered.citations.listed:
                    words = "".join(re.sub("^https?://", "", run.text) for run in work.text)
                    yield Utterance("LBody", words)
            case "abbreviations":
                yield from said("TH", "Abbreviation", "Stands for")
                for short, meaning in sorted(report.abbreviations.items(), key=lambda each: each[0].lower()):
                    yield from said("TH", short)
                    yield from said("TD", meaning.removeprefix("the "))

    def _runs(self, kind: str, runs: prose.Inlines, before: str = "", after: str = "") -> Iterator[Utterance]:
        """Yield a block, with its notes where they are called."""
        words = before
        for part in self._words(runs):
            if isinstance(part, str):
                words += part
                continue
            yield Utterance(kind, words)
            yield from self._runs("Note", part.content)
            words = ""
        yield Utterance(kind, words + after)

    def _words(self, runs: prose.Inlines) -> Iterator[str | prose.Footnote]:
        for run in runs:
            match run:
                case prose.Text(text) | prose.Code(text):
                    yield text
                case prose.LineBreak():
                    yield " "
                case prose.FactUse(name):
                    yield self.numbered.report.facts[name].text
                case prose.Citation():
                    yield from (part.text for part in self.numbered.citations.in_text[run])
                case prose.FootnoteCall(name):
                    yield self.of.footnotes[name]
                case prose.Crossref():
                    target = resolve(run, self.of.id, self.numbered.targets)
                    yield from self._words(run.children) if run.children else [target.name]
                    yield f" on page {FOLIO}" * run.with_page
                case _:
                    yield from self._words(run.children)

    def _name(self, block: prose.Block) -> str:
        label = getattr(block, "label", None) or block.source.block
        return self.numbered.targets[f"{self.of.id}/{label}"].name + " "

    def _blocks(self, blocks: Sequence[prose.Block]) -> Iterator[Utterance]:
        for block in blocks:
            yield from self._block(block)

    def _block(self, block: prose.Block) -> Iterator[Utterance]:
        match block:
            case prose.Paragraph():
                yield from self._runs("P", block.content)
            case prose.Heading():
                yield from self._runs(f"H{block.level}", block.content)
            case prose.List():
                for item in block.items:
                    yield from self._item(item, tight=block.tight)
            case prose.Excerpt():
                yield from self._blocks(block.blocks)
            case prose.QuoteBlock():
                yield from self._runs("P", block.text, '"', '"')
                yield from self._runs("P", block.cited, joined(block.speaker, block.role) + " ")
            case prose.FigureBlock():
                yield from said("Figure", block.alt)
                yield from self._runs("P", block.caption, self._name(block))
                yield from self._runs("P", block.credit)
            case prose.TableBlock():
                yield from self._table(block)
            case prose.PersonBlock():
                yield from _card(block.person)
            case prose.SignatureBlock():
                signature = block.signature
                yield from said("P", signature.name, joined(signature.role, signature.organisation))
            case prose.CalloutBlock():
                yield from said("P", block.title)
                yield from self._blocks(block.blocks)
            case _:
                yield from self._feature(block)

    def _item(self, item: prose.ListItem, *, tight: bool) -> Iterator[Utterance]:
        for inner in item.blocks:
            if tight and isinstance(inner, prose.Paragraph):
                yield from self._runs("LBody", inner.content)
            else:
                yield from self._block(inner)

    def _table(self, block: prose.TableBlock) -> Iterator[Utterance]:
        yield from self._runs("Caption", block.caption, self._name(block))
        yield from said("TH", *(group.name for group in block.groups))
        for column in block.columns:
            yield from self._runs("TH", column.title, after=f" {column.unit or ''}")
        for row in block.rows:
            for index, cell in enumerate(row):
                yield from self._runs("TH" if block.row_headers and not index else "TD", cell)
        yield from self._runs("P", block.note)

    def _feature(self, block: prose.Block) -> Iterator[Utterance]:
        match block:
            case prose.FactBoxBlock():
                yield from said("P", block.title)
                for fact in block.facts:
                    yield from said("TH", fact.label)
                    yield from self._runs("TD", (*fact.value, prose.Text(" "), *fact.cited))
            case prose.KeyLearningBlock():
                yield from said("P", block.title)
                for point in block.points:
                    yield from self._runs("LBody", point)
            case prose.PullQuoteBlock():
                mark = '"' if block.speaker else ""
                yield from said("P", mark + block.text + mark)
                if block.speaker:
                    yield from self._runs("P", block.cited, joined(block.speaker, block.role) + " ")
            case prose.TimelineBlock():
                yield from self._runs("Caption", block.caption, self._name(block))
                yield from said("TH", "Date", "Event")
                for event in block.events:
                    yield from said("TH", str(event.date))
                    yield from self._runs("TD", event.text)
            case prose.ChartBlock():
                yield from self._chart(block)
            case _:
                yield from self._rating_block(block)

    def _chart(self, block: prose.ChartBlock) -> Iterator[Utterance]:
        yield from self._runs("Caption", (*block.title, prose.Text(" "), *block.message), self._name(block))
        unit = "per cent" if block.unit == "%" else block.unit
        only = len(block.series) == 1
        if block.kind is ChartKind.POINTS:
            yield from said("TH", "Date")
        elif not only:
            yield from said("TH", f"In {unit}")
        counted = only and unit.casefold() not in block.series[0].casefold()
        yield from said("TH", *(f"{name}, in {unit}" if counted else name for name in block.series))
        is_grouped = block.kind is ChartKind.MULTIPLES
        for group in dict.fromkeys(row.group if is_grouped else None for row in block.rows):
            yield from said("TH", group)
            for row in block.rows:
                if not is_grouped or row.group == group:
                    yield from self._chart_row(block, row)
        if block.kind is ChartKind.POINTS:
            years = [row.date.year for row in block.rows]
            yield from said("P", f"0 January {min(years)} to December {max(years)}")
        yield from self._runs("P", block.cited, "Source: ")

    def _chart_row(self, block: prose.ChartBlock, row: prose.ChartLine) -> Iterator[Utterance]:
        points = block.kind is ChartKind.POINTS
        yield from said("TH", str(row.date) if points else row.name)
        for amount in row.amounts:
            fact = self.numbered.report.facts.get(amount.fact) if amount.fact else None
            number = f"{fact.value:,}" if fact else with_commas(amount.written)
            words = "not known" if amount.value is None and not fact else number + "%" * (block.unit == "%")
            unit = f" {block.unit}" if words != "not known" and block.unit != "%" else ""
            yield from said("TD", f"{words}{unit}: {row.name}" if points else words)

    def _rating_block(self, block: prose.JourneyBlock | prose.RatingTableBlock) -> Iterator[Utterance]:
        story = self.of.front
        yield from self._runs("Caption", block.caption, self._name(block))
        if isinstance(block, prose.JourneyBlock):
            yield from said("TH", "Published", "CQC overall rating")
            for rating in story.ratings:
                yield from said("TH", str(rating.published))
                yield from said("TD", rating.overall)
            for period in story.special_measures:
                left = f"left {period.left}" if period.left else "not left by the report's date"
                yield from said(
                    "P", f"Special measures for {period.reason}: entered {period.entered}, {left}"
                )
            return
        yield from said("TH", "CQC asks: is it …", f"Rating published {block.published}")
        record = next(each for each in story.ratings if each.published == block.published)
        for question in Question:
            yield from said("TH", question.replace("_", " "))
            yield from said("TD", record.questions.get(question, "not known"))


def said(kind: str, *texts: str | None) -> Iterator[Utterance]:
    """Yield those of these texts that there are, each a block."""
    yield from (Utterance(kind, text) for text in texts if text)


def joined(*texts: str | None) -> str:
    return ", ".join(text for text in texts if text)


def _card(person: Person) -> Iterator[Utterance]:
    yield from said("Figure", person.alt if person.image else None)
    yield from said("P", person.name, person.role, person.organisation)


def _record(front: Story) -> Iterator[Utterance]:
    yield from said("Caption", "CQC overall rating")
    yield from said("TH", "Published", "Inspected", "Rating")
    for rating in front.ratings:
        yield from said("TH", str(rating.published))
        yield from said("TD", str(rating.inspected or "not stated"), rating.overall)
    for period in front.special_measures:
        words = f"Special measures for {period.reason}: entered {period.entered}"
        words += f"; CQC recommended exit {period.exit_recommended}" if period.exit_recommended else ""
        yield from said("P", words + (f"; left {period.left}." if period.left else "."))
