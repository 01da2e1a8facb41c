"""What all tests share: the option that rewrites golden texts, and silence of the engine and pypdf."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from sample import Sample, build_once


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
