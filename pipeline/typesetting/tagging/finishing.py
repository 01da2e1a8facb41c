"""Giving a painted chapter its structure, before the PDF is written."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import pydyf

from pipeline.typesetting.layout_tree.pieces import Marks, Painted, collect
from pipeline.typesetting.tagging.elements import Annotation, Content
from pipeline.typesetting.tagging.marking import Glyphs, Owned, mark
from pipeline.typesetting.tagging.tree import Tree, build_tree
from pipeline.typesetting.tagging.writing import Holder, Spot, drop_engine_tree, drop_object, write_tree

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
    owned = _owners(tree, painted, _fonts(document), len(document.pages))
    write_tree(tree.root, _mark_streams(owned, pdf), pdf)


def _drop(annotations: Sequence[Annotation], pdf: Any) -> None:
    for each in annotations:
        reference = pdf.objects[each.number].reference
        pdf.objects[pdf.pages["Kids"][3 * each.page]]["Annots"].remove(reference)
        drop_object(pdf, each.number)


def _owners(tree: Tree, painted: Painted, fonts: Mapping[bytes, Glyphs], pages: int) -> list[Owned]:
    """Tell for each page whose its marked content is."""
    owners = [Owned(fonts=fonts, crop_marks=painted.crop_marks.get(page)) for page in range(pages)]
    for element in tree.root.below():
        last: Content | None = None
        for kid in element.kids:
            if not isinstance(kid, Content):
                last = None
                continue
            owner = owners[kid.page]
            owner.kinds[kid.mcid] = element.kind
            if last is not None and last.page == kid.page:
                owner.before[kid.mcid] = last.mcid
            last = kid
    for content, said in tree.said.endings.items():
        owners[content.page].endings[content.mcid] = said
    for content, said in tree.said.instead.items():
        owners[content.page].instead[content.mcid] = said
    for page, mcid in painted.furniture:
        owners[page].furniture.add(mcid)
    return owners


def _mark_streams(owners: Sequence[Owned], pdf: Any) -> dict[Content, Spot | None]:
    spots: dict[Content, Spot | None] = {}
    for stream, holder in _streams(pdf):
        owner = owners[holder.page]
        stream.stream, numbers = mark(stream.stream, owner if holder.form is None else owner.in_form())
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
        is_form = isinstance(item, pydyf.Stream) and item.extra.get("Subtype") == "/Form"
        if is_form and (b"BDC" in item.stream or b"BMC" in item.stream):
            yield item, Holder(of_page[id(item._tags)], key, item.number)  # noqa: SLF001 - the same
            key += 1


def _fonts(document: Any) -> dict[bytes, Glyphs]:
    """Return what glyphs say, by the name that content streams call their font."""
    fonts: dict[bytes, Glyphs] = {}
    for font in document.fonts.values():
        known = fonts.get(font.hash.encode())
        texts = {**known.texts, **font.to_unicode} if known else dict(font.to_unicode)
        fonts[font.hash.encode()] = Glyphs(texts, _BITMAP_DIGITS if font.bitmap else 4)
    return fonts
