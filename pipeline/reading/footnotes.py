"""Footnotes: each has one call, and each call one footnote."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings import Finding, Place, Related, error
from pipeline.model.prose import FootnoteCall, runs_of
from pipeline.model.report import Chapter


def check_footnotes(chapter: Chapter) -> Iterator[Finding]:
    """Find calls without a footnote, footnotes that are called twice or never, and footnotes that call footnotes."""
    called: dict[str, Place] = {}
    for content in chapter.running_text():
        for run in runs_of(content):
            if isinstance(run, FootnoteCall):
                if run.name not in chapter.footnotes:
                    yield error(
                        "unknown-footnote",
                        f'no footnote is named "{run.name}"',
                        run.place,
                        f"add a paragraph that begins with [^{run.name}]: to the body",
                    )
                elif run.name in called:
                    yield error(
                        "duplicate-footnote",
                        f'the footnote "{run.name}" is called twice',
                        run.place,
                        "write a second footnote, or leave this call out",
                        related=(Related("first called here", called[run.name]),),
                    )
                called.setdefault(run.name, run.place)
    for name, note in chapter.footnotes.items():
        for run in runs_of(note.content):
            if isinstance(run, FootnoteCall):
                yield error(
                    "unsupported-markdown",
                    f'the footnote "{name}" calls a footnote',
                    run.place,
                    "write what it says into this one",
                )
        if name not in called:
            yield error(
                "unused-footnote",
                f'nothing calls the footnote "{name}", so it would not be printed',
                note.source.place,
                f"write [^{name}] where it belongs, or delete it",
            )
