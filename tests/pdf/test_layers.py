"""Layers."""

import pytest

from pipeline.pdf.layers import Layer, read_layers

NAMED = ("<</Name (Draft)>>", "<</Name (Marks)>>")


@pytest.mark.parametrize(
    ("default", "shown"),
    [
        ("", (True, True)),
        ("/D <</OFF [5 0 R]>>", (True, False)),
        ("/D <</BaseState /OFF>>", (False, False)),
        ("/D <</BaseState /OFF /ON [4 0 R]>>", (True, False)),
    ],
)
def test_layers_are_shown_as_the_default_says(opened, default, shown):
    """Layers that the default configuration switches off are hidden, the others shown."""
    layers = read_layers(opened(f"/OCProperties <</OCGs [4 0 R 5 0 R] {default}>>", *NAMED))

    assert (Layer("Draft", shown[0]), Layer("Marks", shown[1])) == layers
