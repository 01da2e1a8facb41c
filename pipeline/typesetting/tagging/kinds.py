"""What HTML elements are in a structure tree (ISO 32000-1:2008, 14.8.4).

Elements that only group boxes for a stylesheet have no kind: what they hold goes to the element round them. PDF 1.7 knows
neither emphasis nor asides; a chapter's sections and asides are both Sect.
"""

from typing import Final

SVG: Final = "{http://www.w3.org/2000/svg}svg"

BLOCKS: Final = {
    "section": "Sect",
    "aside": "Sect",
    "blockquote": "BlockQuote",
    "p": "P",
    "pre": "P",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "h5": "H5",
    "h6": "H6",
    "ul": "L",
    "ol": "L",
    "menu": "L",
    "dl": "L",
    "li": "LI",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "caption": "Caption",
    "figcaption": "Caption",
}

INLINES: Final = {"a": "Link", "code": "Code", "kbd": "Code", "samp": "Code", "q": "Quote"}

FRAMES: Final = frozenset(
    {
        "address",
        "article",
        "body",
        "center",
        "details",
        "div",
        "fieldset",
        "figure",
        "footer",
        "form",
        "header",
        "hgroup",
        "html",
        "legend",
        "main",
        "nav",
        "search",
        "summary",
    }
)
"""Blocks without a kind; words that stand in one by themselves are a paragraph."""

IMAGES: Final = frozenset({"img", SVG})

NOT_READ: Final = frozenset({"script", "style", "template", "title", "head", "noscript"})

HOLDS_BLOCKS: Final = frozenset({"Document", "Sect", "Div"})
"""Kinds in which words cannot stand by themselves."""
