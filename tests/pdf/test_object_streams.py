"""Object streams, read fast, hold what pypdf reads in them."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, IndirectObject, NameObject, NumberObject

from pipeline.pdf.object_streams import QuickReader

VALUES = st.recursive(
    st.sampled_from(
        [
            "1",
            "-2",
            "+3",
            "4.5",
            "-.5",
            "/Name",
            "/A.b-1",
            "(a\\)(b))",
            "<feff00e9>",
            "<4>",
            "7 0 R",
            "true",
            "null",
        ]
    ),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{' '.join(items)}]")
        | st.lists(inner, max_size=3).map(
            lambda items: f"<<{' '.join(f'/K{at} {item}' for at, item in enumerate(items))}>>"
        )
    ),
    max_leaves=8,
)


def stream_of(*values: str) -> DecodedStreamObject:
    header, body = "", ""
    for number, value in enumerate(values, start=10):
        header += f"{number} {len(body)} "
        body += f"{value}\n"
    made = DecodedStreamObject()
    made.set_data((header + body).encode("latin-1"))
    made[NameObject("/N")] = NumberObject(len(values))
    made[NameObject("/First")] = NumberObject(len(header))
    made[NameObject("/Type")] = NameObject("/ObjStm")
    return made


def reader_of(kind: type[PdfReader]) -> PdfReader:
    content = io.BytesIO()
    PdfWriter().write(content)
    return kind(content)


def quickly_found(reader: QuickReader, value: str) -> object:
    """Return what the reader makes of the one value of a stream; None if it leaves that to pypdf."""
    reader.resolved_objects[(0, 9)] = stream_of(value)
    return reader._find(9, 10)  # noqa: SLF001 - the public way asks pypdf next


def read(kind: type[PdfReader], *values: str) -> list[str]:
    """Read values as the objects from 10 of an object stream, number 9."""
    reader = reader_of(kind)
    reader.resolved_objects[(0, 9)] = stream_of(*values)
    for at in range(len(values)):
        reader.xref_objStm[10 + at] = (9, at)
    found = [reader.get_object(10 + at) for at in range(len(values))]
    return [f"{type(each).__name__} {each!r}".replace(str(id(reader)), "") for each in found]


@given(st.lists(VALUES.filter(lambda value: not value.endswith("R")), min_size=1, max_size=4))
def test_values_are_those_that_pypdf_reads(values):
    """Whatever stands in a stream, both readers give the same objects."""
    assert read(QuickReader, *values) == read(PdfReader, *values)


@pytest.mark.parametrize(
    "value", ["<</A 1 % 2\n>>", "/A#20b", "<</A 1 /A 2>>", "[1 2>>", "<</A>>", "(a", "[[1]", "1 2", "7 0 R"]
)
def test_what_is_unusual_is_left_to_pypdf(value):
    """A comment, an escape, a key that comes twice, a bracket that is not closed."""
    assert quickly_found(reader_of(QuickReader), value) is None


@pytest.mark.parametrize("value", ["<</A 1 % 2\n>>", "/A#20b"])
@pytest.mark.usefixtures("silence")
def test_unusual_streams_are_read_all_the_same(value):
    """By pypdf itself."""
    assert read(QuickReader, value) == read(PdfReader, value)


def test_references_know_their_reader():
    """What a stream refers to can be followed."""
    reader = reader_of(QuickReader)
    value = quickly_found(reader, "[7 0 R]")

    assert isinstance(value, list)
    assert list.__getitem__(value, 0) == IndirectObject(7, 0, reader)
