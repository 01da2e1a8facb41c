"""Mistakes of stylesheets traced to the token that they come from, and what they make of the pages held back.

One bad value in ``styles/tokens.css`` has the engine ignore a declaration wherever it is used, and pages that are set
without those declarations overflow everywhere. Findings of a whole report go in; one for each bad token comes out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from pipeline.findings import Finding, Place, Related, error
from pipeline.stylesheets import Declaration, Sheet

if TYPE_CHECKING:
    from pipeline.stylesheets.tokens import Tokens

_SHOWN: Final = 3
"""Uses of a bad token that its finding names."""

_LEAST_SHARE: Final = 0.25
"""Share of a token's uses that must be ignored for it to be blamed: what else is wrong in a rule is no token's fault."""

_CONSEQUENCES: Final = frozenset({"overflow", "covered-text", "low-contrast", "unknown-contrast", "engine"})
"""What comes of a measure or colour that is missing; it is looked for again once that is mended."""


def traced(findings: Iterable[Finding], sheets: Sequence[Sheet]) -> tuple[Finding, ...]:
    """Put what the engine ignores for a token's sake at the token, and hold back what follows from it.

    Args:
        findings: of typesetting, all chapters'.
        sheets: all of them.
    """
    found = tuple(dict.fromkeys(findings))
    if any(finding.code == "css-ignored" for finding in found):
        from pipeline.stylesheets.tokens import Tokens  # noqa: PLC0415 - loads the parser, for mistakes only

        found = tuple(_blamed(found, Tokens.of(sheets)))
    broken = any(finding.code in {"bad-token", "page-geometry"} for finding in found)
    return tuple(finding for finding in found if not (broken and finding.code in _CONSEQUENCES))


def _blamed(findings: Sequence[Finding], tokens: Tokens) -> Iterator[Finding]:
    """Yield findings with those that one token explains joined; the token that explains most comes first."""
    left: dict[Finding, Mapping[str, None]] = {}
    for finding in findings:
        reached = _reached(finding, tokens)
        if reached:
            left[finding] = reached
        else:
            yield finding
    uses = Counter(
        name for each in tokens.uses for name in tokens.reached(each) if not each.name.startswith("--")
    )
    while left:
        bad = Counter(name for names in left.values() for name in names if tokens.definitions[name])
        blamed = [name for name, times in bad.items() if times >= _LEAST_SHARE * uses[name]]
        if not blamed:
            break
        # Of two that explain as much, the one that has fewer other uses, then the one that is defined by itself.
        name = max(blamed, key=lambda each: (bad[each], -uses[each], _is_plain(tokens, each)))
        explained = [finding for finding, names in left.items() if name in names]
        yield _at_token(tokens.definitions[name], explained)
        left = {finding: names for finding, names in left.items() if finding not in explained}
    yield from left


def _reached(finding: Finding, tokens: Tokens) -> dict[str, None]:
    """Return the custom properties that an ignored declaration comes from, of each that it may be; none in a loop."""
    if finding.code != "css-ignored":
        return {}
    places = [place for place in (finding.place, *(note.place for note in finding.related)) if place]
    spots = [tokens.spots.get((place.path, place.line, place.column)) for place in places]
    return {
        name: None
        for spot in spots
        if spot and not spot.name.startswith("--")
        for name in tokens.reached(spot)
    }


def _is_plain(tokens: Tokens, name: str) -> bool:
    return not any(tokens.reached(each) for each in tokens.definitions[name])


def _at_token(definitions: Sequence[Declaration], explained: Sequence[Finding]) -> Finding:
    first, *others = definitions
    count = len(explained)
    ignored = {finding.message: finding.place for finding in explained if finding.place}
    notes = [Related(message, place) for message, place in [*ignored.items()][:_SHOWN]]
    return error(
        "bad-token",
        f'"{first.name}: {first.value}" does not fit where it is used: '
        f"the engine ignores {count} declaration{'' if count == 1 else 's'}",
        first.place or Place("styles/tokens.css"),
        "write a whole value: a length with its unit (17pt), a colour of 3, 4, 6 or 8 digits (#0b4f6c)",
        related=(*(Related("or here", each.place) for each in others if each.place), *notes),
        times=count,
    )
