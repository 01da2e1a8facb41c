"""Where links and outline items lead."""

import pytest
from pypdf.generic import DictionaryObject

from pipeline.pdf.actions import Leads, Target, read_target
from pipeline.pdf.destinations import Destination
from pipeline.pdf.objects import dictionary_of, raw

HERE = Target(Leads.PAGE, destination=Destination(0, "Fit"))


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ("/A <</S /URI /URI (https://a.org/)>>", Target(Leads.URI, "https://a.org/")),
        ("/A <</S /GoTo /D (a)>>", Target(Leads.NAME, "a")),
        ("/A <</S /GoTo /D [3 0 R /Fit]>>", HERE),
        ("/A <</S /GoToR /F (b.pdf) /D [0 /Fit]>>", Target(Leads.OTHER, "GoToR")),
        ("/A <</S /JavaScript /JS (app.beep)>>", Target(Leads.OTHER, "JavaScript")),
        ("/A <</S /GoTo /D <</S /GoTo>>>>", Target(Leads.OTHER, "GoTo")),
        ("/A <</S (URI)>>", Target(Leads.OTHER, "without a type")),
        ("/Dest (a)", Target(Leads.NAME, "a")),
        ("/Dest /a", Target(Leads.NAME, "a")),
        ("/Dest [3 0 R /Fit] /A <</S /URI /URI (x)>>", HERE),
        ("/Dest 7", Target(Leads.NOWHERE)),
        ("", Target(Leads.NOWHERE)),
    ],
)
def test_every_kind_of_target_is_read(opened, entries, expected):
    """A destination comes before an action, and what is neither leads nowhere."""
    document = opened("/Holder 4 0 R", f"<<{entries}>>")

    assert expected == read_target(document, dictionary_of(raw(document.catalog, "/Holder")))


def test_an_action_that_is_its_own_destination_ends(opened):
    """A GoTo action that leads to itself is only named."""
    document = opened("/Holder <</A 4 0 R>>", "<</S /GoTo /D 4 0 R>>")
    holder = raw(document.catalog, "/Holder")

    assert isinstance(holder, DictionaryObject)
    assert Target(Leads.OTHER, "GoTo") == read_target(document, holder)
