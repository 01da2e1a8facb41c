"""A chapter's body: Markdown pieces and YAML blocks become one sequence of blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Mapping as AnyMapping
from pathlib import Path
from typing import Final, TypeVar

from pydantic import TypeAdapter

from pipeline.findings import Checked, Finding, Place, error
from pipeline.model.blocks import Align, Format, Person, Signature
from pipeline.model.numbers import in_pounds, is_number, with_commas
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
    Text,
)
from pipeline.reading import features
from pipeline.reading.data import DataFile, read_data
from pipeline.reading.images import read_image_size
from pipeline.reading.markdown import Prose
from pipeline.reading.mending import literal_edits
from pipeline.reading.paths import follow
from pipeline.reading.source_text import SourceText
from pipeline.reading.text import SourceFile
from pipeline.reading.trail import Trail
from pipeline.reading.tree import Mapping, Node, Scalar, Sequence
from pipeline.reading.validation import validate
from pipeline.reading.values import value_of, written

M = TypeVar("M")


def read_body(root: Path, node: Node, source: SourceFile, prose: Prose, *, sound: bool) -> Blocks:
    """Read a body; mistakes go to ``prose.findings``.

    Args:
        root: the project root, for data files.
        sound: whether the body agrees with the schema. If not, only its Markdown is read, for its findings.
    """
    pieces = node.items if isinstance(node, Sequence) else (node,)
    reader = BodyReader(root, source, prose)
    blocks: list[Block] = []
    for index, piece in enumerate(pieces):
        path = f"body/{index}"
        if text := written(piece):
            blocks += reader.markdown(text, path)
        elif sound and isinstance(piece, Mapping):
            blocks.append(reader.block(piece, path))
    return tuple(blocks)


class BodyReader:
    """Reads one body; what its blocks share."""

    def __init__(self, root: Path, source: SourceFile, prose: Prose) -> None:
        self.root = root
        self.source = source
        self.prose = prose

    def markdown(self, piece: Scalar, path: str) -> Blocks:
        """Read a stretch of Markdown; folded text, whose lines cannot be told, is refused."""
        if piece.style == ">" or (piece.style != "|" and piece.place.end_line > piece.place.line):
            self.prose.findings.append(
                error(
                    "folded-body",
                    "this text is folded, so its lines and paragraphs cannot be told",
                    piece.place,
                    "begin it with | on the line of the key, and indent the text below",
                    edits=literal_edits(piece),
                )
            )
            return ()
        return self.prose.blocks(SourceText.of(piece, self.source), path)

    def block(self, piece: Mapping, path: str) -> Block:
        """Read a block by the reader of its only key."""
        ((key, node),) = piece.entries
        assert isinstance(node, Mapping)
        return _READERS[key.text](self, node, Source(path, key.place))

    def inlines(self, node: Mapping, key: str) -> Inlines:
        """Read the inline Markdown behind a key; none if there is none."""
        return self.cell(node.get(key))

    def cell(self, node: Node | None) -> Inlines:
        """Read inline Markdown; none of a value that is nothing."""
        text = written(node)
        return self.prose.inlines(SourceText.of(text, self.source)) if text else ()

    def text(self, node: Mapping, key: str) -> str | None:
        """Return the words behind a key; None if there are none."""
        value = written(node.get(key))
        return value.text.strip() if value else None

    def place(self, node: Mapping, key: str) -> Place:
        """Return where the value of a key stands; of a list or mapping, whose ends nobody sees, the key itself."""
        return follow(node, (key,)).place

    def find(self, finding: Finding) -> None:
        """Note a mistake."""
        self.prose.findings.append(finding)

    def data(self, node: Mapping) -> DataFile | None:
        """Read the data file that a block names."""
        path = self.text(node, "data")
        if not path:
            return None
        checked = read_data(self.root, path, self.place(node, "data"))
        self.prose.findings += checked.findings
        return checked.value

    def quote(self, node: Mapping, source: Source) -> Block:
        """Read a quotation with its speaker."""
        speaker = self.text(node, "speaker")
        assert speaker
        return QuoteBlock(
            self.inlines(node, "text"), speaker, self.text(node, "role"), self.inlines(node, "source"), source
        )

    def figure(self, node: Mapping, source: Source) -> Block:
        """Read a figure; its image is checked with all the others of the chapter."""
        image, alt = self.text(node, "image"), self.text(node, "alt")
        assert image
        assert alt
        caption, credit = self.inlines(node, "caption"), self.inlines(node, "credit")
        size = read_image_size(self.root, image)
        return FigureBlock(self.text(node, "label"), image, alt, caption, credit, size, source)

    def table(self, node: Mapping, source: Source) -> Block:
        """Read a table, its rows from the YAML or from a data file."""
        columns, rows = node.get("columns"), node.get("rows")
        row_headers = node.get("row_headers")
        assert isinstance(columns, Sequence)
        wanted = [column for column in columns.items if isinstance(column, Mapping)]
        if isinstance(rows, Sequence):
            formats = [_format(self, column) for column in wanted]
            cells = [self._row(row, formats) for row in rows.items if isinstance(row, Sequence)]
        else:
            cells = list(self._rows_from_data(node, wanted, source))
        return TableBlock(
            self.text(node, "label"),
            self.inlines(node, "caption"),
            tuple(self._column(column) for column in wanted),
            tuple(cells),
            row_headers is not None and value_of(row_headers) is True,
            self.inlines(node, "note"),
            source,
        )

    def _column(self, node: Mapping) -> TableColumn:
        words = _format(self, node) is Format.TEXT
        align = Align(self.text(node, "align") or (Align.LEFT if words else Align.RIGHT))
        return TableColumn(
            self.inlines(node, "title"), align, self.text(node, "unit"), self.text(node, "group")
        )

    def _rows_from_data(
        self, node: Mapping, columns: list[Mapping], source: Source
    ) -> Iterator[tuple[Inlines, ...]]:
        """Read a table's rows from its data file; its cells are plain text."""
        data = self.data(node)
        if data is None:
            return
        fields = [self.text(column, "field") or self.text(column, "title") or "" for column in columns]
        missing = [field for field in fields if field not in data.fields]
        for field in missing:
            message = f'{data.path} has no field "{field}"'
            self.find(error("invalid-value", message, self.place(node, "data"), data.hint(field)))
        formats = [_format(self, column) for column in columns]
        for record in data.records if not missing else ():
            cells = (record.cells[field] for field in fields)
            printed = [_printed(cell, form) for cell, form in zip(cells, formats, strict=True)]
            for cell in printed:
                self.prose.passages.add_cell(cell, record.place, source.block, "table.rows")
            yield tuple((Text(cell),) if cell else () for cell in printed)

    def _row(self, row: Sequence, formats: list[Format]) -> tuple[Inlines, ...]:
        """Read a row; one of another width is a mistake, and goes on with the table's."""
        width = len(formats)
        if len(row.items) != width:
            message = (
                f"this row has {_counted(len(row.items), 'cell')}, the table has {_counted(width, 'column')}"
            )
            hint = 'write "" for a cell that is to stay empty'
            self.prose.findings.append(error("invalid-value", message, row.place, hint))
        cells = [self._formatted(cell, form) for cell, form in zip(row.items, formats, strict=False)]
        return (*cells, *((),) * (width - len(cells)))

    def _formatted(self, node: Node, form: Format) -> Inlines:
        """Read a cell as its column asks; whoever reads the passages reads the number as it is printed."""
        value = written(node)
        cell = value.text.strip() if value else ""
        printed = _printed(cell, form)
        if value is None or printed == cell:
            return self.cell(node)
        trail = Trail(SourceText.of(value, self.source))
        trail.add(printed, 0, exact=False)
        self.prose.passages.note(trail)
        return (Text(printed),)

    def person(self, node: Mapping, source: Source) -> Block:
        """Read a person card."""
        return PersonBlock(_model(TypeAdapter(Person), node), source)

    def signature(self, node: Mapping, source: Source) -> Block:
        """Read who signs the text."""
        return SignatureBlock(_model(TypeAdapter(Signature), node), source)


_READERS: Final[AnyMapping[str, Callable[[BodyReader, Mapping, Source], Block]]] = {
    "quote": BodyReader.quote,
    "figure": BodyReader.figure,
    "table": BodyReader.table,
    "person": BodyReader.person,
    "signature": BodyReader.signature,
    **features.READERS,
}


def _format(reader: BodyReader, column: Mapping) -> Format:
    return Format(reader.text(column, "format") or Format.TEXT)


def _printed(cell: str, form: Format) -> str:
    """Write a cell as its column asks; words in a column of numbers stay as they are."""
    number = with_commas(cell)
    if form is Format.TEXT or not is_number(cell):
        return cell
    return {Format.NUMBER: number, Format.PERCENT: f"{number}%", Format.POUNDS: in_pounds(number)}[form]


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _model(adapter: TypeAdapter[M], node: Mapping) -> M:
    checked: Checked[M] = validate(adapter, node)
    assert checked.value is not None
    return checked.value
