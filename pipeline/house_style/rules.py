"""The house style as a list."""

from typing import Final

from pipeline.house_style.abbreviations import UNEXPLAINED_ABBREVIATION
from pipeline.house_style.budgets import WORD_BUDGET
from pipeline.house_style.dates import DATE_FORM
from pipeline.house_style.descriptions import ALT_WORDING, LINK_WORDS
from pipeline.house_style.marks import DOUBLED_SPACE, MIXED_DASHES, MIXED_QUOTES
from pipeline.house_style.names import CQC_ARTICLE, JOB_TITLE_CASE, TRUST_CASE
from pipeline.house_style.numbers import MONEY_FORM, NUMBER_COMMAS
from pipeline.house_style.organisations import ORGANISATION_NAME
from pipeline.house_style.ratings import RATING_FORM
from pipeline.house_style.rule import Rule
from pipeline.house_style.sentences import LONG_SENTENCE
from pipeline.house_style.words import DOUBLED_WORD, PLACEHOLDER

RULES: Final[tuple[Rule, ...]] = (
    RATING_FORM,
    CQC_ARTICLE,
    TRUST_CASE,
    JOB_TITLE_CASE,
    ORGANISATION_NAME,
    NUMBER_COMMAS,
    MONEY_FORM,
    DATE_FORM,
    MIXED_QUOTES,
    MIXED_DASHES,
    DOUBLED_SPACE,
    DOUBLED_WORD,
    PLACEHOLDER,
    UNEXPLAINED_ABBREVIATION,
    LONG_SENTENCE,
    ALT_WORDING,
    LINK_WORDS,
    WORD_BUDGET,
)
