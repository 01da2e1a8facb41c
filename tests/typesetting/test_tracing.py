"""A bad token is found once, at the token; what is wrong in a rule stays with the rule."""

import pytest
from workshop import FIRST, chapter_html

from pipeline.typesetting import traced

BODY = '<h2>head</h2><p style="width: 20px">extraordinary</p>'


@pytest.fixture
def found(workshop):
    """Typeset a stylesheet with a token and return what is left of its findings: code, words, line in the sheet."""

    def find(css: str) -> list[tuple[str, str, int]]:
        engine = workshop.open(
            css,
            '@page { size: 200px 100px; margin: 10px } html { font-family: "Source Sans 3" } * { margin: 0 }\n',
        )
        findings = engine.value.typeset(chapter_html(BODY), FIRST).findings
        return [
            (finding.code, finding.message, finding.place.line)
            for finding in traced(findings, engine.value.sheets)
        ]

    return find


def test_a_bad_token_is_one_finding(found):
    """Whatever uses it, by way of other tokens too, is counted there; overflows that may follow from it are not said."""
    css = (
        ":root { --ok: 1; --line: 17;\n --two: calc(2 * var(--line)) }\n"
        "p { margin: var(--line); padding: calc(var(--ok) * var(--line)) }\nh2 { margin: var(--two) }"
    )

    assert found(css) == [
        (
            "bad-token",
            '"--line: 17" does not fit where it is used: the engine ignores 3 declarations',
            2,
        )
    ]


def test_two_bad_tokens_are_two_findings(found):
    """Each explains what the other does not."""
    css = ":root { --line: 17; --ink: #0b4f6 }\np { margin: var(--line); color: var(--ink) }"

    assert [words.partition(" does")[0] for _, words, _ in found(css)] == ['"--line: 17"', '"--ink: #0b4f6"']


def test_a_mistake_of_a_rule_is_no_tokens(found):
    """A token that serves everywhere else is not to blame, and the overflow is said."""
    uses = "".join(f"h{level} {{ margin: var(--line) }}\n" for level in range(1, 7))
    codes = [
        (code, line) for code, _, line in found(f":root {{ --line: 1px }}\n{uses}p {{ top: var(--line) x }}")
    ]

    assert set(codes) == {("overflow", 1), ("css-ignored", 9)}


def test_a_family_that_is_not_bundled_is_found_at_its_token(found):
    """It is said once, where a stylesheet names it, whatever is set in it."""
    assert found(':root {\n --text: "No Such", serif }\np, h2 { font-family: var(--text); width: auto }')[
        0
    ] == (
        "unknown-font",
        'the family "No Such" is not bundled',
        3,
    )
