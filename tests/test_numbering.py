"""Numbers, crossrefs and citations of a whole report."""

import pytest
from reports import literal, numbered, read, summary

from pipeline.model.prose import Citation, runs_of
from pipeline.model.report import TargetKind
from pipeline.numbering import number

STORY = "kind: story\ntitle: {}\ntrust: {{name: A, type: acute, region: B}}\nratings: [{{published: 2019, overall: good}}]\n"
ESSAY = "kind: essay\ntitle: An essay\nperson: {name: A, role: b, organisation: C, role_in_chapter: author}\nbody: D\n"
LIST = "kind: references\ntitle: References\n"
FIGURE = "  - figure: {{label: {}, image: a.svg, alt: A, caption: 'A *figure*'}}\n"
TABLE = "  - table: {{label: {}, caption: A table, columns: [title: B], rows: [[c]]}}\n"
SVG = {"sources/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>'}


def story(title):
    return STORY.format(title) + literal("## Aims\n\nWords.")


def blocks(*entries):
    return "kind: prose\ntitle: A chapter\nbody:\n  - Words.\n" + "".join(entries)


def works(*keys):
    return "".join(
        f"{key}: {{type: report, author: {key.upper()}, title: T, issued: 2019}}\n" for key in keys
    )


def found(root, chapters, **options):
    checked = read(root, chapters, **options).then(number)
    return [
        f"{finding.place.path.removeprefix('sources/')}:{summary(finding)}" for finding in checked.findings
    ], checked


def test_stories_figures_and_tables_are_counted_through_the_report(tmp_path):
    """Each kind has a count of its own that goes on from chapter to chapter, also where there is no label."""
    chapters = {
        "a": blocks(FIGURE.format("one"), TABLE.format("one-table"), FIGURE.format("~")),
        "b": story("First"),
        "c": blocks(FIGURE.format("three"), TABLE.format("two-table")),
        "d": story("Second"),
    }
    targets = numbered(tmp_path, chapters, files=SVG).targets

    assert {key: target.number for key, target in targets.items()} == {
        "a": None,
        "a/one": 1,
        "a/one-table": 1,
        "a/body/3": 2,
        "b": 1,
        "b/aims": None,
        "c": None,
        "c/three": 3,
        "c/two-table": 2,
        "d": 2,
        "d/aims": None,
    }
    assert [targets[key].name for key in ("c/three", "c/two-table", "d", "d/aims")] == [
        "Figure 3",
        "Table 2",
        "Second",
        "Aims",
    ]
    assert targets["a/one"].title == "A figure"


def test_what_is_drawn_is_a_figure_and_what_is_listed_a_table(tmp_path):
    """Charts, timelines and journeys are counted with the figures, rating tables with the tables, labelled or not."""
    story = STORY.format("A story").replace("good}", "good, questions: {safe: good}}") + (
        "body:\n"
        "  - chart: {kind: bars, label: bars, title: A *chart*, message: M, unit: u, source: S, series: [s], rows: [{name: R, values: [1]}]}\n"
        "  - timeline: {caption: A line, events: [{date: 2016, text: T}, {date: 2017, text: U}]}\n"
        "  - rating_journey: {label: journey, caption: A journey}\n"
        "  - rating_table: {label: questions, published: 2019, caption: A table}\n"
        "  - '[](figure:bars) [](figure:journey) [](table:questions)'\n"
    )
    targets = numbered(tmp_path, {"a": story}).targets

    assert {key: (target.name, target.title) for key, target in targets.items()} == {
        "a": ("A story", "A story"),
        "a/bars": ("Figure 1", "A chart"),
        "a/body/1": ("Figure 2", "A line"),
        "a/journey": ("Figure 3", "A journey"),
        "a/questions": ("Table 1", "A table"),
    }


def test_a_cover_is_called_by_the_reports_title(tmp_path):
    """A chapter without a title of its own is the report itself."""
    target = numbered(tmp_path, {"cover": "kind: cover\n"}).targets["cover"]

    assert (target.kind, target.title) == (TargetKind.CHAPTER, "A test report")


KNOWN = {
    "chapter": "[x](chapter:b)",
    "story": "[x](story:s)",
    "story as a chapter": "[x](chapter:s)",
    "essay": "[x](essay:e)",
    "heading": "[x](heading:b/aims)",
    "heading in its own chapter": "## Here\n\n[x](heading:here)",
    "figure": "[x](figure:b/fig)",
    "table": "[](table:b/tab){.page}",
    "in a footnote": "a[^1]\n\n[^1]: [x](story:s)",
}
CHAPTERS = {
    "b": "kind: prose\ntitle: B\nbody:\n  - '## Aims'\n" + FIGURE.format("fig") + TABLE.format("tab"),
    "s": story("S"),
    "e": ESSAY,
}


@pytest.mark.parametrize("markdown", KNOWN.values(), ids=KNOWN)
def test_crossrefs_find_their_target(tmp_path, markdown):
    """Every kind of crossref finds what it names."""
    lines, checked = found(tmp_path, {"a": markdown, **CHAPTERS}, files=SVG)

    assert lines == []
    assert checked.value is not None


UNKNOWN = {
    "chapter": ("[x](chapter:bb)", 'did you mean "chapter:b"?'),
    "story": ("[x](story:zzz)", "known: s"),
    "story that is none": ("[x](story:b)", 'did you mean "chapter:b"?'),
    "essay that is a story": ("[x](essay:s)", 'did you mean "story:s"?'),
    "figure misspelt": ("[x](figure:b/fgi)", 'did you mean "figure:b/fig"?'),
    "figure in another chapter": ("[x](figure:s/fig)", 'did you mean "figure:b/fig"?'),
    "figure without its chapter": ("[x](figure:fig)", 'did you mean "figure:b/fig"?'),
    "figure that is a table": ("[x](figure:b/tab)", 'did you mean "table:b/tab"?'),
    "figure of this chapter that is a heading": (
        "## Here\n\n[x](figure:here)",
        'did you mean "heading:a/here"?',
    ),
    "chapter of a label": ("[x](chapter:b/aims)", 'did you mean "heading:b/aims"?'),
}


@pytest.mark.parametrize(("markdown", "hint"), UNKNOWN.values(), ids=UNKNOWN)
def test_a_crossref_to_nothing_says_what_is_near(tmp_path, markdown, hint):
    """An unknown label, or one of another kind, is found where it is written, with the likeliest one."""
    lines, checked = found(tmp_path, {"a": markdown, **CHAPTERS}, files=SVG)

    line = 4 + markdown.count("\n")
    assert [f"a.yaml:{line}:7 unknown-label"] == lines
    assert hint == checked.findings[0].hint
    assert checked.value is None


def test_the_nearest_label_is_shown_where_it_stands(tmp_path):
    """Who misspells a label gets the place of the one that was meant."""
    _, checked = found(tmp_path, {"a": "[x](heading:b/aimes)", **CHAPTERS}, files=SVG)

    (related,) = checked.findings[0].related
    assert (related.place.path, related.place.line) == ("sources/b.yaml", 4)


def test_all_unknown_labels_are_found_at_once(tmp_path):
    """Crossrefs in running text, in headings, footnotes and captions are all held against what exists."""
    chapters = {
        "a": "[x](story:one)\n\n## [y](story:two) {#b}\n\nz[^1]\n\n[^1]: [x](story:three)",
        "b": "kind: prose\ntitle: B\nstandfirst: '[x](story:four)'\nbody:\n  - quote: {text: '[x](story:five)', speaker: A}\n",
    }
    lines, _ = found(tmp_path, chapters)

    assert len(lines) == 5
    assert all(line.endswith("unknown-label") for line in lines)


def test_a_label_stands_once_in_a_chapter(tmp_path):
    """Two targets of one label are found at the second, with the first; another chapter may use it, too."""
    lines, checked = found(tmp_path, {"a": "## Aims\n\n### Aims", "b": "## Aims"})

    assert lines == ["a.yaml:6:3 duplicate-label"]
    assert [related.place.line for related in checked.findings[0].related] == [4]


def test_a_citation_of_nothing_says_what_is_near(tmp_path):
    """An unknown work is found where it is cited, and a key that is nearly right is named."""
    lines, checked = found(
        tmp_path, {"a": "a [@cqc-2019] [@zzz; @bbc]", "r": LIST}, references=works("cqc-209", "bbc")
    )

    assert lines == [
        "a.yaml:4:5 unknown-citation",
        "a.yaml:4:17 unknown-citation",
        "references.yaml:1:1 unused-reference",
    ]
    assert [each.hint for each in checked.findings[:2]] == [
        'did you mean "@cqc-209"?',
        "add it to sources/references.yaml",
    ]


def test_citations_need_a_list(tmp_path):
    """Works that are cited and listed nowhere are found at the first citation."""
    lines, _ = found(tmp_path, {"a": "a\n\nb [@cqc] [@cqc]"}, references=works("cqc"))

    assert lines == ["a.yaml:6:5 missing-references"]


def test_a_work_that_nobody_cites_is_a_warning(tmp_path):
    """The list holds what is cited; what is not cited is said, and nothing fails."""
    lines, checked = found(tmp_path, {"a": "a [@b]", "r": LIST}, references=works("b", "c"))

    assert lines == ["references.yaml:2:1 unused-reference"]
    assert [each.key for each in checked.value.citations.listed] == ["b"]


def test_a_work_that_cannot_be_read_is_not_unknown(tmp_path):
    """A mistake in a work is one finding, not one for each citation of it."""
    lines, checked = found(tmp_path, {"a": "a [@b]", "r": LIST}, references="b: {type: report, author: C}\n")

    assert lines == ["references.yaml:1:1 missing-key"]
    assert checked.value is None


@pytest.mark.parametrize("style", ["numbers", "author-date"])
def test_works_are_numbered_in_the_order_in_which_readers_meet_them(tmp_path, style):
    """A footnote's citation counts where the note is called, a caption's where the figure stands."""
    text = "One [@a].[^n] Two [@b].\n\n[^n]: Note [@n]."
    caption = "kind: prose\ntitle: B\nstandfirst: First [@s]\nbody:\n  - quote: {text: T, speaker: S, source: '[@q]'}\n  - Last [@a; @z]\n"
    report = numbered(
        tmp_path,
        {"x": text, "y": caption, "r": LIST},
        references=works("z", "q", "s", "n", "b", "a"),
        house_style=f"{{citation_style: {style}}}",
    )
    wording = {
        "".join(work.key for work in citation.works): "".join(run.text for run in words)
        for citation, words in report.citations.in_text.items()
    }

    order = {"a": "[1]", "n": "[2]", "b": "[3]", "s": "[4]", "q": "[5]", "az": "[1, 6]"}
    dates = {key: "(" + "; ".join(f"{each.upper()}, 2019" for each in key) + ")" for key in order}
    assert (order if style == "numbers" else dates) == wording


def test_every_citation_of_the_report_is_worded(tmp_path):
    """No citation is without its words, wherever it stands."""
    report = numbered(
        tmp_path,
        {"a": "*b [@c]*[^1]\n\n> - [@c]\n\n## H [@c]\n\n[^1]: **[@c]**", "r": LIST + "body: See [@c].\n"},
        references=works("c"),
    )
    citations = [
        run
        for chapter in report.report.chapters
        for content in chapter.inlines()
        for run in runs_of(content)
        if isinstance(run, Citation)
    ]

    assert len(citations) == 5
    assert set(citations) == set(report.citations.in_text)


def test_a_chapter_that_cannot_be_read_hides_nothing_in_the_others(tmp_path):
    """Sound chapters are held against what is known; what leads to an unsound one may be right."""
    chapters = {
        "a": "[x](chapter:b) [x](heading:b/aims) [x](story:none) [@zzz] [@cqc]",
        "b": "kind: prose\n" + literal("## Aims"),
    }
    lines, checked = found(tmp_path, chapters, references=works("cqc"))

    assert lines == ["b.yaml:1:1 missing-key", "a.yaml:4:42 unknown-label", "a.yaml:4:54 unknown-citation"]
    assert checked.value is None
