"""What to do about each finding, by families; rules of the house style explain themselves in their own room."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

REMEDIES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "Files": {
            "missing-file": "Check the name, capitals included. Paths begin inside sources/.",
            "empty-file": "Write something into it, or take it off the list in sources/report.yaml.",
            "unreadable-file": "Check who may read it, and whether the disk is there.",
            "not-utf-8": 'Save the file as text in the encoding "UTF-8".',
            "not-text": "Delete the character, or save the file as plain text.",
            "too-large": "Split the chapter, or move its data to a CSV file under sources/data/.",
            "too-deep": "Take levels out; a chapter needs about eight.",
            "too-many-aliases": "Write the values out instead of repeating them by *alias.",
            "outside-project": "Copy the file into the project and name it there.",
            "not-fetched": "Save what the address leads to in the project, and name the file.",
            "cannot-edit": "Add the line that the hint gives to sources/report.yaml by hand.",
            "cannot-write": "Check who may write to build/, and whether the disk is full.",
        },
        "YAML": {
            "yaml-syntax": "Look at the line and the one above it: indentation, colons, quotation marks.",
            "tab-indentation": "Use spaces.",
            "duplicate-key": "Keep one of the two.",
            "unknown-alias": "Put quotes round a value that begins with an asterisk.",
            "unsupported-yaml": "Write the values out plainly: keys, lists, text, numbers.",
            "folded-body": "Begin the text with | on the line of its key.",
            "comment-in-text": "Put quotes round the value, or a space behind the hash of a comment.",
        },
        "Values": {
            "unknown-key": "Compare the spelling with the keys that the hint lists.",
            "missing-key": "Add the key; the hint says what it holds.",
            "wrong-type": "Write what the hint asks for; numbers that are text stand in quotes.",
            "invalid-value": "Write one of the values that the hint lists.",
            "unknown-kind": "Write one of the chapter kinds that the hint lists.",
            "unknown-block": "Write one of the blocks that the hint lists, and indent what belongs to it.",
            "unknown-rating": "Write inadequate, requires improvement, good or outstanding.",
            "impossible-date": "Write 2019-01-08, or 2019-01 or 2019 if no more is known.",
            "dates-out-of-order": "Check both dates; lists go from the oldest to the newest.",
            "missing-alternate-text": "Add alt: and say in a sentence what the image tells.",
        },
        "Chapters": {
            "unlisted-chapter": "List it in sources/report.yaml, or delete the file.",
            "chapter-listed-twice": "Keep one of the two lines.",
            "duplicate-id": "Rename one of the two, and mend the crossrefs to it.",
            "duplicate-label": "Rename one of the two, and mend the crossrefs to it.",
        },
        "Markdown": {
            "unsupported-markdown": "Write it as the hint says; tables and figures are blocks of their own. Headings go down one level at a time.",
            "unknown-footnote": "Write the footnote: a paragraph that begins with [^name]:",
            "unused-footnote": "Call it where it belongs, or delete it.",
            "duplicate-footnote": "Give each footnote a name of its own and one call.",
            "unknown-attribute": "Only {.page}, {lang=fr} and {#label} mean something, each in its place.",
            "unknown-scheme": "Write the whole address, or one of the crossref kinds that the hint lists.",
            "empty-link": "Write words between the brackets.",
        },
        "What is said twice": {
            "wrong-sum": "Check the numbers against their source.",
            "unknown-fact": "State it in sources/facts.yaml, or mend the name.",
            "unused-fact": "Print it with [](fact:name), or delete it.",
            "contradicts-fact": "Mend the sentence or the fact.",
            "contradicts-ratings": "Mend the sentence or the story's ratings.",
            "not-in-text": "Repeat a sentence of the chapter word for word.",
            "unknown-published": "Name a date on which the story has a rating with its questions.",
            "misplaced-block": "Move the block into a story, or write a table.",
            "unused-abbreviation": "Use it, or delete it.",
        },
        "References": {
            "unknown-label": "Mend the label; the hint names the nearest one.",
            "unknown-citation": "Add the work to sources/references.yaml, or mend its key.",
            "unused-reference": "Cite it, or delete it.",
            "missing-references": "Add a chapter of the kind references.",
            "dead-link": "Check the label that the link names.",
        },
        "Spelling": {
            "unknown-word": "Mend it; if it is right, write it into sources/words.txt, or set [mot]{lang=fr} if it is of another language.",
            "spelling-unchecked": "Run make setup, or pip install 'report-pipeline[spelling]'.",
        },
        "Answers": {
            "unused-allowance": "Delete the answer: what it answered is mended, or was never there.",
            "allowed-error": "Mend the error and delete the answer; only warnings and advice can be allowed.",
        },
        "Images": {
            "missing-image": "Check the name, capitals included, and that the file is under sources/images/.",
            "corrupt-image": "Save the image anew from its original.",
            "huge-image": "Scale it down; 300 pixels an inch of the page are enough.",
            "unsafe-svg": "Save the drawing with everything embedded.",
            "unsupported-image": "Save it as PNG, JPEG, WebP or SVG.",
        },
        "Stylesheets and fonts": {
            "css-syntax": "Look at the line and the one above it: braces, colons, semicolons.",
            "css-ignored": "The engine does not know it; find another way, and look at the page.",
            "css-undefined-property": "Define it in styles/tokens.css, or mend its name.",
            "css-conditional-import": "Import without a condition; put the condition inside the sheet.",
            "missing-stylesheet": "Mend the path of the @import, or add the sheet.",
            "no-fonts": "Put font files under styles/fonts/.",
            "corrupt-font": "Copy the font file anew from its release.",
            "unknown-font": "Name a bundled family, or bundle the one that is named.",
            "missing-face": "Bundle that weight and style, or name one that is there.",
            "missing-glyph": "Write another character, or bundle a font that has it.",
        },
        "Typesetting": {
            "low-contrast": "Change one of the two colours where the notes say it is set; styles/README.md has the ratios.",
            "unknown-contrast": "Look at the page: put a plain ground under words that stand on a picture.",
            "overflow": "Shorten the text or give it more room, and look at the page.",
            "engine": "Read what the engine says; if it is no fault of the sources, report it.",
            "unsettled-pages": "Take {.page} off the link that is named, or reword its line.",
            "layout": "Mend the layout under pipeline/layouts/.",
        },
    }
)
"""Family, code, and what to do, in a sentence or two."""
