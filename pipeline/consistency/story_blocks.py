"""What a story draws of its own ratings: journeys and rating tables need some to show."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings import Finding, error
from pipeline.model.chapters import Story
from pipeline.model.features import JourneyBlock, RatingTableBlock
from pipeline.model.report import Chapter


def check_story_blocks(chapter: Chapter) -> Iterator[Finding]:
    """Find journeys and rating tables that have no ratings to show."""
    for block in chapter.blocks():
        if not isinstance(block, (JourneyBlock, RatingTableBlock)):
            continue
        place = block.source.place
        if not isinstance(chapter.front, Story):
            hint = "ratings are a story's; here, write a table"
            yield error("misplaced-block", "only a story has ratings of its own", place, hint)
        elif isinstance(block, RatingTableBlock):
            ratings = chapter.front.ratings
            # The first of a date is the one that is shown.
            shown = next((rating for rating in ratings if rating.published == block.published), None)
            if not shown or not shown.questions:
                known = ", ".join(rating.published.iso for rating in ratings if rating.questions)
                message = f"no rating published {block.published} has its five questions"
                hint = f"ratings with questions: {known or 'none'}"
                yield error("unknown-published", message, place, hint)
