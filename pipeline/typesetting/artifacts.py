"""Artifacts: running heads and folios are no part of the text that is read aloud (ISO 32000-2:2020, 14.8.2.2).

WeasyPrint 70.0 marks what stands in page margin boxes as Span, with structure elements that name the Document as their
parent and hang nowhere in its tree. Before the PDF is written, in the public ``finisher`` hook, their marks are made
artifacts of the kind Pagination, and the elements are taken out of the parent tree: what is painted stays the same.
"""

from typing import Any, Final

_PAGINATION: Final = b"<</Type/Pagination>>"


def mark_furniture(_document: Any, pdf: Any) -> None:
    """Make artifacts of marked content that belongs to no element of the structure tree.

    Args:
        _document: the ``weasyprint.Document``.
        pdf: the ``pydyf.PDF`` that was made of it, before it is written.
    """
    root = _at(pdf, pdf.catalog["StructTreeRoot"])
    in_tree = set(_numbers_below(pdf, root))
    parents = _at(pdf, root["ParentTree"])["Nums"]
    for page_index, page in enumerate(_pages(pdf)):
        stray = {
            mcid
            for mcid, element in enumerate(parents[2 * page_index + 1])
            if _number(element) not in in_tree
        }
        if stray:
            # The numbers of other marks stay as they are, so the entries of these stay too, empty.
            array = parents[2 * page_index + 1]
            array[:] = ["null" if mcid in stray else element for mcid, element in enumerate(array)]
            _unmark(_at(pdf, page["Contents"]).stream, stray)


def _numbers_below(pdf: Any, root: Any) -> Any:
    """Yield the numbers of all objects that hang in the structure tree."""
    waiting = list(root["K"])
    while waiting:
        kid = waiting.pop()
        if isinstance(kid, bytes):
            yield _number(kid)
            waiting += _at(pdf, kid).get("K", ())


def _pages(pdf: Any) -> Any:
    return (pdf.objects[number] for number in pdf.pages["Kids"][::3])


def _unmark(stream: list[Any], stray: set[int]) -> None:
    """Change the operators that begin marked content; they are three items: tag, properties, BDC."""
    for index, item in enumerate(stream):
        if item == b"BDC" and stream[index - 1].get("MCID") in stray:
            stream[index - 2 : index] = [b"/Artifact", _PAGINATION]


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def _at(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[_number(reference)]
