"""What a report says twice, held against itself: facts, charts, ratings, pulled sentences, abbreviations."""

from pipeline.consistency.abbreviations import abbreviations_used
from pipeline.consistency.check import check_consistency
from pipeline.consistency.facts import facts_used

__all__ = ["abbreviations_used", "check_consistency", "facts_used"]
