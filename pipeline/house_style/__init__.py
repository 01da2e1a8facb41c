"""The house style: how this publisher writes ratings, names, numbers, dates; what readers cannot be asked to bear.

Passages go in, findings come out. A rule is a value with its own explanation; :data:`RULES` is the list of them.
"""

from pipeline.house_style.checking import check_style
from pipeline.house_style.rule import Rule
from pipeline.house_style.rules import RULES

__all__ = ["RULES", "Rule", "check_style"]
