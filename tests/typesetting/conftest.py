"""One workshop for all tests of typesetting: the engine is opened often, its fonts are brought once."""

import pytest
from workshop import Workshop


@pytest.fixture(scope="session")
def workshop(tmp_path_factory) -> Workshop:
    """Give the workshop."""
    return Workshop(tmp_path_factory.mktemp("workshop"))


@pytest.fixture(scope="session")
def typeset(workshop):
    """Typeset a few lines of HTML: ``typeset(body, css)``."""
    return workshop.typeset
