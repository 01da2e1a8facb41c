"""Typographer's quotation marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.markup.typography import curl

CURLED = {
    "double": ('He said "no".', "He said “no”."),
    "single": ("rated 'good' overall", "rated ‘good’ overall"),
    "whole": ("'inadequate'", "‘inadequate’"),
    "apostrophe": ("the trust's, the trusts' and CQC's", "the trust’s, the trusts’ and CQC’s"),
    "contraction": ("it's, don't, we'll", "it’s, don’t, we’ll"),
    "nested": ("\"It was 'good'\", she said", "“It was ‘good’”, she said"),
    "nested at once": ("\"'Good' is not enough\"", "“‘Good’ is not enough”"),
    "nested the other way": ("'He said \"no\"'", "‘He said “no”’"),
    "decade": ("in the '90s and '00s", "in the ’90s and ’00s"),
    "years": ("1990's", "1990’s"),
    "brackets": ("(\"a\") ['b']", "(“a”) [‘b’]"),
    "dashes": ("a—'b'—c, a–\"d\"", "a—‘b’—c, a–“d”"),
    "slash": ("'a'/'b'", "‘a’/‘b’"),
    "no-break space": ("a\u00a0'b'", "a\u00a0‘b’"),
    "behind a stop": ("\"a.\" 'b?'", "“a.” ‘b?’"),
    "already curled": ("“a” ‘b’ c’s", "“a” ‘b’ c’s"),
    "backtick and primes": ("`a` 5′ 6″", "`a` 5′ 6″"),
}


@pytest.mark.parametrize(("typed", "printed"), CURLED.values(), ids=CURLED)
def test_straight_marks_become_curly(typed, printed):
    """Readers get the marks that a typographer would set, whatever the author types."""
    assert printed == curl(typed)


def test_the_character_before_decides():
    """A mark at the beginning of a run is looked at together with what stands before the run."""
    assert curl("'s", "t") == "’s"
    assert curl("'s", " ") == "‘s"
    assert curl("'s", "“") == "‘s"


@given(st.text(), st.text(max_size=1))
def test_nothing_but_quotation_marks_changes(text, before):
    """Every other character stays, in its place, and no straight mark is left."""
    curled = curl(text, before)

    assert text == curled.translate({ord(a): b for a, b in zip("“”‘’", "\"\"''", strict=True)}) or set(
        "“”‘’"
    ) & set(text)
    assert len(text) == len(curled)
    assert not set("\"'") & set(curled)


@given(st.text(), st.integers(0, 20))
def test_where_a_text_is_divided_makes_no_difference(text, cut):
    """Curling run by run gives what curling the whole gives, but for a decade that is cut behind its apostrophe."""
    head, tail = text[:cut], text[cut:]
    if head.endswith("'") and tail[:1].isdigit():
        return

    assert curl(text) == curl(head) + curl(tail, curl(head)[-1:])
