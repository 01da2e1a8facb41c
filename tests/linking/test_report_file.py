"""The file round the objects: cross-references as differences, trees of names, streams with the right length."""

import io
import zlib

from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.filters import FlateDecode
from pypdf.generic import DictionaryObject, NameObject, NumberObject

from pipeline.linking.cross_references import predict
from pipeline.linking.fragment import CATALOG, PAGES, ROW_BYTES
from pipeline.linking.object_streams import MOST_OBJECTS, in_streams, stream_object
from pipeline.linking.report_file import ReportFile
from pipeline.linking.syntax import reference
from pipeline.linking.trees import add_name_tree
from pipeline.pdf.trees import read_name_tree

ROWS = st.lists(st.binary(min_size=ROW_BYTES, max_size=ROW_BYTES), min_size=1, max_size=20).map(b"".join)


def written(file: ReportFile) -> PdfReader:
    file.add(b"<</Type/Pages/Kids[]/Count 0>>", PAGES)
    return PdfReader(io.BytesIO(file.finish(file.add(b"<</Title(t)>>"), b"name")), strict=True)


@given(rows=ROWS)
def test_predicted_rows_read_back(rows):
    """A reader that knows PNG's predictors gets the rows back."""
    parameters = DictionaryObject(
        {NameObject("/Predictor"): NumberObject(12), NameObject("/Columns"): NumberObject(ROW_BYTES)}
    )

    assert FlateDecode.decode(zlib.compress(predict(rows)), parameters) == rows


@given(names=st.sets(st.binary(min_size=1, max_size=6), min_size=1, max_size=150))
def test_a_name_tree_reads_back_in_order(names):
    """Every name is found, and leaves say what they hold."""
    file, entries = ReportFile(), [(name, b" %d" % index) for index, name in enumerate(sorted(names))]
    root = add_name_tree(entries, file)
    file.add(b"<</Type/Catalog/Pages%s/Names<</Dests%s>>>>" % (reference(PAGES), reference(root)), CATALOG)

    tree = written(file).root_object["/Names"]["/Dests"]

    assert [value for _, value in read_name_tree(tree).entries] == list(range(len(names)))
    limits = [bound.original_bytes for leaf in tree["/Kids"] for bound in leaf["/Limits"]]
    assert limits == sorted(limits)


def test_objects_are_shared_out_among_streams():
    """No stream holds more than a reader should have to decode for one object."""
    objects = [(number, b"null") for number in range(2 * MOST_OBJECTS + 1)]

    assert [len(some) for some in in_streams(objects)] == [MOST_OBJECTS, MOST_OBJECTS, 1]


def test_a_stream_that_ends_in_a_carriage_return_keeps_its_length():
    """The line's end behind it cannot be taken for half of one."""
    assert stream_object(1, b"<<>>", b"a\r").endswith(b"/Length 2>>\nstream\na\r\r\nendstream\nendobj\n")
    assert stream_object(1, b"<<>>", b"a\n").endswith(b"/Length 2>>\nstream\na\n\nendstream\nendobj\n")


def test_reserved_numbers_are_used_in_any_order():
    """What is written later still has the number that others point to."""
    file = ReportFile()
    later = file.reserve()
    file.add(b"<</Type/Catalog/Pages%s/Later%s>>" % (reference(PAGES), reference(later)), CATALOG)
    file.add_compressed(b"", b"content")
    file.add(b"(here)", later)

    assert written(file).root_object["/Later"] == "here"
