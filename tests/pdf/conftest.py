"""Small PDFs made in the test: typeset by WeasyPrint, or written object by object for what no engine would write."""

import warnings
from collections.abc import Callable

import pytest
from weasyprint import HTML

from pipeline.pdf import Document, open_document


@pytest.fixture
def silence() -> None:
    """Let pypdf log: odd files are the point here. That sound ones are read in silence has a test of its own."""


@pytest.fixture(scope="session")
def typeset() -> Callable[..., bytes]:
    """Typeset HTML, with the options of ``write_pdf``."""

    def typeset_html(html: str, **options: object) -> bytes:
        with warnings.catch_warnings():
            # WeasyPrint 70.0 leaves its sRGB profile open (pdf/__init__.py), which is not for these tests to judge.
            warnings.simplefilter("ignore", ResourceWarning)
            return HTML(string=html).write_pdf(**options)

    return typeset_html


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
