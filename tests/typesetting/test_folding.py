"""What one rule does on many pages is said once, with the number of times."""

from pipeline.findings import Finding, Place, Related, error, warning
from pipeline.typesetting import folded

BRAND = Related("--brand is #9fc3d2", Place("styles/tokens.css", 34, 3))
ACCENT = Related("--accent is #fbb", Place("styles/tokens.css", 36, 3))


def pale(chapter: str, related: Related, times: int = 1) -> Finding:
    place = Place(f"sources/{chapter}.yaml", 2)
    return warning("low-contrast", f'"{chapter}" is pale', place, related=(related,), times=times)


def test_findings_of_the_same_rules_are_one():
    """The first stays, and says how many more there are and in how many chapters; others keep their order."""
    findings = [pale("one", BRAND, 3), pale("one", ACCENT), pale("two", BRAND), pale("three", BRAND)]

    assert [finding.message for finding in folded(findings)] == [
        '"one" is pale (and 4 more in 3 chapters)',
        '"one" is pale',
    ]


def test_what_one_chapter_repeats_is_counted_there():
    """A pair that only one chapter shows says so."""
    assert [finding.message for finding in folded([pale("one", BRAND, 2)])] == [
        '"one" is pale (and 1 more in this chapter)'
    ]


def test_other_findings_are_not_joined():
    """Errors of other kinds are left as they are, and so are pairs whose rules cannot be told."""
    place = Place("sources/one.yaml")
    unlike = [
        error("overflow", "this", place, related=(BRAND,)),
        error("overflow", "that", place, related=(BRAND,)),
        warning("low-contrast", "these", place),
        warning("low-contrast", "those", place),
    ]

    assert list(folded(unlike)) == unlike
