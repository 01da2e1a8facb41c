"""Findings in words: rule by rule, with ranges of pages, what the rule stands on, and what to do."""

from press import painted, press

from pipeline.preflight import Print, preflight
from pipeline.preflight.wording import clause_of, grouped


def test_findings_are_told_rule_by_rule():
    """Pages that share a fault are one range; the first place is told with its object."""
    content = press(painted(b"1 0 0 rg 60 70 50 20 re f .1 w 60 60 m 90 60 l S"), pages=5)

    assert list(grouped(preflight(content, Print()))) == [
        "rgb: 5 errors",
        "  error: an area in DeviceRGB",
        "    pages 1-5; first at 40 50 90 70 pt; object 6",
        f"  stands on: {clause_of('rgb')}",
        "  remedy: Write the colour as device-cmyk(), and export images in CMYK or grey.",
        "",
        "hairline: 5 errors",
        "  error: a line 0.10 pt thin, where 0.25 pt are wanted",
        "    pages 1-5; first at 40 40 70 40 pt; object 6",
        f"  stands on: {clause_of('hairline')}",
        "  remedy: Make the line a quarter of a point thick at least.",
        "",
        "odd-page-count: 1 warning",
        "  warning: the PDF has 5 pages, and sheets take 4: 3 are missing",
        "  stands on: krakenprint.com, page count and signatures: multiples of 4",
        "  remedy: Add blank pages where they look right, or ask the printer.",
        "",
        "10 errors, 1 warning",
    ]


def test_nothing_found_is_no_line():
    """Who asks for text gets none where there is nothing to say."""
    assert list(grouped(())) == []
