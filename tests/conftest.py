"""What all tests share: the option that rewrites golden texts, silence of the engine and pypdf, PDFs written by hand."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings
from sample import Sample, build_once

from pipeline.pdf import Document, open_document

settings.register_profile("night", max_examples=10_000, print_blob=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the expected texts of tests/golden"
    )


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """Give the project's own report."""
    # Each process of a run on several cores has a folder of its own inside one that they share.
    own = tmp_path_factory.getbasetemp()
    return build_once(own.parent if own.name.startswith("popen-") else own)


@pytest.fixture(autouse=True)
def silence() -> Iterator[None]:
    """Fail a test in which pypdf or the engine logs something that nobody collects."""
    records: list[logging.LogRecord] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            records.append(record)

    collector = Collector(logging.WARNING)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "pypdf", "fontTools")]
    for logger in loggers:
        logger.addHandler(collector)
    yield
    for logger in loggers:
        logger.removeHandler(collector)
    assert [record.getMessage() for record in records] == []


@pytest.fixture(scope="session")
def written() -> Callable[..., bytes]:
    """Write a PDF of objects: 1 is the catalog, 2 the page tree, then come the pages, then ``objects``.

    With one page, the first of ``objects`` is therefore number 4.
    """

    def write(
        catalog: str = "", *objects: str, pages: int = 1, page: str = "", tree: str | None = None
    ) -> bytes:
        kids = " ".join(f"{number} 0 R" for number in range(3, 3 + pages))
        bodies = [
            f"<</Type /Catalog /Pages 2 0 R {catalog}>>",
            tree or f"<</Type /Pages /Kids [{kids}] /Count {pages} /MediaBox [0 0 100 200]>>",
            *[f"<</Type /Page /Parent 2 0 R {page}>>"] * pages,
            *objects,
        ]
        content, offsets = b"%PDF-1.7\n", []
        for number, body in enumerate(bodies, start=1):
            offsets.append(len(content))
            content += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
        table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
        size = len(bodies) + 1
        trailer = f"trailer\n<</Size {size} /Root 1 0 R>>\nstartxref\n{len(content)}\n%%EOF\n"
        return content + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()

    return write


@pytest.fixture(scope="session")
def opened(written) -> Callable[..., Document]:
    """Write a PDF of objects and open it."""
    return lambda *objects, **shape: open_document(written(*objects, **shape))


@pytest.fixture(scope="session")
def stream() -> Callable[..., str]:
    """Write a stream object with further entries for its dictionary."""

    def write(content: str, entries: str = "") -> str:
        return f"<</Length {len(content)} {entries}>>\nstream\n{content}\nendstream"

    return write
