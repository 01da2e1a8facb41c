"""Tagging: the structure tree of a chapter, made of its HTML and not of the boxes that the engine broke it into.

WeasyPrint 70.0 writes a structure element for every box: a Span for each line, a paragraph for each page that it reaches, a
table with its header row for each page. Here the tree comes from the document's elements, once each and in their order;
the layout tree only says where on which page each was painted.

- ``layout_tree/pieces.py`` collects what was painted for which element (the one part that knows boxes).
- :mod:`.reading_order` holds the pieces against the document's words: where each stands, and which hyphens were inserted;
  :mod:`.line_ends` says what the glyphs at the ends of lines do not say.
- :mod:`.tree` makes structure elements (:mod:`.elements`) of HTML elements (:mod:`.kinds`), with a module each for
  :mod:`.lists`, :mod:`.figures`, :mod:`.tables`, :mod:`.links` and names and levels (:mod:`.naming`).
- :mod:`.marking` mends the marks in content streams; :mod:`.writing` puts the tree in the place of the engine's.
- :mod:`.finishing` does all of it in the public ``finisher`` hook, before the PDF is written.
"""
