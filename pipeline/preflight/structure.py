"""Rules of structure: what is painted is announced, and content and elements agree, both ways.

No validator looks whether they do: swap two entries of the parent tree, and a reader that comes from a place on the page
(a tap, a search) hears another sentence than the one it points to.
"""

from collections import Counter
from collections.abc import Iterator

from pipeline.findings import Finding, error
from pipeline.pdf.links import annotations_with_keys
from pipeline.pdf.objects import dictionary_of, raw
from pipeline.pdf.tracing import Element, Trace
from pipeline.preflight.rule import ON_SCREEN, Reach, Rule
from pipeline.preflight.subject import Subject


def check_tagged(subject: Subject) -> Iterator[Finding]:
    """Find a document without structure, or one that does not say that it has any (ISO 14289-1, 7.1)."""
    has_tree = bool(dictionary_of(raw(subject.document.catalog, "/StructTreeRoot")))
    if not has_tree:
        yield error("untagged", "the PDF has no structure tree")
        return
    if not subject.facts.tagged:
        yield error("untagged", "the PDF has a structure tree and does not say that it is tagged")
    for page in subject.document.pages:
        if page.get("/Contents") is not None and page.get("/StructParents") is None:
            message = "the page has no key in the parent tree, so nothing on it is in the structure tree"
            yield error("untagged", message, page=page.index + 1)


def check_parent_tree(subject: Subject) -> Iterator[Finding]:
    """Find where /K and the parent tree do not say the same (ISO 32000-2:2020, 14.7.5.4)."""
    ways = subject.ways
    for trace, times in Counter(trace for trace, _ in ways.down).items():
        if trace.key is not None and times > 1:
            yield error("parent-tree", f"{_said(trace)} belongs to {times} structure elements")
    down = dict(ways.down)
    for trace, element in ways.down:
        if trace.key is None:
            message = (
                f"{_said(trace)} of {element.kind} leads back to no element: its page or object has no key"
            )
            yield error("parent-tree", message, page=_page(element), object_number=_number(element))
            continue
        back = ways.up.get(trace)
        if back is None or back.key != element.key:
            says = f"another {back.kind}" if back else "nothing"
            message = f"{_said(trace)} belongs to {element.kind}, and the parent tree says {says}"
            yield error("parent-tree", message, page=_page(element), object_number=_number(element))
    for mark, times in Counter(subject.marks).items():
        if times > 1:
            message = (
                f"{_said(Trace(mark.key, mark.mcid))} is painted {times} times, and can be only one thing"
            )
            where = subject.around_mark(mark)
            yield error("parent-tree", message, page=mark.page_index + 1, rectangle=where)
    for trace, back in ways.up.items():
        if back and trace not in down:
            message = f"the parent tree gives {_said(trace)} to {back.kind}, which does not have it"
            yield error("parent-tree", message)
    for misplaced in ways.misplaced:
        message = f"a structure element {misplaced.kind} names as its parent an element that does not hold it"
        yield error("parent-tree", message)


def check_content(subject: Subject) -> Iterator[Finding]:
    """Find marked content that no element has, and elements whose content is not painted (ISO 14289-1, 7.1)."""
    if not dictionary_of(raw(subject.document.catalog, "/StructTreeRoot")):
        return
    marks = subject.marks
    ways = subject.ways
    claimed = {trace for trace, _ in ways.down}
    for mark in marks:
        trace = Trace(mark.key, mark.mcid)
        if trace not in claimed:
            message = f"{_said(trace)} is in no structure element, so nobody hears it"
            where = subject.around_mark(mark)
            yield error("unannounced-content", message, page=mark.page_index + 1, rectangle=where)
    painted = {Trace(mark.key, mark.mcid) for mark in marks}
    for trace, element in ways.down:
        if trace.mcid is not None and trace not in painted:
            message = f"{element.kind} has {_said(trace)}, which is not painted"
            yield error("unannounced-content", message, page=_page(element), object_number=_number(element))


def check_annotations(subject: Subject) -> Iterator[Finding]:
    """Find annotations that are in no structure element, and elements whose links are on no page (ISO 14289-1, 7.18.1)."""
    claimed = {trace: element for trace, element in subject.ways.down if trace.mcid is None}
    met: set[int] = set()
    for page_index, kind, key in annotations_with_keys(subject.document):
        if key is None or Trace(key, None) not in claimed:
            message = f"an annotation of the kind {kind} is in no structure element"
            yield error("unannounced-annotation", message, page=page_index + 1)
        elif key in met:
            message = f"an annotation of the kind {kind} has the key {key}, which is another's"
            yield error("unannounced-annotation", message, page=page_index + 1)
        else:
            met.add(key)
    for trace, element in claimed.items():
        if trace.key is not None and element.kind == "Link" and trace.key not in met:
            message = f"{element.kind} has {_said(trace)}, which is on no page"
            yield error(
                "unannounced-annotation", message, page=_page(element), object_number=_number(element)
            )


def _said(trace: Trace) -> str:
    if trace.mcid is None:
        return "an object" if trace.key is None else f"the object with the key {trace.key}"
    where = "" if trace.key is None else f" of key {trace.key}"
    return f"marked content {trace.mcid}{where}"


def _number(element: Element) -> int | None:
    return element.key[0] if element.key else None


def _page(element: Element) -> int | None:
    return None if element.page_index is None else element.page_index + 1


UNTAGGED: Rule = Rule(
    "untagged",
    check_tagged,
    "ISO 14289-1, 7.1",
    "A screen reader has to guess what is a heading, a table or a list.",
    "a PDF printed to a file",
    "a PDF with /StructTreeRoot and /MarkInfo <</Marked true>>",
    ON_SCREEN,
    reach=Reach.WHOLE,
)
PARENT_TREE: Rule = Rule(
    "parent-tree",
    check_parent_tree,
    "ISO 32000-2:2020, 14.7.5.4",
    "A reader that comes from a place on the page hears another sentence than the one it points to.",
    "/Nums [0 [8 0 R 7 0 R]] where the first mark belongs to element 7",
    "/Nums [0 [7 0 R 8 0 R]]",
    ON_SCREEN,
)
UNANNOUNCED_CONTENT: Rule = Rule(
    "unannounced-content",
    check_content,
    "ISO 14289-1, 7.1",
    "What is printed is never heard, or what is announced is not there.",
    "/P <</MCID 4>> BDC ... EMC, and no element with a 4 in /K",
    "an element with /K [4], or /Artifact BMC ... EMC",
    ON_SCREEN,
)
UNANNOUNCED_ANNOTATION: Rule = Rule(
    "unannounced-annotation",
    check_annotations,
    "ISO 14289-1, 7.18.1",
    "A link that is in no structure element cannot be reached without a mouse.",
    "a link annotation without /StructParent",
    "a Link element with an /OBJR to the annotation",
    ON_SCREEN,
)
