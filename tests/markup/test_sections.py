"""Sections made of headings."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.findings import Place
from pipeline.markup.sections import Section, sectioned
from pipeline.model.prose import Heading, Paragraph, Source, Text


def block(index, level):
    source = Source(f"body/{index}", Place("a.yaml", index + 1))
    content = (Text(f"words {index}"),)
    return Paragraph(content, source) if level is None else Heading(level, content, f"label-{index}", source)


BODIES = st.lists(st.sampled_from([None, 2, 3, 4]), max_size=20).map(
    lambda levels: tuple(block(index, level) for index, level in enumerate(levels))
)


def flat(nested):
    for each in nested:
        if isinstance(each, Section):
            yield each.heading
            yield from flat(each.content)
        else:
            yield each


def sections(nested):
    for each in nested:
        if isinstance(each, Section):
            yield each
            yield from sections(each.content)


@given(BODIES)
@settings(deadline=None)
def test_flattening_gives_the_same_blocks(body):
    """No block is lost, doubled or moved."""
    assert body == tuple(flat(sectioned(body)))


@given(BODIES)
@settings(deadline=None)
def test_a_section_holds_what_stands_under_its_heading(body):
    """Inside a section there is no heading of its level or above, and no heading stands outside a section."""
    nested = sectioned(body)

    for section in sections(nested):
        inner = [each.level for each in flat(section.content) if isinstance(each, Heading)]
        assert all(level > section.heading.level for level in inner)
    assert len([each for each in body if isinstance(each, Heading)]) == len(list(sections(nested)))


@given(BODIES)
@settings(deadline=None)
def test_a_section_goes_on_to_the_next_heading_of_its_level(body):
    """What follows a section at its own level is a section, or there is nothing."""
    for content in [sectioned(body), *(section.content for section in sections(sectioned(body)))]:
        kinds = [isinstance(each, Section) for each in content]
        assert sorted(kinds) == kinds
