"""What a file says of itself as a whole."""

from pipeline.pdf import open_document
from pipeline.pdf.actions import Leads
from pipeline.pdf.catalog import read_facts


def test_tagged_files_say_so(typeset):
    """A PDF/UA-1 file claims tags, a language and that its title is to be shown."""
    content = typeset(
        "<html lang=en><title>Care</title><meta name=author content=Ana>", pdf_variant="pdf/ua-1"
    )
    facts = read_facts(open_document(content))

    assert (
        facts.tagged,
        facts.language,
        facts.viewer_preferences,
    ) == (True, "en", (("DisplayDocTitle", "true"),))
    assert {"Title": '"Care"', "Author": '"Ana"'}.items() <= dict(facts.information).items()


def test_what_is_not_said_is_none(opened):
    """A bare catalog claims nothing."""
    facts = read_facts(opened("/MarkInfo <</Marked (true)>> /Lang /en"))

    assert (
        facts.tagged,
        facts.language,
        facts.page_mode,
        facts.page_layout,
        facts.opens_at,
        facts.viewer_preferences,
        facts.information,
    ) == (False, None, None, None, None, (), ())


def test_the_opening_is_read(opened):
    """What a viewer shows first is read, whether it is a page or an action."""
    facts = read_facts(opened("/PageMode /UseOutlines /PageLayout /TwoPageRight /OpenAction [3 0 R /Fit]"))

    assert (
        facts.page_mode,
        facts.page_layout,
        facts.opens_at.leads,
    ) == ("UseOutlines", "TwoPageRight", Leads.PAGE)
