"""Every block kind takes whole lines: the paragraph after it is on the grid again."""

import json
import shutil

import pytest
import yaml
from builders import REPOSITORY, bring_styles, entry
from typography.laws import off_grid
from typography.printed import Printed, read_design

from pipeline.build import build
from pipeline.model.blocks import BLOCK_ENTRIES

SOURCES = REPOSITORY / "tests/golden/report/sources"
BEFORE = "This GR's words stay on one line. That NHS trust is a sentence of two lines, so that there is something to divide."
AFTER = "The next paragraph."


class Loader(yaml.SafeLoader):
    """Reads dates as the words that they are in the file."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the library's own form
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def read(name):
    return yaml.load((SOURCES / name).read_text(encoding="utf-8"), Loader)


def examples():
    """Return the blocks of the golden report by a name that says their kind, each with the chapter that it stands in."""
    found = {}
    for name in ("prose.yaml", "blocks.yaml", "story.yaml", "foreword.yaml"):
        chapter = read(name)
        for block in chapter["body"]:
            if isinstance(block, dict):
                ((kind, content),) = block.items()
                called = "-".join(filter(None, (kind, content.get("kind"), content.get("speaker"))))
                found[called.replace("_", "-").replace(" ", "-").lower()] = (chapter, block)
    chapter, _ = found["person"]
    picture = {**read("essay.yaml")["person"]}
    return found | {"person-with-picture": (chapter, {"person": picture})}


EXAMPLES = examples()


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Build a report with a chapter for each block: a paragraph, the block, a paragraph."""
    root = tmp_path_factory.mktemp("blocks")
    shutil.copytree(SOURCES, root / "sources")
    bring_styles(root)
    lines = []
    for name, (chapter, block) in EXAMPLES.items():
        # JSON is YAML.
        content = json.dumps({**chapter, "body": [BEFORE, block, AFTER]}, indent=1)
        (root / f"sources/{name}-example.yaml").write_text(content, encoding="utf-8")
        lines.append(entry(f"{name}-example"))
    manifest = root / "sources/report.yaml"
    text = manifest.read_text(encoding="utf-8")
    end = text.index("  - {id: short-words")
    manifest.write_text(text[:end] + "".join(lines) + text[end:], encoding="utf-8")
    checked = build(root)
    assert [str(finding.message) for finding in checked.findings] == []
    report = checked.value.path
    return Printed(report.read_bytes(), json.loads(report.with_name("report.map.json").read_text()))


def test_every_block_kind_has_an_example():
    """No block kind is left out below."""
    assert {next(iter(block)) for _, block in EXAMPLES.values()} == set(BLOCK_ENTRIES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_paragraph_after_a_block_is_on_the_grid(printed, name):
    """Whatever its content, a block ends where a line begins."""
    (after,) = printed.areas[f"{name}-example/body/2/0"]
    (line,) = printed.lines(after)

    assert line.text == AFTER
    assert off_grid(name, line, read_design()) is None
