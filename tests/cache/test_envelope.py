"""Entries of the cache prove themselves."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.cache.envelope import seal, unseal

KEY = "chapter/é"
CONTENT = b"the content of an entry"


@given(st.text(), st.binary())
def test_what_is_sealed_can_be_unsealed(key, content):
    """Any content under any key comes out as it went in."""
    assert unseal(key, seal(key, content)) == content


@given(st.text(), st.text(), st.binary())
def test_an_entry_is_one_key_s(key, other, content):
    """Another key's entry is none, even where one key begins with the other."""
    entry = seal(key, content)

    assert (unseal(other, entry) is None) == (other != key)


def test_what_is_cut_short_is_no_entry():
    """An entry that ends too early is none, wherever it ends; nor is one that goes on."""
    entry = seal(KEY, CONTENT)

    assert {unseal(KEY, entry[:length]) for length in range(len(entry))} == {None}
    assert unseal(KEY, entry + b"\0") is None


def test_what_was_changed_is_no_entry():
    """A single byte that is another, or zeros from somewhere on as a power cut leaves them, make it none."""
    entry = seal(KEY, CONTENT)

    for index in range(len(entry)):
        flipped = bytearray(entry)
        flipped[index] ^= 1
        assert unseal(KEY, bytes(flipped)) is None
        assert unseal(KEY, entry[:index] + bytes(len(entry) - index)) is None


def test_what_is_foreign_is_no_entry():
    """Any other file, or an entry of another format, is none."""
    assert unseal(KEY, b"%PDF-1.7") is None
    assert unseal(KEY, seal(KEY, CONTENT).replace(b"cache 1", b"cache 2")) is None
