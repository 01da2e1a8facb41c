"""A chapter's body: Markdown pieces and YAML blocks become one sequence of blocks."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as AnyMapping
from typing import Final, TypeVar

from pydantic import TypeAdapter

from pipeline.findings import Checked, error
from pipeline.model.blocks import Align, Person, Signature
from pipeline.model.prose import (
    Block,
    Blocks,
    FigureBlock,
    Inlines,
    PersonBlock,
    QuoteBlock,
    SignatureBlock,
    Source,
    TableBlock,
    TableColumn,
)
from pipeline.reading.markdown import Prose
from pipeline.reading.source_text import SourceText
from pipeline.reading.text import SourceFile
from pipeline.reading.tree import Mapping, Node, Scalar, Sequence
from pipeline.reading.validation import validate
from pipeline.reading.values import value_of, written

M = TypeVar("M")


def read_body(node: Node, source: SourceFile, prose: Prose, *, sound: bool) -> Blocks:
    """Read a body; Markdown mistakes go to ``prose.findings``.

    Args:
        sound: whether the body agrees with the schema. If not, only its Markdown is read, for its findings.
    """
    pieces = node.items if isinstance(node, Sequence) else (node,)
    reader = _BodyReader(source, prose)
    blocks: list[Block] = []
    for index, piece in enumerate(pieces):
        path = f"body/{index}"
        if text := written(piece):
            blocks += reader.markdown(text, path)
        elif sound and isinstance(piece, Mapping):
            blocks.append(reader.block(piece, path))
    return tuple(blocks)


class _BodyReader:
    def __init__(self, source: SourceFile, prose: Prose) -> None:
        self.source = source
        self.prose = prose

    def markdown(self, piece: Scalar, path: str) -> Blocks:
        if piece.style == ">" or (piece.style != "|" and piece.place.end_line > piece.place.line):
            self.prose.findings.append(
                error(
                    "folded-body",
                    "this text is folded, so its lines and paragraphs cannot be told",
                    piece.place,
                    "begin it with | on the line of the key, and indent the text below",
                )
            )
            return ()
        return self.prose.blocks(SourceText.of(piece, self.source), path)

    def block(self, piece: Mapping, path: str) -> Block:
        ((key, node),) = piece.entries
        assert isinstance(node, Mapping)
        return _READERS[key.text](self, node, Source(path, key.place))

    def inlines(self, node: Mapping, key: str) -> Inlines:
        return self.cell(node.get(key))

    def cell(self, node: Node | None) -> Inlines:
        text = written(node)
        return self.prose.inlines(SourceText.of(text, self.source)) if text else ()

    def quote(self, node: Mapping, source: Source) -> Block:
        speaker = _text(node, "speaker")
        assert speaker
        return QuoteBlock(
            self.inlines(node, "text"), speaker, _text(node, "role"), self.inlines(node, "source"), source
        )

    def figure(self, node: Mapping, source: Source) -> Block:
        image, alt = _text(node, "image"), _text(node, "alt")
        assert image
        assert alt
        caption, credit = self.inlines(node, "caption"), self.inlines(node, "credit")
        return FigureBlock(_text(node, "label"), image, alt, caption, credit, source)

    def table(self, node: Mapping, source: Source) -> Block:
        columns, rows = node.get("columns"), node.get("rows")
        row_headers = node.get("row_headers")
        assert isinstance(columns, Sequence)
        assert isinstance(rows, Sequence)
        return TableBlock(
            _text(node, "label"),
            self.inlines(node, "caption"),
            tuple(self._column(column) for column in columns.items if isinstance(column, Mapping)),
            tuple(self._row(row, len(columns.items)) for row in rows.items if isinstance(row, Sequence)),
            row_headers is not None and value_of(row_headers) is True,
            self.inlines(node, "note"),
            source,
        )

    def _column(self, node: Mapping) -> TableColumn:
        return TableColumn(self.inlines(node, "title"), Align(_text(node, "align") or Align.LEFT))

    def _row(self, row: Sequence, width: int) -> tuple[Inlines, ...]:
        """Read a row; one of another width is a mistake, and goes on with the table's."""
        if len(row.items) != width:
            message = (
                f"this row has {_counted(len(row.items), 'cell')}, the table has {_counted(width, 'column')}"
            )
            hint = 'write "" for a cell that is to stay empty'
            self.prose.findings.append(error("invalid-value", message, row.place, hint))
        cells = [self.cell(cell) for cell in row.items[:width]]
        return (*cells, *((),) * (width - len(cells)))

    def person(self, node: Mapping, source: Source) -> Block:
        return PersonBlock(_model(TypeAdapter(Person), node), source)

    def signature(self, node: Mapping, source: Source) -> Block:
        return SignatureBlock(_model(TypeAdapter(Signature), node), source)


_READERS: Final[AnyMapping[str, Callable[[_BodyReader, Mapping, Source], Block]]] = {
    "quote": _BodyReader.quote,
    "figure": _BodyReader.figure,
    "table": _BodyReader.table,
    "person": _BodyReader.person,
    "signature": _BodyReader.signature,
}


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _text(node: Mapping, key: str) -> str | None:
    value = written(node.get(key))
    return value.text.strip() if value else None


def _model(adapter: TypeAdapter[M], node: Mapping) -> M:
    checked: Checked[M] = validate(adapter, node)
    assert checked.value is not None
    return checked.value
