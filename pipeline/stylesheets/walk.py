"""One stylesheet walked: its imports, its custom properties, its addresses, and all that is wrong with it.

A function of its text, but for the files that it names: they must be there, and images whole. CSS Syntax 3.
"""

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final
from urllib.parse import unquote

import tinycss2

from pipeline.files import inside
from pipeline.findings import Finding, Place, error
from pipeline.reading.images import check_image
from pipeline.reading.svg import check_embedded

DEEPEST: Final = 32
"""Levels of nested blocks and functions that are read; the engine's own recursion ends somewhere, too."""

_IGNORED: Final = {"whitespace", "comment"}

_RULES_INSIDE: Final = {"media", "layer", "supports", "container"}
"""At-rules whose block holds rules, not declarations."""

_IMAGES: Final = {".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}

_SYNTAX: Final = {
    "invalid": "neither a declaration nor a rule",
    "empty": "nothing stands where a value must",
    "bad-string": "the text that begins here has no end on its line",
    "bad-url": "an address with a space, a quotation mark or a parenthesis stands in quotation marks",
    "eof-in-string": "the text that ends here has no quotation mark at its end",
    "eof-in-url": "the address that ends here has no parenthesis at its end",
    ")": 'a ")" without its "("',
    "]": 'a "]" without its "["',
    "}": 'a "}" without its "{"',
}
"""Syntax errors in words, by the kinds of tinycss2."""

_SAVE_HINT: Final = "save the file under styles/ and name it relative to this stylesheet"


@dataclass
class Walk:
    """What one sheet says.

    Attributes:
        marks: see :class:`~pipeline.stylesheets.reading.Sheet`.
        selectors: the same.
        imports: files that it imports, relative to the project root, with the place of each ``@import``.
        defined: custom properties.
        used: custom properties without a fallback, with their places.
    """

    marks: set[tuple[int, int, str]] = field(default_factory=set)
    selectors: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    imports: list[tuple[str, Place]] = field(default_factory=list)
    defined: set[str] = field(default_factory=set)
    used: list[tuple[str, Place]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def walk_sheet(root: Path, path: str, text: str, look: Callable[[str], object] = lambda _: None) -> Walk:
    """Walk a stylesheet.

    Args:
        root: the project root, which its addresses must not leave.
        path: of the sheet, relative to the root.
        text: its content.
        look: hears of every path that it names, relative to the root, before it is looked at.
    """
    walker = _Walker(root, path, look)
    walker.read(text)
    return walker.found


class _Walker:
    """Walks one sheet's rules and declarations."""

    def __init__(self, root: Path, path: str, look: Callable[[str], object]) -> None:
        self.root = root
        self.path = path
        self.look = look
        self.found = Walk()

    def read(self, text: str) -> None:
        try:
            rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
        except (
            ValueError
        ) as problem:  # tinycss2 1.5 gives numbers of more than 4300 digits to Python, which refuses
            self._find("css-syntax", f"this cannot be parsed: {str(problem).lower()}", Place(self.path), "")
            return
        tokens = tinycss2.parse_component_value_list(text)
        self._check_closed(text)
        self._rules(rules, tokens, 0, ())

    def _check_closed(self, text: str) -> None:
        """Find what is open at the end: CSS closes it there without an error, and all in between is lost."""
        tokens = tinycss2.parse_component_value_list(text + "\n}")
        if not tokens or (tokens[-1].type, getattr(tokens[-1], "kind", "")) != ("error", "}"):
            what = "comment" if tokens[-1].type == "comment" else "block"
            hint = "look for the brace, bracket or quotation mark that is missing after it"
            self._find("css-syntax", f"the {what} that begins here never ends", self._place(tokens[-1]), hint)

    def _rules(self, nodes: Iterable[Any], tokens: list[Any], depth: int, within: tuple[str, ...]) -> None:
        """Walk rules and declarations.

        Args:
            nodes: rules, declarations and errors.
            tokens: what they were parsed from.
            depth: how many blocks are round these nodes.
            within: what the blocks belong to: at-rules' keywords, or "style".
        """
        for node in nodes:
            match node.type:
                case "error":
                    self._syntax(node, _start(node, tokens))
                case "declaration":
                    self._declaration(node, depth)
                case "at-rule" if node.lower_at_keyword == "import":
                    self._import(node)
                case "at-rule" | "qualified-rule":
                    self._rule(node, depth, within)

    def _rule(self, rule: Any, depth: int, within: tuple[str, ...]) -> None:
        keyword = getattr(rule, "lower_at_keyword", "style")
        if keyword != "style" and "style" in within:
            # WeasyPrint 70.0 passes over these without a word.
            message = f"the engine ignores @{rule.at_keyword} inside of a style rule"
            self._find(
                "css-ignored", message, self._place(rule), f"put the style rule into @{rule.at_keyword}"
            )
        if keyword == "style":
            selector = " ".join(tinycss2.serialize(rule.prelude).split())
            self.found.selectors.setdefault(selector, []).append((rule.source_line, rule.source_column))
        if keyword != "namespace":  # its address names a vocabulary and is never opened
            self._values(rule.prelude, depth)
        if rule.content is None:
            return
        if depth >= DEEPEST:
            self._too_deep(rule)
            return
        holds_rules = keyword in _RULES_INSIDE and "style" not in within
        parse = tinycss2.parse_rule_list if holds_rules else tinycss2.parse_blocks_contents
        nodes = parse(rule.content, skip_comments=True, skip_whitespace=True)
        self._rules(nodes, rule.content, depth + 1, (*within, keyword))

    def _syntax(self, node: Any, at: Any = None) -> None:
        hint = "look for a missing semicolon, colon, quotation mark or brace on this line and the one above"
        message = _SYNTAX.get(node.kind, node.message.rstrip(".").lower())
        self._find("css-syntax", message, self._place(at or node), hint)

    def _too_deep(self, node: Any) -> None:
        message = f"blocks and functions nest more than {DEEPEST} deep here"
        self._find(
            "css-syntax", message, self._place(node), "look for braces or parentheses that are not closed"
        )

    def _declaration(self, node: Any, depth: int) -> None:
        value = next((token for token in node.value if token.type not in _IGNORED), node)
        for token in (node, value):
            self.found.marks.add((token.source_line, token.source_column, node.lower_name))
        if node.name.startswith("--"):
            self.found.defined.add(node.name)
        self._values(node.value, depth)

    def _values(self, tokens: Iterable[Any], depth: int) -> None:
        for token in tokens:
            match token.type:
                case "error":
                    self._syntax(token)
                case "url":
                    self._address(token.value, token)
                case "function" | "() block" | "[] block" | "{} block" if depth >= DEEPEST:
                    self._too_deep(token)
                case "function":
                    self._function(token, depth)
                case "() block" | "[] block" | "{} block":
                    self._values(token.content, depth + 1)

    def _function(self, function: Any, depth: int) -> None:
        self.found.marks.add((function.source_line, function.source_column, f"{function.lower_name}("))
        arguments = [token for token in function.arguments if token.type not in _IGNORED]
        if function.lower_name == "var":
            self._var(function, arguments)
        if function.lower_name == "url" and arguments and arguments[0].type == "string":
            self._address(arguments[0].value, function)
        self._values(function.arguments, depth + 1)

    def _var(self, function: Any, arguments: list[Any]) -> None:
        has_fallback = any(token.type == "literal" and token.value == "," for token in arguments)
        if arguments and arguments[0].type == "ident" and not has_fallback:
            name = arguments[0].value
            self.found.used.append((name, self._place(function, len(name) + len("var()"))))

    def _import(self, rule: Any) -> None:
        prelude = [token for token in rule.prelude if token.type not in _IGNORED]
        place = self._place(rule)
        address = _import_address(prelude[0]) if prelude else ""
        if not address or address.startswith("data:"):
            self._find(
                "css-syntax", "an @import without the address of a file", place, '@import "tokens.css";'
            )
            return
        if len(prelude) > 1:
            hint = "import the file plainly, and put the condition into it"
            self._find("css-conditional-import", "an @import with a condition", place, hint)
            return
        target = self._inner_path(address, place)
        if target is None:
            return
        if not target.lower().endswith(".css"):
            self._find("css-syntax", f'"{address}" is not a stylesheet', place, "stylesheets end in .css")
            return
        self.found.imports.append((target, place))

    def _address(self, address: str, token: Any) -> None:
        place = self._place(token)
        self.found.findings += check_embedded(address, f"the image embedded in {self.path}", place)
        target = self._inner_path(address, place)
        if target is None:
            return
        is_image = PurePosixPath(target).suffix.lower() in _IMAGES
        if not _is_file(self.root / target):
            code = "missing-image" if is_image else "missing-file"
            self._find(code, f'there is no file "{target}"', place, f"paths are relative to {self.path}")
        elif is_image:
            # Images are checked as sources name them, relative to sources/.
            named = os.path.relpath(target, "sources").replace(os.sep, "/")
            self.found.findings += check_image(self.root, named, place)

    def _inner_path(self, address: str, place: Place) -> str | None:
        """Return the project path of an address in this sheet; None where there is none, or it is refused."""
        address = address.strip()
        if not address or address.lower().startswith("data:") or address.startswith("#"):
            return None
        if address.lower().startswith("file:"):
            self._find("outside-project", f'"{address}" leads out of the project', place, _SAVE_HINT)
            return None
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", address):
            self._find("not-fetched", f'"{address}" is an address; nothing is fetched', place, _SAVE_HINT)
            return None
        path = unquote(re.split(r"[?#]", address)[0])
        self.look((PurePosixPath(self.path).parent / path).as_posix())
        try:
            joined = self.root / PurePosixPath(self.path).parent / path
            within = not path.startswith("/") and inside(self.root, joined)
        except (OSError, ValueError, RuntimeError):  # no path at all: a null character, a loop of links
            within = False
        if not within:
            self._find("outside-project", f'"{address}" leads out of the project', place, _SAVE_HINT)
            return None
        return joined.resolve().relative_to(self.root.resolve()).as_posix()

    def _place(self, node: Any, length: int = 1) -> Place:
        line, column = node.source_line, node.source_column
        return Place(self.path, line, column, line, column + length)

    def _find(self, code: str, message: str, place: Place, hint: str) -> None:
        self.found.findings.append(error(code, message, place, hint))


def _import_address(token: Any) -> str:
    """Return the address that an ``@import`` begins with: a string or url(), the latter with or without quotes."""
    if token.type in {"string", "url"}:
        return str(token.value)
    if token.type == "function" and token.lower_name == "url":
        return "".join(part.value for part in token.arguments if part.type == "string")
    return ""


def _start(failed: Any, tokens: Iterable[Any]) -> Any:
    """Return the first token of what could not be parsed: tinycss2 1.5 gives the place where it gave up."""
    first = None
    for token in tokens:
        if (token.source_line, token.source_column) >= (failed.source_line, failed.source_column):
            break
        if token.type == "{} block" or (token.type == "literal" and token.value == ";"):
            first = None
        elif first is None and token.type not in _IGNORED:
            first = token
    return first or failed


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name longer than the file system allows
        return False
