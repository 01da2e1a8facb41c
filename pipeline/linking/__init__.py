"""Stage 6, link: the chapters' PDFs become one report."""

from pipeline.linking.compiled import Compiled, compile_typeset, in_blocks
from pipeline.linking.facts import LinkFacts
from pipeline.linking.link import LinkedPdf, link, link_fragments

__all__ = ["Compiled", "LinkFacts", "LinkedPdf", "compile_typeset", "in_blocks", "link", "link_fragments"]
