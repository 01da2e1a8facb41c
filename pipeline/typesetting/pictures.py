"""Images by address, as the engine loads them: each has a name that says nothing of where the project stands.

WeasyPrint 70.0 names an image in content streams by a digest of its whole address (``images.py``), so a project in
another folder would become other bytes. The names here are digests of the address inside the project.
"""

import hashlib
from pathlib import Path
from typing import Any

from weasyprint.images import RasterImage


class Pictures(dict[str, Any]):
    """The engine's image cache for one chapter; the engine wants a dictionary.

    Drawings load their images while they are written, so an image is named when it comes in, not after the layout.
    """

    def __init__(self, root: Path) -> None:
        """Begin without an image; ``root`` is the project's."""
        super().__init__()
        self._root = root.resolve().as_uri() + "/"

    def __setitem__(self, address: str, image: Any) -> None:
        """Take in what the engine has loaded: an image, or a part of one."""
        if isinstance(image, RasterImage):
            inside = address.removeprefix(self._root)
            image.id = hashlib.sha256(inside.encode()).hexdigest()[:32]
        super().__setitem__(address, image)
