"""Fragments that come out of the cache are linked to the same report."""

import reports

from pipeline.cache.freezing import freeze, thaw
from pipeline.linking.compiling import compile_chapter
from pipeline.linking.fragment import FIRST_BLOCK, Fragment, next_block
from pipeline.linking.link import link_fragments
from pipeline.model.manifest import OpensOn, Part
from pipeline.pagination import Extent, paginate

CHAPTERS = ("words", "links", "faint", "table", "image", "mask", "missing", "accents")
"""Odd chapters with TrueType faces, shared streams, late objects and links between chapters."""


def test_a_frozen_fragment_gives_the_same_report(tmp_path, odd_chapter):
    """Whatever is in a chapter, the report is the same, byte for byte, whether its fragment was frozen or not."""
    numbered = reports.numbered(tmp_path, dict.fromkeys(CHAPTERS, "Word."))
    base, fragments, extents = FIRST_BLOCK, [], []
    for name in CHAPTERS:
        fragments.append(compile_chapter(name, odd_chapter(name), base).value)
        base = next_block(base, fragments[-1].size)
        extents.append(Extent(name, Part.BODY, fragments[-1].exports.page_count))
    pagination = paginate(extents, OpensOn.ANY)

    thawed = [thaw(freeze(fragment, Fragment), Fragment) for fragment in fragments]

    assert thawed == fragments
    assert link_fragments(numbered, thawed, pagination) == link_fragments(numbered, fragments, pagination)
