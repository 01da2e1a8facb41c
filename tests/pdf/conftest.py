"""Small PDFs made in the test, typeset by WeasyPrint."""

import warnings
from collections.abc import Callable

import pytest
from weasyprint import HTML


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
