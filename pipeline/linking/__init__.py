"""Stage 6, link: the chapters' PDFs become one report."""

from pipeline.linking.link import LinkedPdf, LinkFacts, link

__all__ = ["LinkFacts", "LinkedPdf", "link"]
