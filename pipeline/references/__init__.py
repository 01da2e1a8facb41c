"""Citations and the reference list, by the Citation Style Language (CSL 1.0.2)."""

from pipeline.references.formatting import format_citations

__all__ = ["format_citations"]
