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
    rf"\b(?P<the>(?:[Tt]he\s+)+)(?P<name>CQC|C\.Q\.C\.)(?=['’]s\b|\s*(?:[.,;:!?)–—]|$)|\s+(?:{_FOLLOWS_A_NAME}|(?!register|relat|bas|approv)[a-z]{{2,}}ed)\b)"
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
            # The last full stop of "C.Q.C." may be its sentence's.
            edits=_without(line.passage, match.start("the"), match.end("the"))
            if match["name"] == "CQC"
            else (),
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
    "Head of Midwifery",
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


_SHORT_TITLE: Final = re.compile(
    r"\b(?:(?:a|an|the|its|their|our|his|her|as|became|becomes|former|new|interim|acting|appointed|and)\s+)"
    r"(?P<title>Chair|Chairman|Chairwoman|Chairperson|Consultant|Matron)(?P<more>s?)(?![\w’'-])(?!\s+(?:of\s+(?:the\s+)?)?[A-Z])"
)
"""Titles of one word are names of other things, too: they are looked at where a title stands."""


def _find_title(line: Line) -> Iterator[Hit]:
    for match in _SHORT_TITLE.finditer(line.own):
        start, end = match.start("title"), match.end("more")
        if not line.passage.inside(start, end, SpanKind.EMPHASIS):
            right = line.own[start:end].lower()
            message = f"the job title {quoted(line.own[start:end])} has capitals"
            yield Hit(line.passage, start, end, message, f'write "{right}"', right)
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


_KINDS: Final = re.compile(
    r"(?<![\w’'-])(?:[Tt]he|[Aa]n?|[Oo]ur|[Ii]ts|[Tt]his|[Ee]ach|[Ee]very) (?P<trust>(?:Acute |Foundation )*Trust(?: Board)?)\b(?!(?:\s+for|\s+of)?\s+[A-Z])(?!-)"
    r"|(?<![\w’'-])(?P<kind>(?:Acute|Ambulance|Community|Foundation) Trusts)\b(?!\s+[A-Z])"
    r"|\bNHS (?P<trusts>Trusts)\b(?!\s+[A-Z])"
)
"""Kinds of trusts, and what a trust has: the Foundation Trust, Acute Trusts, NHS Trusts, the Trust Board."""


def _find_trust(line: Line) -> Iterator[Hit]:
    seen: set[int] = set()
    for match in (*_KINDS.finditer(line.own), *_TRUST.finditer(line.own)):
        start, end = match.span(match.lastgroup or 0)
        if start in seen or line.passage.inside(start, end, SpanKind.EMPHASIS):
            continue
        seen.add(start)
        right = line.own[start:end].lower()
        if match.lastgroup == "kind" and begins_sentence(line.own, start):
            right = right.capitalize()
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
