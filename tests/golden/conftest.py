"""Golden texts: what is expected stands in a file; --update-golden rewrites it."""

import difflib
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture
def golden(request) -> Callable[[str, str], None]:
    """Hold a text against a file beside this one."""

    def compare(name: str, actual: str) -> None:
        file = HERE / name
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(actual, encoding="utf-8")
        expected = file.read_text(encoding="utf-8") if file.is_file() else ""
        lines = expected.splitlines(), actual.splitlines()
        difference = "\n".join(difflib.unified_diff(*lines, f"{name} (expected)", "actual", lineterm=""))
        assert not difference, f"{difference}\n\nIf this is meant: make golden, and read the diff."

    return compare
