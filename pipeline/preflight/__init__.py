"""Stage 7, preflight: any PDF is held against a table of rules before it is published.

It takes plain bytes and knows nothing of how they were made. :data:`RULES` is the list of what is checked;
``LEDGER.md`` says for each rule which requirement of a standard it is for, and what is checked elsewhere or nowhere.
"""

from pipeline.preflight.blocks import at_their_blocks
from pipeline.preflight.edition import Edition, Print, Screen
from pipeline.preflight.rule import Rule
from pipeline.preflight.rules import RULES, preflight, preflight_chapter, preflight_whole

__all__ = [
    "RULES",
    "Edition",
    "Print",
    "Rule",
    "Screen",
    "at_their_blocks",
    "preflight",
    "preflight_chapter",
    "preflight_whole",
]
