"""Operators of content streams."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pdf.operators import name_from, numbers_in, operations, shown_in, string_from, text_from


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", []),
        (b"q 1 0 0 1 5 6 cm Q", [(b"q", b""), (b"cm", b"1 0 0 1 5 6"), (b"Q", b"")]),
        (b"/F1 9 Tf(a)Tj", [(b"Tf", b"/F1 9"), (b"Tj", b"(a)")]),
        (b"[(a)-20(b)]TJ T*", [(b"TJ", b"[(a)-20(b)]"), (b"T*", b"")]),
        (b"(a\\) (b) c Tj) Tj", [(b"Tj", b"(a\\) (b) c Tj)")]),
        (b"/P <</MCID 0 /A <</B (>>)>>>> BDC", [(b"BDC", b"/P <</MCID 0 /A <</B (>>)>>>>")]),
        (b"1 2 % 3 Td (\n Td", [(b"Td", b"1 2")]),
        (b"(% no comment) '", [(b"'", b"(% no comment)")]),
        (b"BI /W 1 ID \x00 Q (\nEI Q", [(b"BI", b""), (b"ID", b"/W 1"), (b"Q", b"")]),
        (b"BI /W 1 ID never ends Q", [(b"BI", b""), (b"ID", b"/W 1")]),
    ],
)
def test_operators_come_with_their_operands(content, expected):
    """Strings, dictionaries, comments and inline images are told from operators."""
    assert [(operator, operands.strip()) for operator, operands in operations(content)] == expected


def test_what_is_damaged_is_passed_over():
    """A bracket that nobody closes costs what stands before it, and no more."""
    assert [operator for operator, _ in operations(b"( q 1 0 0 rg ] Q")] == [b"(", b"q", b"rg", b"]", b"Q"]


@given(st.binary(max_size=300))
def test_any_bytes_can_be_gone_through(content):
    """Nothing is raised, whatever stands in a stream."""
    for _, operands in operations(content):
        numbers_in(operands)
        shown_in(operands)


@given(st.binary(max_size=60))
def test_strings_are_read_as_they_were_written(content):
    """Bytes in hexadecimal, or in parentheses with their escapes, come back."""
    escaped = content.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")

    assert string_from(b"<" + content.hex().encode() + b">") == content
    assert string_from(b"(" + escaped + b")") == content


@pytest.mark.parametrize(
    ("written", "expected"),
    [(rb"(\101\61\5)", b"A1\x05"), (b"(a\\\nb)", b"ab"), (rb"(\n\r\q)", b"\n\rq"), (b"<4 1 5>", b"AP")],
)
def test_escapes(written, expected):
    """Octal numbers, line ends, letters; a missing last digit is a nought."""
    assert string_from(written) == expected


@pytest.mark.parametrize(
    ("operands", "expected"),
    [
        (b"[<0041>12<0042>-30<0043>]", [b"\0A\0B\0C"]),
        (b"[(a)-250(b)12(c)]", [b"a", -250.0, b"b", b"c"]),
        (b"[<61>-1000<62>]", [b"a", -1000.0, b"b"]),
        (b"(plain)", [b"plain"]),
    ],
)
def test_wide_steps_are_kept_and_kerning_is_not(operands, expected):
    """Steps that could part words stand between the codes that they part."""
    assert shown_in(operands) == expected


def test_names_and_text_strings():
    """Names undo their escapes; text strings say their encoding, or are PDFDocEncoding."""
    assert name_from(b"/A#20B") == "/A B"
    assert [text_from(each) for each in (b"\xfe\xff\x00\xad", b"\xef\xbb\xbf\xc3\xa9", b"\x84")] == [
        "\u00ad",
        "é",
        "—",
    ]
