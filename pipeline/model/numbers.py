"""Numbers as readers expect them."""


def with_commas(written: str) -> str:
    """Return a written number with commas between its thousands: 1987.50 becomes 1,987.50; other text is left."""
    whole, point, rest = written.replace(",", "").partition(".")
    digits = whole.removeprefix("-")
    return f"{int(whole):,}{point}{rest}" if digits.isdigit() and digits.isascii() else written
