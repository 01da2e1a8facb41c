"""Judges from outside Python; ``make conform`` runs them."""

import shutil
import subprocess

import pytest

pytestmark = pytest.mark.conform


def judge(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


def test_qpdf_finds_no_error(report):
    """Syntax, cross-references and streams are as they should be, without a warning."""
    judged = judge("qpdf", "--check", str(report))

    assert (judged.stderr, judged.returncode) == ("", 0)


@pytest.mark.skipif(shutil.which("verapdf") is None, reason="veraPDF is not installed")
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_verapdf_finds_no_failure(report, flavour):
    """A second opinion on what page-validation says."""
    judged = judge("verapdf", "--format", "text", "--flavour", flavour, str(report))

    assert judged.stdout.startswith("PASS"), judged.stdout
