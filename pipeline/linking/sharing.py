"""Shared streams: images and ICC profiles that several chapters have are in the report once."""

from collections.abc import Iterable

from pipeline.linking.fragment import Fragment, SharedStream
from pipeline.linking.report_file import ReportFile
from pipeline.linking.syntax import Symbol, fill, reference, symbols_of


def add_streams(fragments: Iterable[Fragment], file: ReportFile) -> dict[Symbol, bytes]:
    """Write each distinct stream; return references by symbol.

    A stream comes after those that it refers to, such as its soft mask (ISO 32000-2:2020, 11.6.5.2).
    """
    streams: dict[Symbol, SharedStream] = {}
    for fragment in fragments:
        streams.update(fragment.imports.streams)
    references: dict[Symbol, bytes] = {}

    def add(symbol: Symbol) -> None:
        if symbol not in references:
            for below in symbols_of(streams[symbol].entries):
                add(below)
            entries = fill(streams[symbol].entries, references)
            references[symbol] = reference(file.add_stream(entries, streams[symbol].content))

    for symbol in streams:
        add(symbol)
    return references
