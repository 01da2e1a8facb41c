"""Images are named so that nothing tells where the project stands."""

import io

import pytest
from PIL import Image
from workshop import Workshop


def png(mode: str) -> bytes:
    content = io.BytesIO()
    Image.new(mode, (3, 3), "teal").save(content, "PNG")
    return content.getvalue()


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_images_give_the_same_bytes_in_every_folder(tmp_path, mode):
    """A chapter with an image, and with its mask, is the same PDF wherever the project stands."""
    made = []
    for folder in ("one", "another folder"):
        workshop = Workshop(tmp_path / folder)
        (workshop.root / "sources/a.png").write_bytes(png(mode))
        made.append(workshop.typeset('<img src="a.png" alt="Teal">').value.content)

    assert made[0] == made[1]


def test_images_keep_apart(tmp_path):
    """Two images with one name in two folders of the project are two images."""
    workshop = Workshop(tmp_path)
    for folder, mode in (("x", "RGB"), ("y", "RGBA")):
        (workshop.root / "sources" / folder).mkdir()
        (workshop.root / "sources" / folder / "a.png").write_bytes(png(mode))

    content = workshop.typeset('<img src="x/a.png" alt="X"><img src="y/a.png" alt="Y">').value.content

    assert content.count(b"/Subtype /Image") == 3
