"""The engine's only way to files: inside the project, never the network; every file that was read is noted."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

from pipeline.files import digest, inside


@dataclass
class Access:
    """What was asked for.

    Attributes:
        read: digest of every file that was read, by path relative to the project root.
        refused: addresses that were not opened, with the reason.
    """

    read: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


class RefusedError(ValueError):
    """An address that the project may not read."""


class ProjectFetcher(URLFetcher):  # type: ignore[misc]
    """Opens files of the project and data embedded in them."""

    def __init__(self, root: Path, access: Access) -> None:
        super().__init__(allowed_protocols=("file", "data"), allow_redirects=False)
        self._root = root.resolve()
        self._access = access

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Open one address.

        Raises:
            RefusedError: it is not a file of the project; the engine turns that into a log record.
        """
        parts = urlsplit(url)
        if parts.scheme == "data":
            return super().fetch(url, headers)
        if parts.scheme != "file":
            raise self._refuse(url, "nothing is fetched")
        path = Path(unquote(parts.path))
        if not inside(self._root, path):
            raise self._refuse(url, "it leads out of the project")
        content = path.read_bytes()
        self._access.read[path.resolve().relative_to(self._root).as_posix()] = digest(content)
        return URLFetcherResponse(url, content, {"Content-Type": _TYPES.get(path.suffix.lower(), "")})

    def _refuse(self, url: str, reason: str) -> RefusedError:
        self._access.refused[url] = reason
        return RefusedError(reason)


_TYPES = {
    ".css": "text/css",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}


class ImportsApartFetcher(ProjectFetcher):
    """Answers ``@import`` with an empty sheet: imported sheets are given to the engine one by one."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Open one address; stylesheets are empty."""
        if urlsplit(url).path.lower().endswith(".css"):
            return URLFetcherResponse(url, b"", {"Content-Type": "text/css"})
        return super().fetch(url, headers)
