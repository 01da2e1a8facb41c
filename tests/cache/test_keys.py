"""A key is another for each difference in what a thing is made from and with."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.cache.keys import key_of

PARTS = st.dictionaries(st.text(), st.text(), max_size=3)


@given(PARTS, PARTS, PARTS, PARTS)
def test_keys_are_equal_exactly_if_everything_is(tools, parts, other_tools, other_parts):
    """No difference is lost, and none is made up."""
    same = (tools, parts) == (other_tools, other_parts)

    assert (key_of(tools, parts) == key_of(other_tools, other_parts)) == same


@given(PARTS.filter(bool), st.data())
def test_each_part_counts(parts, data):
    """A part that changes, goes, is named otherwise, or moves to what a thing is made with, gives another key."""
    name = data.draw(st.sampled_from(sorted(parts)))
    rest = {key: value for key, value in parts.items() if key != name}
    changed = [
        (rest | {name: parts[name] + "."}, {}),
        (rest, {}),
        (rest | {name + ".": parts[name]}, {}),
        (rest, {name: parts[name]}),
        ({}, parts),
    ]

    assert key_of(parts, {}) not in {key_of(*each) for each in changed}


def test_order_does_not_count():
    """Parts are known by name, in whatever order they were gathered."""
    assert key_of({}, {"a": "1", "b": "2"}) == key_of({}, {"b": "2", "a": "1"})


def test_nothing_runs_together():
    """Words that join to the same text are still other parts; text that no file could hold has a key, too."""
    assert key_of({}, {"a": "bc"}) != key_of({}, {"ab": "c"})
    assert key_of({}, {"a": "1", "b": ""}) != key_of({}, {"a": "1:b"})
    assert key_of({}, {"a": "\ud800"}) != key_of({}, {"a": "\ud801"})
