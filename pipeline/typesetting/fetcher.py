"""The engine's only way to files: inside the project, never the network; every file that was read is noted."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

from pipeline.files import ABSENT, UNREADABLE, digest, inside


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an address was not opened.

    Attributes:
        code: of the finding that it makes.
        name: the address in the author's terms: a path relative to the project root, or the whole address.
    """

    code: str
    name: str
    reason: str


@dataclass
class Access:
    """What was asked for.

    Attributes:
        read: digest of every file that was asked for, by path relative to the project root; of one that could not be
            read, what :func:`pipeline.files.state_of` says of it.
        refused: addresses that were not opened.
    """

    read: dict[str, str] = field(default_factory=dict)
    refused: dict[str, Refusal] = field(default_factory=dict)


class RefusedError(ValueError):
    """An address that the project may not read, or cannot."""


class ProjectFetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint ships no types
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
        scheme = url.partition(":")[0].lower()
        if scheme == "data":
            return super().fetch(url, headers)
        if scheme != "file":
            raise self._refuse(url, Refusal("not-fetched", url, "nothing is fetched"))
        path = self._path(url)
        name = os.path.relpath(path, self._root)
        asked = Path(name).as_posix()
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            self._access.read[asked] = ABSENT
            raise self._refuse(url, Refusal("missing-file", name, "there is no such file")) from None
        except OSError as problem:
            self._access.read[asked] = UNREADABLE
            reason = (problem.strerror or str(problem)).lower()
            raise self._refuse(
                url, Refusal("unreadable-file", name, f"it cannot be read: {reason}")
            ) from None
        self._access.read[asked] = digest(content)
        return URLFetcherResponse(url, content, {"Content-Type": _TYPES.get(path.suffix.lower(), "")})

    def _path(self, url: str) -> Path:
        """Return the file that an address means: as it is named, so that a link turned elsewhere is read anew."""
        outside = Refusal("outside-project", unquote(url), "it leads out of the project")
        try:
            parts = urlsplit(url)
            path = Path(os.path.normpath(unquote(parts.path)))
            allowed = parts.netloc in {"", "localhost"} and inside(self._root, path)
        except (ValueError, RuntimeError, OSError):  # no path at all: a null character, a loop of links
            allowed = False
        if not allowed:
            raise self._refuse(url, outside)
        return path if path.is_relative_to(self._root) else path.resolve()

    def _refuse(self, url: str, refusal: Refusal) -> RefusedError:
        self._access.refused[url] = refusal
        return RefusedError(refusal.reason)


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
