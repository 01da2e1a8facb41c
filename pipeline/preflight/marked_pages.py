"""Findings of preflight as one HTML page: pages in small, with every place marked, and what is wrong in words beside them.

The page needs no network and no script. Marks are only for eyes: the list beside a page says all that they say.
"""

import base64
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from pipeline.findings import CODES, Finding
from pipeline.findings.wording import summarise, visible
from pipeline.pdf import open_document
from pipeline.pdf.boxes import PageBoxes, read_boxes
from pipeline.pdf.spelling import page_ranges
from pipeline.preflight.wording import clause_of, pages_with, remedy_of
from pipeline.raster import draw_pages

MOST_PAGES: Final = 60
"""Pages that are shown; further ones are named."""

_MOST_ON_PAGE: Final = 200
"""Findings of one page that are told; further ones are counted."""

_LONGER_SIDE: Final = 640
"""Pixels of a page's longer side: text can be guessed, and a page takes some 40 kB."""

_STYLE: Final = """
:root{color-scheme:light;--ink:#1b1f24;--quiet:#57606a;--line:#d0d7de;--error:#b3261e;--warning:#8a5300;--advice:#0b5394}
body{margin:0 auto;max-width:72rem;padding:1.5rem;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:#fff}
h1{font-size:1.6rem;margin:0 0 .25rem}h2{font-size:1.2rem;margin:2rem 0 .5rem}h3{font-size:1rem;margin:0}
p{margin:.25rem 0}.quiet{color:var(--quiet)}dl{margin:0}dt{font-weight:600;margin-top:1rem}dd{margin:0 0 .25rem}
section.page{display:grid;grid-template-columns:minmax(14rem,26rem) 1fr;gap:1.5rem;border-top:1px solid var(--line);padding:1.5rem 0;
break-inside:avoid}
section.page h2{grid-column:1/-1;margin:0}.sheet{position:relative;border:1px solid var(--line);align-self:start}
.sheet img{display:block;width:100%}.sheet svg{position:absolute;inset:0;width:100%;height:100%;overflow:visible}
rect{fill-opacity:.06;stroke-width:2;vector-effect:non-scaling-stroke}
rect.error{fill:var(--error);stroke:var(--error)}rect.warning{fill:var(--warning);stroke:var(--warning)}
rect.advice{fill:var(--advice);stroke:var(--advice)}
.number{position:absolute;transform:translate(-50%,-50%);min-width:1.3rem;padding:0 .2rem;border-radius:1rem;color:#fff;
font:600 .75rem/1.3rem system-ui,sans-serif;text-align:center}
.number.error{background:var(--error)}.number.warning{background:var(--warning)}.number.advice{background:var(--advice)}
ol{margin:0;padding-left:2rem}li{margin-bottom:.6rem}.word{font-weight:600}
.word.error{color:var(--error)}.word.warning{color:var(--warning)}.word.advice{color:var(--advice)}
code{font-family:ui-monospace,monospace;font-size:.9em}.none{padding:3rem 1rem;text-align:center}
@media (max-width:44rem){section.page{grid-template-columns:1fr}}
@media print{body{max-width:none;padding:0;font-size:10pt}section.page{grid-template-columns:8cm 1fr}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""


def marked_pages(content: bytes, findings: Sequence[Finding], name: str, edition: str) -> str:
    """Write the page.

    Args:
        content: of the PDF that the findings are of.
        findings: in the order in which they are told.
        name: of the file.
        edition: that it was held against.
    """
    boxes = read_boxes(open_document(content))
    indexes = pages_with(findings)
    pictures = dict(draw_pages(content, indexes[:MOST_PAGES], _LONGER_SIDE))
    title = f"Preflight of {name}"
    body = [
        f"<h1>{_text(title)}</h1>",
        f'<p class="quiet">for {_text(edition)}, {len(boxes)} pages: {_text(summarise(findings))}</p>',
        *_rules(findings),
        *_whole(findings),
    ]
    for index in indexes[:MOST_PAGES]:
        body += _page(index, boxes[index], pictures.get(index), findings)
    if indexes[MOST_PAGES:]:
        body.append(f"<p>Not shown: {page_ranges(indexes[MOST_PAGES:])}.</p>")
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{_text(title)}</title>'
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head>{head}<style>{_STYLE}</style></head>\n<body><main>\n'
        + "\n".join(body)
        + "\n</main></body></html>\n"
    )


def _rules(findings: Sequence[Finding]) -> Iterator[str]:
    """List the rules that are broken, with what they stand on and what to do."""
    codes = list(dict.fromkeys(finding.code for finding in findings))
    if not codes:
        yield "<p>No rule is broken.</p>"
        return
    yield "<h2>What is wrong</h2><dl>"
    for code in codes:
        told = [finding for finding in findings if finding.code == code]
        pages = pages_with(told)
        where = f", {page_ranges(pages)}" if pages else ""
        yield f"<dt><code>{code}</code>: {_text(summarise(told))}{where}</dt>"
        yield f"<dd>{_text(CODES[code])} {_text(remedy_of(code))}</dd>"
        yield f'<dd class="quiet">Stands on: {_text(clause_of(code))}</dd>'
    yield "</dl>"


def _whole(findings: Sequence[Finding]) -> Iterator[str]:
    told = [finding for finding in findings if not finding.page]
    if told:
        yield "<h2>The file as a whole</h2><ol>"
        yield from (f"<li>{_said(finding)}</li>" for finding in told)
        yield "</ol>"


def _page(index: int, boxes: PageBoxes, picture: bytes | None, findings: Sequence[Finding]) -> Iterator[str]:
    found = [finding for finding in findings if finding.page == index + 1]
    told = found[:_MOST_ON_PAGE]
    number = index + 1
    yield f'<section class="page" aria-labelledby="page-{number}"><h2 id="page-{number}">Page {number}</h2>'
    if picture is None:
        yield '<p class="sheet none quiet">This page cannot be drawn.</p>'
    else:
        address = f"data:image/jpeg;base64,{base64.b64encode(picture).decode('ascii')}"
        yield f'<div class="sheet"><img src="{address}" alt="Page {number} in small">'
        yield from _marks(boxes, told)
        yield "</div>"
    yield "<ol>"
    yield from (f"<li>{_said(finding)}</li>" for finding in told)
    if found[_MOST_ON_PAGE:]:
        yield f"<li>and {len(found) - _MOST_ON_PAGE} more</li>"
    yield "</ol></section>"


def _marks(boxes: PageBoxes, told: Sequence[Finding]) -> Iterator[str]:
    """Draw a frame at each place, and over it the number that the list has."""
    frames, numbers = [], []
    for number, finding in enumerate(told, 1):
        frame = _frame(boxes, finding)
        if frame is None:
            continue
        x, y, width, height = (f"{100 * part:.2f}" for part in frame)
        frames.append(
            f'<rect class="{finding.severity}" x="{x}%" y="{y}%" width="{width}%" height="{height}%"/>'
        )
        numbers.append(
            f'<span class="number {finding.severity}" style="left:{x}%;top:{y}%" aria-hidden="true">{number}</span>'
        )
    yield f'<svg aria-hidden="true">{"".join(frames)}</svg>{"".join(numbers)}'


def _frame(boxes: PageBoxes, finding: Finding) -> tuple[float, float, float, float] | None:
    """Return left, top, width and height of a finding's place as parts of the drawn page, which is turned as it is shown."""
    drawn = boxes.crop or boxes.media
    trim = boxes.trim or drawn
    place = finding.rectangle
    if drawn is None or trim is None or place is None or not drawn.width or not drawn.height:
        return None
    left = (place.left + trim.left - drawn.left) / drawn.width
    right = (place.right + trim.left - drawn.left) / drawn.width
    top = (drawn.top - place.top - trim.bottom) / drawn.height
    bottom = (drawn.top - place.bottom - trim.bottom) / drawn.height
    for _ in range(boxes.rotation // 90 % 4):
        left, top, right, bottom = 1 - bottom, left, 1 - top, right
    held = [min(max(part, 0.0), 1.0) for part in (left, top, right, bottom)]
    return held[0], held[1], held[2] - held[0], held[3] - held[1]


def _said(finding: Finding) -> str:
    told = [
        f'<span class="word {finding.severity}">{finding.severity}</span>: {_text(finding.message)}',
        f"<code>{finding.code}</code>",
    ]
    facts = [f"{finding.times} times"] if finding.times > 1 else []
    if finding.object_number:
        facts.append(f"object {finding.object_number}")
    if finding.place:
        facts.append(f"{finding.place.path}:{finding.place.line}")
    if facts:
        told.append(f'<span class="quiet">({_text(", ".join(facts))})</span>')
    return " ".join(told)


def _text(text: str) -> str:
    return escape(visible(text))
