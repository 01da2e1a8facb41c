"""Word files in tests: a ``.docx`` with a body of WordprocessingML in a line, as small as readers accept."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from PIL import Image


def png() -> bytes:
    """Return an image of greys."""
    content = io.BytesIO()
    Image.linear_gradient("L").save(content, "PNG")
    return content.getvalue()


_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)

_TYPES = """\
<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>
<Default Extension="emf" ContentType="image/x-emf"/></Types>"""

_ROOT = """\
<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="d"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
</Relationships>"""

_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
    for name in ("Title", "Subtitle", "heading 1", "heading 2", "heading 4", "Quote", "caption")
)

_NUMBERING = """\
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"""


def docx(body: str, parts: Mapping[str, str | bytes] | None = None, *, related: str = "") -> bytes:
    """Make a Word file.

    Args:
        body: WordprocessingML.
        parts: further parts by name; those in the folder ``word`` that are XML get a root with the usual namespaces.
        related: relationships of the text.
    """
    given = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOT,
        "word/document.xml": _part("document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": _part("styles", _STYLES),
        "word/numbering.xml": _part("numbering", _NUMBERING),
        "word/_rels/document.xml.rels": relationships(related),
        **(parts or {}),
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in given.items():
            root = name.removeprefix("word/").removesuffix(".xml").rstrip("0123456789")
            bare = isinstance(part, str) and name.startswith("word/") and not part.startswith("<?xml")
            package.writestr(name, _part(_ROOTS.get(root, root), part) if bare else part)
    return content.getvalue()


_ROOTS = {"header": "hdr", "footer": "ftr"}


def relationships(related: str) -> str:
    names = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<?xml version="1.0"?><Relationships xmlns="{names}">{related}</Relationships>'


def _part(root: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_NAMES}>{content}</w:{root}>'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, style: str = "", properties: str = "") -> str:
    """Make a paragraph; content without a tag becomes a run."""
    inner = content if content.startswith("<") or not content else run(content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def bullets(*items: tuple[int, str]) -> str:
    """Make list paragraphs of levels and words; level 0 has bullets, level 1 numbers."""
    return "".join(
        paragraph(words, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')
        for level, words in items
    )


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def picture(relationship: str, alt: str = "", attribute: str = "embed") -> str:
    """Make a paragraph with an image."""
    blip = f'<pic:pic><pic:blipFill><a:blip r:{attribute}="{relationship}"/></pic:blipFill></pic:pic>'
    graphic = f"<a:graphic><a:graphicData>{blip}</a:graphicData></a:graphic>"
    drawing = (
        f'<w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{alt}"/>{graphic}</wp:inline></w:drawing>'
    )
    return paragraph(f"<w:r>{drawing}</w:r>")
