"""The table of rules, and the walk over it."""

from typing import Final

from pipeline.collecting import collector_at_rest
from pipeline.findings import Finding
from pipeline.pdf import open_document
from pipeline.preflight.colours import check_devices
from pipeline.preflight.fonts import check_characters, check_embedded
from pipeline.preflight.headings import check_heading_levels, check_heading_words
from pipeline.preflight.metadata import check_agreement, check_claims, check_said
from pipeline.preflight.navigation import check_links, check_words_of_links
from pipeline.preflight.order import check_order, check_splits
from pipeline.preflight.rule import Rule, Subject
from pipeline.preflight.structure import check_annotations, check_content, check_parent_tree, check_tagged
from pipeline.preflight.tables import check_header_cells, check_repeated_headers
from pipeline.preflight.words import check_alternate_texts, check_artifacts, check_words

RULES: Final = (
    Rule(
        "untagged",
        check_tagged,
        "ISO 14289-1, 7.1",
        "A screen reader has to guess what is a heading, a table or a list.",
    ),
    Rule(
        "parent-tree",
        check_parent_tree,
        "ISO 32000-2:2020, 14.7.5.4",
        "A reader that comes from a place on the page hears another sentence than the one it points to.",
    ),
    Rule(
        "unannounced-content",
        check_content,
        "ISO 14289-1, 7.1",
        "What is printed is never heard, or what is announced is not there.",
    ),
    Rule(
        "unheard-words",
        check_words,
        "ISO 14289-1, 7.1",
        "Words that everybody sees, and nobody hears.",
    ),
    Rule(
        "words-as-artifact",
        check_artifacts,
        "ISO 14289-1, 7.1",
        "A screen reader takes the words for decoration, and passes over them.",
    ),
    Rule(
        "alt-file-name",
        check_alternate_texts,
        "ISO 14289-1, 7.3",
        "A listener hears letters and digits instead of what the image tells.",
    ),
    Rule(
        "empty-heading",
        check_heading_words,
        "ISO 14289-1, 7.4",
        "The list of headings, by which listeners find their way, has a blank in it.",
    ),
    Rule(
        "skipped-level",
        check_heading_levels,
        "ISO 14289-1, 7.4.2",
        "A listener looks for the part that the missing level promises.",
    ),
    Rule(
        "empty-header-cell",
        check_header_cells,
        "ISO 14289-1, 7.5",
        "The cells below or beside it are announced by nothing.",
    ),
    Rule(
        "repeated-header",
        check_repeated_headers,
        "ISO 14289-1, 7.5",
        "A header is heard as a row of data, or one table as two.",
    ),
    Rule(
        "split-element",
        check_splits,
        "ISO 14289-1, 7.1",
        "A sentence stops in its middle, and the rest is announced as another paragraph.",
    ),
    Rule(
        "jumps-up",
        check_order,
        "ISO 14289-1, 7.2",
        "What is heard is not in the order in which it is read.",
    ),
    Rule(
        "unannounced-annotation",
        check_annotations,
        "ISO 14289-1, 7.18.1",
        "A link that is in no structure element cannot be reached without a mouse.",
    ),
    Rule(
        "dead-link",
        check_links,
        "ISO 32000-2:2020, 12.3.2",
        "A reader clicks, and nothing happens.",
    ),
    Rule(
        "silent-link",
        check_words_of_links,
        "ISO 14289-1, 7.18.5",
        "A list of links reads as a row of blanks.",
    ),
    Rule(
        "font-not-embedded",
        check_embedded,
        "ISO 19005-2, 6.2.11.4; ISO 14289-1, 7.21.4.1",
        "Another machine shows other letters, or none.",
    ),
    Rule(
        "font-without-characters",
        check_characters,
        "ISO 19005-2, 6.2.11.7; ISO 14289-1, 7.21.7",
        "Text cannot be searched, copied or read aloud.",
    ),
    Rule(
        "foreign-colour",
        check_devices,
        "ISO 19005-2, 6.2.4.3",
        "Nobody can know which colour is meant, so each screen shows another.",
    ),
    Rule(
        "metadata-missing",
        check_said,
        "ISO 14289-1, 7.1, 7.2",
        "A screen reader announces a file name, and speaks with the wrong voice.",
    ),
    Rule(
        "metadata-differs",
        check_agreement,
        "ISO 32000-2:2020, 14.3.3",
        "Catalogues and viewers show different titles for one document.",
    ),
    Rule(
        "false-claim",
        check_claims,
        "ISO 14289-1, 5; ISO 19005-2, 6.6.4",
        "An archive takes in a file that is not what it says.",
    ),
)
"""Every rule, in the order in which findings are reported."""


def preflight(content: bytes) -> tuple[Finding, ...]:
    """Hold a PDF against every rule.

    Raises:
        UnreadablePdfError: no PDF, damaged beyond repair, or locked by a password.
    """
    with collector_at_rest():
        subject = Subject(open_document(content))
        return tuple(finding for rule in RULES for finding in rule.check(subject))
