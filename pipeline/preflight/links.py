"""Rules of links: each lands, and each says where."""

from collections.abc import Iterator

from pipeline.findings import Finding, error
from pipeline.pdf.actions import Leads, Target
from pipeline.pdf.destinations import NamedDestinations, read_named_destinations
from pipeline.pdf.links import Link, PageAnnotations
from pipeline.pdf.outline import read_outline
from pipeline.preflight.rule import ON_SCREEN, Reach, Rule
from pipeline.preflight.subject import Subject


def check_links(subject: Subject) -> Iterator[Finding]:
    """Find links and outline items that lead to no page of the file (ISO 32000-2:2020, 12.3.2)."""
    names = read_named_destinations(subject.document)
    for page in subject.annotations:
        for link in page.links:
            reason = _dead(link.target, names)
            if reason:
                yield _told(subject, "dead-link", f"a link {reason}", page, link)
    for item in read_outline(subject.document):
        reason = _dead(item.target, names)
        if reason:
            yield error("dead-link", f'the outline item "{item.title}" {reason}')


def check_words_of_links(subject: Subject) -> Iterator[Finding]:
    """Find links that do not say what they are (ISO 14289-1, 7.18.5), or say an internal name."""
    for page in subject.annotations:
        for link in page.links:
            if not (link.contents or "").strip():
                yield _told(subject, "silent-link", "a link has no words in /Contents", page, link)


def _told(subject: Subject, code: str, message: str, page: PageAnnotations, link: Link) -> Finding:
    rectangle = subject.rectangle(page.page_index, link.rectangle)
    return error(code, message, page=page.page_index + 1, rectangle=rectangle, object_number=link.number)


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


DEAD_LINK: Rule = Rule(
    "dead-link",
    check_links,
    "ISO 32000-2:2020, 12.3.2",
    "A reader clicks, and nothing happens.",
    "a link to a named destination that the name tree does not have",
    "a link to a label that a chapter has",
    ON_SCREEN,
    reach=Reach.WHOLE,
)
SILENT_LINK: Rule = Rule(
    "silent-link",
    check_words_of_links,
    "ISO 14289-1, 7.18.5",
    "A list of links reads as a row of blanks.",
    "a link annotation without /Contents",
    "/Contents (Figure 3: deaths in custody)",
    ON_SCREEN,
    reach=Reach.WHOLE,
)
