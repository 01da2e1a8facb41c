"""The garbage collector rests, and goes on."""

import gc

import pytest

from pipeline.collecting import collector_at_rest


def test_the_collector_goes_on_afterwards():
    """It was on before, so it is on again; and stays off as long as anybody wants it so."""
    with collector_at_rest():
        with collector_at_rest():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_goes_on_behind_an_error():
    """What fails leaves no process without a collector."""

    def fail() -> None:
        with collector_at_rest():
            raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        fail()
    assert gc.isenabled()
