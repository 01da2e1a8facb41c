"""Page labels follow the pagination, whatever it is."""

import pytest

from pipeline.model.manifest import OpensOn
from pipeline.pdf.labels import read_page_labels


@pytest.mark.parametrize(
    ("opens_on", "expected"),
    [
        (OpensOn.ANY, ["Cover", "ii", "iii", "iv", "1", "2", "3", "4", "Back cover"]),
        (OpensOn.RIGHT, ["Cover", "Blank", "iii", "iv", "v", "vi", "1", "2", "3", "4", "Back cover"]),
    ],
)
def test_labels_of_a_report(linked, opens_on, expected):
    """Roman in front, arabic from 1 in the body; a blank page is counted with what stands before it."""
    parts = {"cover": "front", "a": "front", "b": "body", "c": "back", "back-cover": "back"}
    pages = dict(zip(parts, (1, 3, 2, 2, 1), strict=True))
    more = '<p style="break-before:page">word</p>'

    made = linked({name: "word" + more * (pages[name] - 1) for name in parts}, parts, opens_on=opens_on)

    assert made.linked.findings == ()
    labels = read_page_labels(made.document).by_page()
    assert [labels[index] for index in sorted(labels)] == expected
