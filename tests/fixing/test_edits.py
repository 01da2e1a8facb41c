"""Edits made in texts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings import Edit, Finding, Place, warning
from pipeline.fixing import Fixed, fix

PATH = "sources/a.yaml"

texts = st.text(alphabet=st.sampled_from("ab \n\ré😀:"), max_size=60)


def finding(*edits: Edit) -> Finding:
    return warning("unknown-key", "something", edits[0].place if edits else None, edits=edits)


def edit(place: str, replacement: str, path: str = PATH) -> Edit:
    """Make an edit of ``line:column-line:column``."""
    line, column, end_line, end_column = map(int, re.split("[:-]", place))
    return Edit(Place(path, line, column, end_line, end_column), replacement)


def fixed(text: str, *findings: Finding) -> Fixed:
    return fix(findings, {PATH: text})


def place_in(text: str, start: int, end: int) -> Place:
    """Return the place of a stretch of a text as findings count: lines end with a line feed, without the mark."""
    read = text.removeprefix("\ufeff")
    before, words = (re.sub("\r\n?", "\n", part) for part in (read[:start], read[start:end]))
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    if not words:
        return Place(PATH, line, column)
    upto = before + words[:-1]
    return Place(PATH, line, column, upto.count("\n") + 1, len(upto) - upto.rfind("\n") + 1)


def test_the_characters_at_the_place_are_replaced():
    """An edit changes what stands at its place, and nothing else."""
    assert fixed("a: Good\nb: c", finding(edit("1:4-1:8", "good"))).contents == {PATH: "a: good\nb: c"}


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("1:1-1:1", "xab\ncd\n"),
        ("1:3-1:3", "abx\ncd\n"),
        ("1:3-1:4", "abxcd\n"),
        ("1:3-2:1", "abxcd\n"),
        ("2:1-2:4", "ab\nx"),
        ("3:1-3:1", "ab\ncd\nx"),
    ],
)
def test_line_ends_can_be_edited(place, expected):
    """A place may be of no width, hold a line end by either way of counting it, and stand behind the last one."""
    assert fixed("ab\ncd\n", finding(edit(place, "x"))).contents == {PATH: expected}


def test_what_is_put_in_gets_the_files_line_ends():
    """A replacement of two lines has the line ends of the file; a byte order mark is no column."""
    assert fixed("\ufeffab\r\ncd", finding(edit("2:1-2:3", "x\ny"))).contents == {PATH: "\ufeffab\r\nx\r\ny"}


@pytest.mark.parametrize("place", ["1:4-1:5", "0:1-0:1", "4:1-4:1", "1:2-1:1", "1:3-9:1", "1:0-1:1"])
def test_a_place_that_the_file_does_not_have_is_a_mistake_of_ours(place):
    """An edit elsewhere than in the file is no edit that anybody could agree to."""
    with pytest.raises(LookupError):
        fixed("ab\ncd\n" if place != "1:4-1:5" else "ab", finding(edit(place, "x")))


def test_the_first_of_two_that_meet_wins():
    """The second finding is left for another run, whole, even where only one of its edits meets the first's."""
    first, second = finding(edit("1:1-1:3", "x")), finding(edit("1:2-1:4", "y"), edit("2:1-2:2", "z"))
    result = fixed("abcd\nefgh", first, second)

    assert result == Fixed({PATH: "xcd\nefgh"}, 1, (first,), (second,))


def test_neighbours_are_both_made():
    """Two stretches side by side do not meet."""
    assert fixed("abcd", finding(edit("1:1-1:3", "x")), finding(edit("1:3-1:5", "y"))).contents == {
        PATH: "xy"
    }


@pytest.mark.parametrize("place", ["1:1-1:1", "1:3-1:3"])
def test_words_put_in_beside_a_change_meet_it(place):
    """Nobody knows on which side of the new words they belong."""
    result = fixed("abcd", finding(edit("1:1-1:3", "x")), finding(edit(place, "y")))

    assert len(result.left) == 1


def test_the_same_change_twice_is_one():
    """Two findings that ask for one change are both mended by it."""
    result = fixed("abcd", finding(edit("1:1-1:2", "x")), finding(edit("1:1-1:2", "x"), edit("1:4-1:5", "y")))

    assert (result.contents, result.changes, len(result.mended)) == ({PATH: "xbcy"}, 2, 2)


def test_a_finding_that_contradicts_itself_is_a_mistake_of_ours():
    """Edits of one finding that change one character twice cannot all be made."""
    with pytest.raises(ValueError, match="contradict"):
        fixed("abcd", finding(edit("1:1-1:3", "x"), edit("1:2-1:4", "y")))


def test_findings_without_edits_change_nothing():
    """What only a person can mend is passed over."""
    assert fixed("abcd", finding()) == Fixed({}, 0, (), ())


def test_an_edit_that_changes_nothing_is_none():
    """Nobody is asked to agree to a file that stays as it is."""
    assert fixed("abcd", finding(edit("1:1-1:3", "ab"))) == Fixed({}, 0, (), ())


def test_edits_of_one_finding_may_stand_in_two_files():
    """A finding can change a label and what refers to it."""
    both = finding(edit("1:1-1:2", "x"), edit("1:1-1:2", "y", "sources/b.yaml"))

    assert fix([both], {PATH: "a", "sources/b.yaml": "b"}).contents == {PATH: "x", "sources/b.yaml": "y"}


@given(text=texts, mark=st.booleans(), data=st.data())
def test_outside_the_places_a_file_stays_as_it_is(text, mark, data):
    """Whatever the line ends: the text is what stood before the edits, their words, and what stood between and behind."""
    text = text.replace("\r", "\r\n") if data.draw(st.booleans()) else text
    breaks = [match.end() for match in re.finditer(r"\r\n|.", text, re.DOTALL)]
    cuts = sorted(data.draw(st.lists(st.sampled_from([0, *breaks]), max_size=6)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    words = data.draw(st.lists(st.sampled_from(["", "x", "yz"]), min_size=len(pairs), max_size=len(pairs)))
    findings = [finding(Edit(place_in(text, *pair), word)) for pair, word in zip(pairs, words, strict=True)]
    prefix = "\ufeff" if mark else ""
    result = fixed(prefix + text, *findings)
    expected, end = prefix, 0
    made = dict.fromkeys(
        (pair, word) for pair, word, each in zip(pairs, words, findings, strict=True) if each in result.mended
    )
    for pair, word in made:
        expected += text[end : pair[0]] + word
        end = pair[1]

    changing = [
        each for each, pair, word in zip(findings, pairs, words, strict=True) if text[slice(*pair)] != word
    ]
    assert len(result.mended) + len(result.left) == len(changing)
    assert result.contents.get(PATH, prefix + text) == expected + text[end:]


def doubled_spaces(text: str) -> list[Finding]:
    """Find doubled spaces, as a rule of house style would."""
    return [finding(Edit(place_in(text, *match.span()), " ")) for match in re.finditer("  +", text)]


@given(texts)
def test_mending_twice_is_mending_once(text):
    """After a rule's edits the rule finds nothing, and nothing changes any more."""
    once = fixed(text, *doubled_spaces(text)).contents.get(PATH, text)

    assert doubled_spaces(once) == []
    assert "  " not in once
