"""Page labels follow the pagination, whatever it is."""

import pytest
from pypdf import PdfWriter

from pipeline.linking.labels import add_page_labels
from pipeline.model.manifest import OpensOn, Part
from pipeline.pagination import Extent, paginate

COVERS = {"cover", "back-cover"}


@pytest.mark.parametrize(
    ("opens_on", "expected"),
    [
        (OpensOn.ANY, ["Cover", "ii", "iii", "iv", "1", "2", "3", "4", "Back cover"]),
        (OpensOn.RIGHT, ["Cover", "Blank", "iii", "iv", "v", "vi", "1", "2", "3", "4", "Back cover"]),
    ],
)
def test_labels_of_a_report(report, opens_on, expected):
    """Roman in front, arabic from 1 in the body; a blank page is counted with what stands before it."""
    parts = {"cover": Part.FRONT, "a": Part.FRONT, "b": Part.BODY, "c": Part.BACK, "back-cover": Part.BACK}
    numbered = report(parts)
    pages = dict(zip(parts, (1, 3, 2, 2, 1), strict=True))
    extents = [Extent(name, part, pages[name], name not in COVERS) for name, part in parts.items()]
    pagination = paginate(extents, opens_on)
    writer = PdfWriter()
    for _ in range(pagination.page_count):
        writer.add_blank_page(10, 10)

    add_page_labels(writer, numbered.report, pagination)

    assert writer.page_labels == expected
