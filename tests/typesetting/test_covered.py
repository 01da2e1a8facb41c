"""Words that something is painted over are found, with what covers them; words that can be read are not."""

import pytest
from workshop import codes, messages

from pipeline.findings import Place, Severity

UNDER = "position: relative; height: 12px"
OVER = "position: absolute; left: 0; top: 0; width: 60px; height: 12px"


def test_words_under_a_ground_are_found(typeset):
    """What covers the words is named, by its own words and by its rule; no contrast is claimed of what nobody sees."""
    css = f".u {{ {UNDER} }}\n.o {{ {OVER}; background: #8d2b2b; color: #fff }}"
    checked = typeset(
        '<div class="u" data-block="t/a">0%<div class="o" style="padding-left: 20px">100%</div></div>',
        css,
        places={"t/a": Place("sources/t.yaml", 7, 3)},
    )
    (finding,) = checked.findings

    assert (finding.code, finding.severity) == ("covered-text", Severity.ERROR)
    assert finding.message == '"0%" is covered by the ground of <div> "100%"'
    assert (finding.place, finding.block, finding.page) == (Place("sources/t.yaml", 7, 3), "t/a", 1)
    assert [note.message for note in finding.related] == [
        'what covers it is set by ".o" { background: #8d2b2b }'
    ]


@pytest.mark.parametrize("opacity", ["background: rgb(255 255 255 / 20%)", "background: #fff; opacity: .2"])
def test_words_that_shine_through_are_not_covered(typeset, opacity):
    """What lies over words and lets them through changes their contrast only."""
    body = f'<div style="{UNDER}">word<div style="{OVER}; {opacity}"></div></div>'

    assert "covered-text" not in codes(typeset(body))


def test_words_over_words_are_found_once(typeset):
    """Two cells whose words run into each other are one finding, whatever the number of words."""
    body = (
        '<table style="table-layout: fixed; width: 100px; white-space: nowrap"><tr>'
        '<td data-block="t/a">a label that is long<td data-block="t/b">another label</table>'
    )
    found = [message for message in messages(typeset(body)) if "stand over each other" in message]

    assert found == ['"a label that is long" and "another label" stand over each other']


@pytest.mark.parametrize(
    "body",
    [
        "<p>word<sup>1</sup> <em>word</em>word <b>word</b></p>" * 2,
        '<p style="line-height: .7">word<br>word</p>',
        '<p style="letter-spacing: -1px"><i>word</i><b>word</b></p>',
        '<p>word</p><p style="margin-top: -12px; visibility: hidden">word</p>',
        '<p style="text-shadow: 1px 1px red">word</p>',
    ],
)
def test_words_beside_words_are_not_found(typeset, body):
    """Kerning, tight lines and small marks have words near each other, not over each other."""
    assert "covered-text" not in codes(typeset(body))
