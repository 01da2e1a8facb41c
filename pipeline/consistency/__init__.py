"""What a report says twice, held against itself: facts, charts, ratings, pulled sentences, abbreviations."""

from pipeline.consistency.check import check_consistency
from pipeline.consistency.facts import facts_used

__all__ = ["check_consistency", "facts_used"]
