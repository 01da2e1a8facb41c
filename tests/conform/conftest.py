"""Reports to judge: the sample, and the small one that has every chapter kind and block kind."""

import shutil

import pytest
from builders import REPOSITORY, bring_styles

from pipeline.build import build

SOURCES = {"sample": REPOSITORY / "sources", "golden": REPOSITORY / "tests/golden/report/sources"}


@pytest.fixture(scope="session", params=SOURCES)
def report(request, tmp_path_factory):
    """Build a report; return its path."""
    root = tmp_path_factory.mktemp(request.param)
    shutil.copytree(SOURCES[request.param], root / "sources")
    bring_styles(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        built = build(root)
    assert built.value, built.findings
    return built.value.path
