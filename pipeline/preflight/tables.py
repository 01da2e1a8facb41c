"""Rules of tables: headers head something, once."""

from collections.abc import Iterator

from pipeline.findings import Finding, warning
from pipeline.listening.grids import Row, read_grid
from pipeline.pdf.elements import Node
from pipeline.preflight.rule import ON_SCREEN, Rule
from pipeline.preflight.subject import Subject
from pipeline.preflight.words import shortened


def check_header_cells(subject: Subject) -> Iterator[Finding]:
    """Find header cells without words: the cells below them are announced by nothing (ISO 14289-1, 7.5)."""
    for node in subject.elements.nodes:
        if node.kind == "TH" and not subject.heard.words_of(node):
            page = subject.page_of(node)
            yield warning("empty-header-cell", f"a header cell {node.written} has no words", page=page)


def check_repeated_headers(subject: Subject) -> Iterator[Finding]:
    """Find header rows that come again as data, in one table or at the head of what is the rest of one."""
    before: tuple[Node, tuple[str, ...]] | None = None
    for table in subject.elements.nodes:
        if table.kind != "Table":
            continue
        rows = [(row, _words(subject, row)) for row in read_grid(table)]
        first = rows[0][1] if rows and rows[0][0].heads else ()
        if any(first):
            for row, words in rows[1:]:
                if words == first:
                    page = subject.page_of(row.node)
                    yield warning(
                        "repeated-header", f"{_said(words)} is read again among the data", page=page
                    )
            if before and before[1] == first and _continues(subject, before[0], table):
                message = (
                    f"{_said(first)} is that of the table before, on the page before: perhaps they are one"
                )
                yield warning("repeated-header", message, page=subject.page_of(table))
        before = (table, first)


def _continues(subject: Subject, first: Node, second: Node) -> bool:
    """Say whether a table begins on the page behind the one on which another ends, and nothing is heard between."""
    ends, begins = subject.heard.pages_of(first), subject.heard.pages_of(second)
    behind, start = subject.heard.stretches[id(first)][1], subject.heard.stretches[id(second)][0]
    return bool(ends and begins) and begins[0] == ends[1] + 1 and behind == start  # type: ignore[index]


def _words(subject: Subject, row: Row) -> tuple[str, ...]:
    return tuple(subject.heard.words_of(cell.node) for cell in row.cells)


def _said(words: tuple[str, ...]) -> str:
    return f'the header row "{shortened(" | ".join(words))}"'


EMPTY_HEADER: Rule = Rule(
    "empty-header-cell",
    check_header_cells,
    "ISO 14289-1, 7.5",
    "The cells below or beside it are announced by nothing.",
    "a TH without words over a column of numbers",
    "a TH that says what the numbers are",
    ON_SCREEN,
)
REPEATED_HEADER: Rule = Rule(
    "repeated-header",
    check_repeated_headers,
    "ISO 14289-1, 7.5",
    "A header is heard as a row of data, or one table as two.",
    "the header row in the table once for each of its pages",
    "the header row once, and artifacts on the pages after the first",
    ON_SCREEN,
)
