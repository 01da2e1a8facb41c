"""Stage 6, link: the chapters' PDFs become one report."""

from pipeline.linking.facts import LinkFacts
from pipeline.linking.link import LinkedPdf, link

__all__ = ["LinkFacts", "LinkedPdf", "link"]
