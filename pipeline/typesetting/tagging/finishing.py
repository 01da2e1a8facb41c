"""Giving a painted chapter its structure, before the PDF is written."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import pydyf

from pipeline.typesetting.layout_tree.pieces import Marks, collect
from pipeline.typesetting.tagging.elements import Annotation, Content, Element
from pipeline.typesetting.tagging.marking import Glyphs, Owned, mark
from pipeline.typesetting.tagging.tree import Tree, build_tree
from pipeline.typesetting.tagging.writing import Holder, Spot, drop_engine_tree, write_tree

_BITMAP_DIGITS: Final = 2


def finish(document: Any, pdf: Any, marks: Sequence[Marks]) -> None:
    """Put the structure of the HTML in the place of the engine's, and mend the marks that it rests on.

    Args:
        document: the ``weasyprint.Document``, painted.
        pdf: the ``pydyf.PDF`` that was made of it.
        marks: of its pages, as ``watch_painting`` noted them.
    """
    painted = collect(document, marks)
    tree = build_tree(painted)
    drop_engine_tree(pdf)
    _drop(tree.needless, pdf)
    write_tree(tree.root, _mark_streams(tree, painted.furniture, document, pdf), pdf)


def _drop(annotations: Sequence[Annotation], pdf: Any) -> None:
    for each in annotations:
        annotation = pdf.objects[each.number]
        annotation.free = "f"
        pdf.objects[pdf.pages["Kids"][3 * each.page]]["Annots"].remove(annotation.reference)


def _mark_streams(
    tree: Tree, furniture: set[tuple[int, int]], document: Any, pdf: Any
) -> dict[Content, Spot | None]:
    fonts = _fonts(document)
    owned = [_owned(page, tree, furniture, fonts) for page in range(len(document.pages))]
    spots: dict[Content, Spot | None] = {}
    for stream, holder in _streams(pdf):
        stream.stream, numbers = mark(stream.stream, owned[holder.page])
        if holder.form is not None and numbers:
            stream.extra["StructParents"] = holder.key
        for old, new in numbers.items():
            spots[Content(holder.page, old)] = None if new is None else Spot(holder, new)
    return spots


def _streams(pdf: Any) -> Iterator[tuple[Any, Holder]]:
    """Yield each page's stream, and the forms that it paints: boxes with an opacity are one (WeasyPrint 70.0)."""
    numbers = pdf.pages["Kids"][::3]
    of_page = {}
    for page, number in enumerate(numbers):
        stream = pdf.objects[int(pdf.objects[number]["Contents"].split()[0])]
        of_page[id(stream._tags)] = page  # noqa: SLF001 - forms share it with the page that paints them
        yield stream, Holder(page, page)
    key = len(numbers)
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Subtype") == "/Form" and b"BDC" in item.stream:
            yield item, Holder(of_page[id(item._tags)], key, item.number)  # noqa: SLF001 - the same
            key += 1


def _owned(page: int, tree: Tree, furniture: set[tuple[int, int]], fonts: Mapping[bytes, Glyphs]) -> Owned:
    kinds: dict[int, str] = {}
    before: dict[int, int] = {}
    for element in _elements(tree.root):
        last: Content | None = None
        for kid in element.kids:
            if isinstance(kid, Content) and kid.page == page:
                kinds[kid.mcid] = element.kind
                if last is not None:
                    before[kid.mcid] = last.mcid
            last = kid if isinstance(kid, Content) and kid.page == page else None
    endings = {content.mcid: said for content, said in tree.endings.items() if content.page == page}
    return Owned(kinds, before, endings, frozenset(mcid for on, mcid in furniture if on == page), fonts)


def _elements(element: Element) -> Iterator[Element]:
    yield element
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _elements(kid)


def _fonts(document: Any) -> dict[bytes, Glyphs]:
    """Return what glyphs say, by the name that content streams call their font."""
    fonts: dict[bytes, Glyphs] = {}
    for font in document.fonts.values():
        known = fonts.get(font.hash.encode())
        texts = {**known.texts, **font.to_unicode} if known else dict(font.to_unicode)
        fonts[font.hash.encode()] = Glyphs(texts, _BITMAP_DIGITS if font.bitmap else 4)
    return fonts
