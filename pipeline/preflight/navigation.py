"""Rules of links: each lands, and each says where."""

from collections.abc import Iterator

from pipeline.findings import Finding, error
from pipeline.pdf.actions import Leads, Target
from pipeline.pdf.destinations import NamedDestinations, read_named_destinations
from pipeline.pdf.outline import read_outline
from pipeline.preflight.rule import Subject


def check_links(subject: Subject) -> Iterator[Finding]:
    """Find links and outline items that lead to no page of the file (ISO 32000-2:2020, 12.3.2)."""
    names = read_named_destinations(subject.document)
    for page in subject.annotations:
        for link in page.links:
            reason = _dead(link.target, names)
            if reason:
                yield error("dead-link", f"a link {reason}", page=page.page_index + 1)
    for item in read_outline(subject.document):
        reason = _dead(item.target, names)
        if reason:
            yield error("dead-link", f'the outline item "{item.title}" {reason}')


def check_words_of_links(subject: Subject) -> Iterator[Finding]:
    """Find links that do not say what they are (ISO 14289-1, 7.18.5), or say an internal name."""
    for page in subject.annotations:
        for link in page.links:
            if not (link.contents or "").strip():
                yield error("silent-link", "a link has no words in /Contents", page=page.page_index + 1)


def _dead(target: Target, names: NamedDestinations) -> str:
    """Say why a target is none; empty if it is one."""
    match target.leads:
        case Leads.NOWHERE:
            return "leads nowhere"
        case Leads.NAME:
            found = names.by_name.get(target.value)
            if found is None:
                return f'leads to "{target.value}", which is no destination'
            return "" if found.page_index is not None else f'leads to "{target.value}", which is on no page'
        case Leads.PAGE:
            on_page = target.destination and target.destination.page_index is not None
            return "" if on_page else "leads to a page that is not in the file"
        case _:
            return ""
