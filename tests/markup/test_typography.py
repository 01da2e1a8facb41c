"""Typographer's marks: quotation marks, dashes, and spaces that hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.markup.typography import curl, refine

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


REFINED = {
    "dash": ("a trust - any trust", "a trust\u00a0– any trust"),
    "double dash": ("a trust -- any trust", "a trust\u00a0– any trust"),
    "two dashes": ("a - b - c", "a\u00a0– b\u00a0– c"),
    "hyphens": ("well-led, a -b, a- b, a - - b, -", "well-led, a -b, a- b, a - - b, -"),
    "range": ("pages 3-5 and 10-12%", "pages\u00a03–5 and 10–12%"),
    "money": ("£10-15m", "£10–15m"),
    "ages": ("16-17-year-olds", "16–17-year-olds"),
    "from zero": ("0-4 years", "0–4\u00a0years"),
    "years": ("2016-17, 2009-10, 1999-2001", "2016–17, 2009–10, 1999–2001"),
    "short pages": ("123-7", "123–7"),
    "day": ("2016-08-17", "2016-08-17"),
    "month": ("2016-08", "2016-08"),
    "telephone": ("0300 061-6161, 020-7946-0958, 020-7946", "0300 061-6161, 020-7946-0958, 020-7946"),
    "numbers of parts": ("ISO 32000-2, COVID-19, A4-5, 1.2.3-4.5", "ISO 32000-2, COVID-19, A4-5, 1.2.3-4.5"),
    "downwards": ("a score of 7-3", "a score of 7-3"),
    "titles": (
        "Dr Findlay, Mr. Holmes, Professor Ted Baker",
        "Dr\u00a0Findlay, Mr.\u00a0Holmes, Professor\u00a0Ted Baker",
    ),
    "title at the end of a sentence": ("He is a Lord. The next", "He is a Lord. The next"),
    "titles in words": ("Drafts Move, the professor of", "Drafts Move, the professor of"),
    "units": ("29 months, 5 per cent, £70 million", "29\u00a0months, 5\u00a0per cent, £70\u00a0million"),
    "day and month": ("on 8 January 2019, 2019 January", "on 8\u00a0January 2019, 2019 January"),
    "no unit": ("29 monthly, in 2019 we", "29 monthly, in 2019 we"),
    "per cent sign": ("5 % and 5%", "5\u202f% and 5%"),
    "names with numbers": (
        "page 3, Figure 12, Table 1, section 4.2",
        "page\u00a03, Figure\u00a012, Table\u00a01, section\u00a04.2",
    ),
    "names without": ("page by page, Figures 3", "page by page, Figures 3"),
    "ellipsis": ("and so on...", "and so on…"),
    "curly quotes": ("“a” ‘b’ c’s – d…", "“a” ‘b’ c’s – d…"),
    "quotes and dashes": ("'a' - \"b\"", "‘a’\u00a0– “b”"),
    "address": ("see https://a.org/2016-17/b...c, 3-5", "see https://a.org/2016-17/b...c, 3–5"),
    "other addresses": ("www.a.org/3-5 a.3-5@b.org 10.1000/3-5", "www.a.org/3-5 a.3-5@b.org 10.1000/3-5"),
}


@pytest.mark.parametrize(("typed", "printed"), REFINED.values(), ids=REFINED)
def test_marks_are_the_typographers(typed, printed):
    """Dashes, ranges, spaces and ellipses are what a typographer would set; dates, numbers and addresses stay."""
    assert printed == refine(typed)


@given(st.text("ab1209'\".,-–—/%()£ \u00a0DrpageFigure", max_size=30) | st.text())
def test_refining_again_changes_nothing(text):
    """What is printed is right already."""
    assert refine(text) == refine(refine(text))


@given(st.text(st.characters(exclude_characters="\"'-. "), max_size=30))
def test_words_without_marks_are_unchanged(words):
    """A word that has no mark in it is printed as it is typed."""
    assert words == refine(words)


@given(st.text())
def test_nothing_but_marks_changes(text):
    """Letters and figures all stay, in their order."""

    def letters(words):
        return [character for character in words if character.isalnum()]

    assert letters(text) == letters(refine(text))
