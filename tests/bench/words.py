"""English that means little: sentences of real words in the order of real sentences, the same for the same seed.

Hyphenation, spelling and the house style find in them what they find in a report: long words, names, few mistakes.
"""

from __future__ import annotations

from random import Random
from typing import Final

_WHO: Final = """
local managers|the clinical teams|senior nurses|the new directors|community partners|patient representatives|the board
members|visiting inspectors|ward coordinators|the finance department|volunteers from the neighbourhood|the rehabilitation
staff|experienced consultants|the transport planners|occupational therapists|the communications office|several
pharmacists|the safeguarding leads|the education committee|administrative colleagues
"""

_DID: Final = """
reviewed|described|supported|questioned|reorganised|measured|strengthened|simplified|introduced|published|discussed|
redesigned|postponed|recorded|improved|welcomed|investigated|coordinated|replaced|documented
"""

_WHAT: Final = """
the appointment arrangements|a shared understanding of responsibility|the discharge procedure|the recommendations of the
earlier report|a programme of professional development|the electronic prescribing records|the complaints
correspondence|a straightforward escalation policy|the accommodation for relatives|the weekly multidisciplinary
meeting|an independent evaluation|the infrastructure for diagnostic imaging|the interpretation of waiting times|a
modest investment in equipment|the recruitment of apprentices|the allocation of consulting rooms|the relationship
with neighbouring organisations|a consistent approach to supervision|the maintenance of the older buildings|a practical
guide for newcomers
"""

_HOW: Final = """
with considerable patience|after careful consultation|without additional funding|in a systematic way|before the
winter|during a difficult period|with encouragement from above|on the basis of local knowledge|in close cooperation|
at their own initiative|over several months|despite initial reservations|with the help of an outside adviser|in
response to repeated concerns|against a background of uncertainty
"""

_WHILE: Final = """
while everyday work continued as before|because nobody wanted to repeat the experience|although the consequences were
hard to predict|so that everyone could follow the argument|which most of those involved considered reasonable|until the
necessary permissions had arrived|as earlier correspondence had already suggested|and the results were shared at
once|but the arrangement remained provisional|where circumstances allowed it
"""

_FIRST: Final = """
In the beginning|At about the same time|Somewhat later|In many departments|For a number of reasons|Elsewhere|In
practice|With hindsight|As a consequence|Throughout the summer
"""

_SUBJECT: Final = """
appointment|responsibility|discharge|development|prescribing|correspondence|escalation|accommodation|meeting|
evaluation|imaging|investment|recruitment|supervision|maintenance|transport|rehabilitation|education|safeguarding|
communication|equipment|consultation|cooperation|knowledge
"""

_ASPECT: Final = """
Arrangements for|Principles of|Experience with|Progress in|Obstacles to|Questions about|Foundations of|Limits of|
Patterns of|Support for|Confidence in|Reasons for
"""

_PLACE: Final = """
Northfield|Riverside|Ashford|Greenhill|Westbrook|Oakwood|Southgate|Highfield|Milton|Kingsway|Hillside|Newbridge
"""


def _choices(text: str) -> tuple[str, ...]:
    return tuple(" ".join(choice.split()) for choice in text.split("|"))


WHO, DID, WHAT, HOW, WHILE = map(_choices, (_WHO, _DID, _WHAT, _HOW, _WHILE))
FIRST, SUBJECTS, ASPECTS, PLACES = map(_choices, (_FIRST, _SUBJECT, _ASPECT, _PLACE))


def sentence(chance: Random) -> str:
    """Return a sentence of 8 to 30 words."""
    core = f"{chance.choice(WHO)} {chance.choice(DID)} {chance.choice(WHAT)}"
    if chance.random() < 0.6:
        core += f" {chance.choice(HOW)}"
    if chance.random() < 0.3:
        core += f", {chance.choice(WHILE)}"
    if chance.random() < 0.3:
        return f"{chance.choice(FIRST)}, {core}."
    return f"{core[0].upper()}{core[1:]}."


def sentences(chance: Random, count: int) -> str:
    """Return several sentences, no two neighbours alike."""
    said: list[str] = []
    while len(said) < count:
        new = sentence(chance)
        if not said or new != said[-1]:
            said.append(new)
    return " ".join(said)


def headings(chance: Random, count: int) -> list[str]:
    """Return headings that differ from each other, at most as many as there are subjects."""
    subjects = chance.sample(SUBJECTS, count)
    return [f"{chance.choice(ASPECTS)} {subject}" for subject in subjects]


def phrase(chance: Random) -> str:
    """Return some words that can stand in a sentence, as those of a link."""
    return f"{chance.choice(ASPECTS).lower()} {chance.choice(SUBJECTS)}"
