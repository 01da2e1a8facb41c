"""The examples' blocks as values: what editors show for a block is what the gallery shows."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from typing import Any

from pipeline.examples import FOLDER, NAME
from pipeline.model.blocks import BLOCK_ENTRIES
from pipeline.reading.text import read_source
from pipeline.reading.tree import Mapping, Sequence, parse_yaml
from pipeline.reading.values import value_of


def block_examples() -> AnyMapping[str, Any]:
    """Return what stands behind the key of each block kind in its example; of a chart, in that of bars.

    Raises:
        LookupError: a kind has no example.
    """
    files = {kind: f"blocks/{kind}.yaml" for kind in BLOCK_ENTRIES} | {"chart": "charts/bars.yaml"}
    return {kind: _first(kind, file) for kind, file in files.items()}


def _first(kind: str, file: str) -> Any:
    tree = read_source(FOLDER, file).then(parse_yaml).value
    body = tree.get("body") if isinstance(tree, Mapping) else None
    for piece in body.items if isinstance(body, Sequence) else ():
        if isinstance(piece, Mapping) and (block := piece.get(kind)):
            return value_of(block)
    raise LookupError(f"{NAME}/{file} has no block {kind}")
