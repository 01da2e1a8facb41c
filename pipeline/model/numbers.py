"""Numbers as readers expect them."""

import re


def with_commas(written: str) -> str:
    """Return a written number with commas between its thousands: 1987.50 becomes 1,987.50; other text is left."""
    match = re.fullmatch(r"(-?)([0-9]{1,300})(\.[0-9]+)?", written.replace(",", ""))
    # Python refuses to read numbers of more than 4,300 digits, and nobody writes one of 300.
    return f"{match[1]}{int(match[2]):,}{match[3] or ''}" if match else written
