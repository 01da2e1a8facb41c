"""What others do with the same text: WeasyPrint, given one document, and Typst, cold and incremental."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from bench.processes import Running, Sample, measure
from bench.text import Edits
from bench.typst_text import edit_typst_word, write_typst


class OneDocument:
    """The same report as one HTML document, by WeasyPrint's own command."""

    def __init__(self, project: Path, folder: Path) -> None:
        measure([sys.executable, Path(__file__).with_name("one_document.py"), project, folder])
        html, pdf = folder / "report.html", folder / "report.pdf"
        self._command = [sys.executable, "-m", "weasyprint", "--pdf-variant", "pdf/ua-1", html, pdf]
        # Our fonts and no others, as in our builds.
        self._variables = {"FONTCONFIG_FILE": str(folder / "fonts.conf")}

    def cold(self) -> Sample:
        """Set it."""
        return measure(self._command, self._variables).sample


class Typst:
    """The same report in Typst: compiled by a new process, and by one that keeps its compiler."""

    def __init__(self, folder: Path, count: int, fonts: Path) -> None:
        self._folder, self._count, self._edits = folder, count, Edits()
        main = write_typst(folder, count)
        script = Path(__file__).with_name("typst_session.py")
        self._command = [sys.executable, script, main, fonts, folder / "report.pdf"]
        self._session = Running(self._command, talks=True)
        try:
            self._session.ask("compile")
        except BaseException:
            self.close()
            raise

    def cold(self) -> Sample:
        """Compile in a new process."""
        return measure([*self._command, "once"]).sample

    def word(self) -> Sample:
        """Change a word, and compile with what the compiler remembers."""
        self._edits = replace(self._edits, word=self._edits.word + 1)
        edit_typst_word(self._folder, self._count, self._edits)
        return Sample(float(self._session.ask("compile")), None)

    def close(self) -> None:
        """End the process that keeps the compiler."""
        self._session.__exit__()
