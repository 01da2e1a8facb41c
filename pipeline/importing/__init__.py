"""Manuscripts become chapters: plain text, Markdown and Word files, in five steps.

    file ──▶ 1 read ──▶ Document ──▶ 2 recognise ──▶ Manuscript ──▶ 3 write ──▶ ChapterFile ──▶ 4 read again ──▶ 5 put in place

What is left out, changed or still to fill in is said in findings; no word goes in silence. Nothing is fetched, and nothing
that exists is overwritten.
"""

from pipeline.importing.road import KINDS, Imported, Wanted, import_manuscript

__all__ = ["KINDS", "Imported", "Wanted", "import_manuscript"]
