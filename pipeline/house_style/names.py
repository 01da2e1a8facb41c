"""Names in running text: CQC without an article, trusts and job titles in lower case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pipeline.findings import Edit
from pipeline.house_style.rule import Hit, Line, Rule, before, begins_sentence, each_line, quoted
from pipeline.model.passages import Passage, PassageKind, SpanKind

_FAMILY: Final = "Names and ratings"

_FOLLOWS_A_NAME: Final = (
    r"is|was|were|has|had|does|did|will|would|can|could|may|might|must|should|said|says|found|gave|gives|took|takes|"
    r"made|makes|began|wrote|writes|put|puts|set|sets|counts|uses|looks|rates|inspects|asks|finds|decides|recommends|"
    r"publishes|itself|also|then|now|only|never|first|later|again|(?:and|or)(?! [A-Z])|but|to|in|on|at|for|of|with|by|from|that|"
    r"do|have|be|being|having|want|wants|need|needs|say|think|thinks|know|knows|come|comes|inspect|recommend|publish|"
    r"decide|describe|describes|expect|expects|which|who|as|because|when|where|after|before|about|than|until|since|if|though|although"
)
_THE_CQC: Final = re.compile(
    rf"\b(?P<the>(?:[Tt]he\s+)+)(?P<name>CQC)(?=['’]s\b|\s*(?:[.,;:!?)–—]|$)|\s+(?:{_FOLLOWS_A_NAME}|(?!register|relat|bas|approv)[a-z]{{2,}}ed)\b)"
)
"""The article is CQC's own where no noun follows that could take it: not in "the CQC report"."""


def _find_article(line: Line) -> Iterator[Hit]:
    for match in _THE_CQC.finditer(line.own):
        yield Hit(
            line.passage,
            match.start(),
            match.end(),
            f"{quoted(match[0])}: CQC takes no article",
            'write "CQC"',
            edits=_without(line.passage, match.start("the"), match.end("the")),
        )


def _without(passage: Passage, start: int, end: int) -> tuple[Edit, ...]:
    """Delete a word and a space beside it: the one behind, or where a line ends there the one before."""
    word = passage.text[start:end].rstrip()
    edit = passage.edit(start, start + len(word) + 1, "")
    if edit is None and start and passage.text[start - 1] == " ":
        edit = passage.edit(start - 1, start + len(word), "")
    return (edit,) if edit else ()


_TITLES: Final = (
    "Chief Executive Officer",
    "Chief Executive",
    "Deputy Chief Executive",
    "Chief Inspector of Hospitals",
    "Chief Inspector",
    "Chief Operating Officer",
    "Chief Medical Officer",
    "Chief Nursing Officer",
    "Chief Financial Officer",
    "Chief Finance Officer",
    "Chief People Officer",
    "Chief Nurse",
    "Chief Pharmacist",
    "Medical Director",
    "Nursing Director",
    "Finance Director",
    "Managing Director",
    "Executive Director",
    "Non-Executive Director",
    "Director of Nursing",
    "Director of Finance",
    "Director of Operations",
    "Head of Nursing",
    "Consultant Nurse",
    "Ward Manager",
    "Ward Sister",
)
_TITLE: Final = re.compile(
    # "chief Executive" and "Chief executive" in the middle of a sentence are no better.
    rf"(?<![\w’'-])(?:{'|'.join(re.escape(title) for title in sorted(_TITLES, key=len, reverse=True))})(?P<more>s?)(?![\w-])",
    re.IGNORECASE,
)
_NAME_GOES_ON: Final = re.compile(
    r"(?:['’]s?)?\s(?:Network|Forum|Awards?|Group|Council|Academy|Programme|Conference)\b"
)
_NAMED_AFTER: Final = re.compile(
    r"(?:\b(?:Office|School|College|Academy|Award|Network|Forum) (?:of|for) (?:the )?)$"
)


def _find_title(line: Line) -> Iterator[Hit]:
    for match in _TITLE.finditer(line.own):
        found = match[0]
        if found.islower() or line.passage.inside(match.start(), match.end(), SpanKind.EMPHASIS):
            continue
        if _NAMED_AFTER.search(before(line.own, match.start())) or _is_name(line.own, match.end()):
            continue
        right = found.lower()
        # A card says what somebody is, in the middle of a sentence as it were.
        begins = begins_sentence(line.own, match.start()) and line.passage.kind is not PassageKind.ROLE
        if begins and found[0].isupper():
            right = right[0].upper() + right[1:]
        if found != right:
            message = f"the job title {quoted(found)} has capitals"
            yield Hit(line.passage, match.start(), match.end(), message, f'write "{right}"', right)


def _is_name(text: str, end: int) -> bool:
    """Whether a title goes on as the name of something: Chief Executive Network."""
    return _NAME_GOES_ON.match(text, end) is not None


_TRUST: Final = re.compile(
    r"\b(?:[Tt]h(?:e|is|at|ese|ose)|[Oo]ur|[Ii]ts|[Ee]ach|[Ee]very|[Aa]|[Bb]oth|[Ss]everal|[Mm]any|[Mm]ost|[Oo]ther|"
    r"[Aa]nother|[Ss]ome|[Aa]ll)\s+(?P<trust>Trusts?)\b(?!(?:\s+for)?\s+[A-Z])(?!-)"
)


def _find_trust(line: Line) -> Iterator[Hit]:
    for match in _TRUST.finditer(line.own):
        start, end = match.span("trust")
        if not line.passage.inside(start, end, SpanKind.EMPHASIS):
            right = match["trust"].lower()
            message = f"{quoted(match[0])} is no name"
            yield Hit(line.passage, start, end, message, f'write "{right}"; names keep their capital', right)


CQC_ARTICLE: Final = Rule(
    code="cqc-article",
    family=_FAMILY,
    find=each_line(_find_article),
    why="CQC calls itself CQC. One form throughout lets readers search for it.",
    example="In 2019 the CQC rated it 'good'.",
    instead="In 2019 CQC rated it 'good'. (But: the CQC report.)",
)
JOB_TITLE_CASE: Final = Rule(
    code="job-title-case",
    family=_FAMILY,
    find=each_line(_find_title, but=(PassageKind.NAME, PassageKind.TITLE)),
    why="Capitals make a hierarchy of people in a text that is about their work, and slow the eye down.",
    example="She became Chief Executive in 2017.",
    instead="She became chief executive in 2017.",
)
TRUST_CASE: Final = Rule(
    code="trust-case",
    family=_FAMILY,
    find=each_line(_find_trust, but=(PassageKind.NAME,)),
    why="A trust is a kind of organisation. Only its name has capitals: Barts Health NHS Trust, but the trust.",
    example="The Trust left special measures.",
    instead="The trust left special measures.",
)
