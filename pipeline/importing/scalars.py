"""Words as YAML scalars, as the project's own sources write them: plain where that is safe, else in single quotation marks."""

from __future__ import annotations

import re
from typing import Final

_PLAIN: Final = re.compile(r"[A-Za-z][\w ’“”()/;.%£&+'!-]*")
"""Words that are a plain scalar wherever they stand, also in a list on one line (YAML 1.2.2, 7.3.3): they hold no comma,
colon, hash, bracket or question mark."""

_SPOKEN_FOR: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
"""Words that some YAML reader takes for something else."""


def scalar(words: str) -> str:
    """Write words on one line; ends are trimmed, as readers trim them."""
    words = " ".join(words.split(" ")).strip()
    is_plain = _PLAIN.fullmatch(words) and words.lower() not in _SPOKEN_FOR
    return words if is_plain else "'" + words.replace("'", "''") + "'"


def literal(lines: list[str], indent: int) -> list[str]:
    """Indent the lines of a literal scalar; blank lines stay blank."""
    return [" " * indent + line if line else "" for line in lines]
