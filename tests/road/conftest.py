"""What the tests of whole runs share: the command, run in this process."""

from __future__ import annotations

import pytest
from runs import Runner


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capsys)
