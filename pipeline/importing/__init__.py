"""Manuscripts become chapters: plain text, Markdown and Word files, in five steps.

    file ──▶ 1 read ──▶ Document ──▶ 2 recognise ──▶ Manuscript ──▶ 3 write ──▶ ChapterFile ──▶ 4 read again ──▶ 5 put in place

What is left out, changed or still to fill in is said in findings; no word goes in silence. Nothing is fetched, and nothing
that exists is overwritten.
"""

from typing import Final

KINDS: Final = ("essay", "story", "foreword", "prose")
"""Chapter kinds that a manuscript can become. The road stands in a module of its own, which loads the reading of Word files."""
