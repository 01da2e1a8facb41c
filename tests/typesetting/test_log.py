"""The engine's records are collected while it works, and reach nobody else."""

import logging

import pytest

from pipeline.typesetting.log import LOGGER_NAME, arguments, engine_records, position

LOGGER = logging.getLogger(LOGGER_NAME)


def test_records_are_collected_and_the_logger_is_left_as_it_was():
    """Warnings and errors are kept in order; steps are not."""
    before = LOGGER.handlers, LOGGER.propagate

    with engine_records() as records:
        LOGGER.warning("one")
        LOGGER.info("two")
        LOGGER.error("three")

    assert [record.getMessage() for record in records] == ["one", "three"]
    assert (LOGGER.handlers, LOGGER.propagate) == before


def test_the_logger_is_restored_after_an_error():
    """Whatever happens inside, the logger gets its handlers back."""
    before = LOGGER.handlers, LOGGER.propagate

    with pytest.raises(ZeroDivisionError), engine_records():
        raise ZeroDivisionError

    assert (LOGGER.handlers, LOGGER.propagate) == before


@pytest.mark.parametrize(
    ("message", "values", "expected"),
    [
        ("Ignored `%s:%s` at %d:%d, %s.", ("p", "v at 9:9, x", 3, 4, "reason"), (3, 4)),
        ("Invalid math function at %d:%d: %s", (3, 4, "calc()"), (3, 4)),
        ("Failed to load image at %r: %s", ("x", "y"), None),
        ("nothing", (), None),
    ],
)
def test_a_position_is_read_from_the_arguments(message, values, expected):
    """Line and column are the record's numbers, whatever its text says."""
    with engine_records() as records:
        LOGGER.warning(message, *values)

    assert position(records[0]) == expected
    assert arguments(records[0]) == values
