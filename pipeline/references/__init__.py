"""Citations and the reference list, by the Citation Style Language (CSL 1.0.2)."""

from pipeline.references.wording import word_citations

__all__ = ["word_citations"]
