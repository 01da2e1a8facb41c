"""Numbers as readers expect them."""

import re
from typing import Final

# Python refuses to read numbers of more than 4,300 digits, and nobody writes one of 300.
_NUMBER: Final = re.compile(r"(-?)([0-9]{1,300})(\.[0-9]+)?")


def is_number(written: str) -> bool:
    """Whether a text is nothing but a number, with or without commas."""
    return bool(_NUMBER.fullmatch(written.replace(",", "")))


def with_commas(written: str) -> str:
    """Return a written number with commas between its thousands: 1987.50 becomes 1,987.50; other text is left."""
    match = _NUMBER.fullmatch(written.replace(",", ""))
    return f"{match[1]}{int(match[2]):,}{match[3] or ''}" if match else written


def in_pounds(written: str) -> str:
    """Return a written number as an amount of money: 1,987 becomes £1,987, and -5 becomes -£5."""
    return f"-£{written[1:]}" if written.startswith("-") else f"£{written}"
