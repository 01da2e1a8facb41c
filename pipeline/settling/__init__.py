"""Stages 3 to 5 go round: chapters are laid out side by side until page numbers agree, and then painted.

:mod:`.settle` is the loop, :mod:`.standing` what it knows of the chapters' places, :mod:`.crew` who sets them, and
:mod:`.memory` what is kept of it for the next time.
"""

from pipeline.settling.crew import Worker, alone, cores, side_by_side
from pipeline.settling.memory import Keeper, Kept, Memory
from pipeline.settling.settle import MOST_ROUNDS, Settled, settle
from pipeline.settling.standing import Standing, opening_of

__all__ = [
    "MOST_ROUNDS",
    "Keeper",
    "Kept",
    "Memory",
    "Settled",
    "Standing",
    "Worker",
    "alone",
    "cores",
    "opening_of",
    "settle",
    "side_by_side",
]
