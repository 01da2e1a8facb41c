"""Images before typesetting."""

import base64
import io
import struct
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile
from reports import summary

from pipeline.findings import Place
from pipeline.model.prose import ImageSize
from pipeline.reading.images import LARGEST_IMAGE, check_image, read_image_size
from pipeline.reading.raster import MOST_PIXELS

HERE = Place("sources/a.yaml", 3, 10)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">{}</svg>'


def encoded(mode="RGB", kind="PNG", size=(8, 8), **options):
    stream = io.BytesIO()
    Image.new(mode, size).save(stream, kind, **options)
    return stream.getvalue()


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width, height, depth=8, colour=2):
    """Return a PNG with black rows, or with a header only where they would be too many."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    samples = {0: 1, 2: 3, 6: 4}[colour]
    rows = (b"\0" + b"\0" * (width * samples * depth // 8)) * height if width * height < 10_000 else b""
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def check(root, content, name="images/a.png"):
    file = root / "sources" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return check_image(root, name, HERE)


GOOD = {
    "PNG": encoded(),
    "PNG with transparency": encoded("RGBA"),
    "PNG with a palette": encoded("P"),
    "PNG of one bit": encoded("1"),
    "grey PNG": encoded("L"),
    "grey PNG with transparency": encoded("LA"),
    "interlaced PNG": encoded(interlace=1),
    "JPEG": encoded(kind="JPEG"),
    "grey JPEG": encoded("L", "JPEG"),
    "progressive JPEG": encoded(kind="JPEG", progressive=True),
    "WebP": encoded(kind="WEBP"),
    "GIF": encoded("P", "GIF"),
}


@pytest.mark.parametrize("content", GOOD.values(), ids=GOOD)
def test_whole_images_pass(tmp_path, content):
    """Every format and colour space that the engine draws rightly is let through."""
    assert check(tmp_path, content) == ()


BAD = {
    "empty": (b"", "corrupt-image"),
    "text": (b"words", "unsupported-image"),
    "truncated PNG": (encoded(size=(64, 64))[:-30], "corrupt-image"),
    "PNG cut off in its header": (encoded()[:20], "corrupt-image"),
    "PNG with a wrong byte": (encoded()[:45] + b"\xff" + encoded()[46:], "corrupt-image"),
    "truncated JPEG": (encoded(kind="JPEG", size=(64, 64))[:-40], "corrupt-image"),
    "truncated WebP": (encoded(kind="WEBP", size=(64, 64))[:-10], "corrupt-image"),
    "grey PNG of 16 bits": (png(8, 8, 16, 0), "unsupported-image"),
    "RGB PNG of 16 bits": (png(8, 8, 16, 2), "unsupported-image"),
    "RGBA PNG of 16 bits": (png(8, 8, 16, 6), "unsupported-image"),
    "CMYK JPEG": (encoded("CMYK", "JPEG"), "unsupported-image"),
    "TIFF": (encoded(kind="TIFF"), "unsupported-image"),
    "BMP": (encoded(kind="BMP"), "unsupported-image"),
    "PDF": (b"%PDF-1.7\n", "unsupported-image"),
    "bomb": (png(50_000, 50_000), "huge-image"),
    "a little too large": (png(MOST_PIXELS // 10_000 + 1, 10_000), "huge-image"),
    "a page of SVG under another name": (SVG.format("").encode(), "unsupported-image"),
}


@pytest.mark.parametrize(("content", "code"), BAD.values(), ids=BAD)
def test_what_the_engine_would_draw_wrongly_is_found(tmp_path, content, code):
    """Truncated, damaged, too large and unknown images are one finding each, where they are named."""
    findings = check(tmp_path, content)

    assert [f"3:10 {code}"] == [summary(finding) for finding in findings]
    assert findings[0].message.startswith('"images/a.png"')


def test_a_truncated_image_is_found_after_the_engine_was_loaded(tmp_path, monkeypatch):
    """WeasyPrint tells Pillow to bear truncated images, in the whole process; the check does not."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)

    assert [summary(each) for each in check(tmp_path, encoded(size=(64, 64))[:-30])] == ["3:10 corrupt-image"]
    assert ImageFile.LOAD_TRUNCATED_IMAGES


@given(st.data())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_image_raises(tmp_path, data):
    """Whatever byte of an image is cut off or changed, it passes or is a finding."""
    content = bytearray(data.draw(st.sampled_from([*GOOD.values(), SVG.format("").encode()])))
    content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    name = data.draw(st.sampled_from(["a.png", "a.svg"]))

    assert len(check(tmp_path, bytes(content[: data.draw(st.integers(1, len(content)))]), name)) <= 1


def test_a_huge_file_is_not_opened(tmp_path):
    """A file larger than any image is refused by its size."""
    check(tmp_path, b"")
    with (tmp_path / "sources/images/a.png").open("wb") as file:
        file.truncate(LARGEST_IMAGE + 1)

    assert [summary(each) for each in check_image(tmp_path, "images/a.png", HERE)] == ["3:10 huge-image"]


def _pixel() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (1, 1)).save(written, "PNG")
    return written.getvalue()


PIXEL = _pixel()

SAFE = {
    "plain": '<rect width="9" height="9" fill="red"/>',
    "reference inside": '<g id="a"/><use href="#a"/><use xlink:href="#a"/>',
    "paint inside": '<g id="a"/><g id="b"/><g fill="url(#a)" style="filter: url( \'#b\' )"/>',
    "embedded image": f'<image href="data:image/png;base64,{base64.b64encode(PIXEL).decode()}"/>',
    "style": '<g id="a"/><style>rect { fill: red; background: url(#a) }</style>',
    "link": '<a href="https://example.org/">words</a>',
}


@pytest.mark.parametrize("content", SAFE.values(), ids=SAFE)
def test_a_drawing_that_stands_alone_passes(tmp_path, content):
    """References inside the drawing, embedded images and links ask for nothing."""
    assert check(tmp_path, SVG.format(content).encode(), "images/a.svg") == ()


@pytest.mark.parametrize(
    "prologue",
    [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n',
        "<!-- drawn by hand -->\n",
        "\ufeff",
    ],
)
def test_what_drawing_programs_write_before_a_drawing_passes(tmp_path, prologue):
    """A document type is not read and does no harm."""
    assert check(tmp_path, (prologue + SVG.format("")).encode(), "images/a.SVG") == ()


UNSAFE = {
    "image": ('<image href="b.png"/>', "unsafe-svg"),
    "old link": ('<image xlink:href="http://example.org/b.png"/>', "unsafe-svg"),
    "use of another file": ('<use href="b.svg#c"/>', "unsafe-svg"),
    "file": ('<image href="file:///etc/passwd"/>', "unsafe-svg"),
    "paint": ('<g fill="url(b.svg#c)"/>', "unsafe-svg"),
    "style attribute": ('<g style="fill: url(&quot;http://b.c/d&quot;)"/>', "unsafe-svg"),
    "style of a link": ('<a href="#b" style="fill: url(c.svg)"/>', "unsafe-svg"),
    "style sheet": ("<style>@font-face { src: url(b.woff) }</style>", "unsafe-svg"),
    "import": ('<style>@import "b.css";</style>', "unsafe-svg"),
    "import by address": ("<style>@import url(b.css);</style>", "unsafe-svg"),
    "script": ('<script src="b.js"/>', "unsafe-svg"),
    "not well-formed": ("<g>", "corrupt-image"),
    "unknown entity": ("&eacute;", "corrupt-image"),
}


@pytest.mark.parametrize(("content", "code"), UNSAFE.values(), ids=UNSAFE)
def test_a_drawing_that_asks_for_more_is_found(tmp_path, content, code):
    """Whatever a drawing would load from elsewhere is refused by name."""
    findings = check(tmp_path, SVG.format(content).encode(), "images/a.svg")

    assert [f"3:10 {code}"] == [summary(finding) for finding in findings]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;"), "unsafe-svg"),
        ('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG.format("&a;"), "unsafe-svg"),
        ("<svg/>", "corrupt-image"),
        ("<html xmlns='http://www.w3.org/1999/xhtml'/>", "corrupt-image"),
    ],
)
def test_entities_and_other_documents_are_refused(tmp_path, content, code):
    """Entities are never unfolded, and an SVG without its namespace would be drawn as nothing."""
    assert [f"3:10 {code}"] == [summary(each) for each in check(tmp_path, content.encode(), "images/a.svg")]


@pytest.mark.parametrize(
    ("path", "code", "hint"),
    [
        ("images/b.png", "missing-image", 'did you mean "images/a.png"?'),
        ("images/A.PNG", "missing-image", 'did you mean "images/a.png"?'),
        ("images/a.jpg", "missing-image", 'did you mean "images/a.png"?'),
        (r"images\a.png", "missing-image", 'did you mean "images/a.png"?'),
        ("images/quite-another.png", "missing-image", "relative to sources/"),
        ("image/a.png", "missing-image", 'no folder "image"'),
        ("images", "missing-image", ""),
        ("../outside.png", "outside-project", ""),
        ("../../outside.png", "outside-project", "sources/images/"),
        ("link.png", "outside-project", "sources/images/"),
        ("loop.png", "outside-project", "sources/images/"),
        ("/etc/passwd", "outside-project", "sources/images/"),
        ("file:///etc/passwd", "outside-project", "sources/images/"),
        (r"C:\a.png", "outside-project", "sources/images/"),
        ("http://example.org/a.png", "not-fetched", "sources/images/"),
        ("data:image/png;base64,AAAA", "not-fetched", "sources/images/"),
        ("n" * 300 + ".png", "unreadable-file", ""),
    ],
)
def test_a_path_that_leads_to_no_image_says_why(tmp_path, path, code, hint):
    """Missing images come with the likeliest file; what leads out of the project or to the network is not opened."""
    root = tmp_path / "project"
    assert check(root, encoded()) == ()
    (tmp_path / "outside.png").write_bytes(encoded())
    (root / "sources/link.png").symlink_to(tmp_path / "outside.png")
    (root / "sources/loop.png").symlink_to("loop.png")
    if code == "outside-project" and path == "../outside.png":
        (root / "outside.png").symlink_to(tmp_path / "outside.png")
    (finding,) = check_image(root, path, HERE)

    assert (code, HERE) == (finding.code, finding.place)
    assert hint in finding.hint


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'
NESTED = "".join(f'<g id="g{level}">' + f'<use href="#g{level - 1}"/>' * 10 + "</g>" for level in range(1, 8))


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ('<g id="g0"><path d="M0 0"/></g>' + NESTED, ["huge-image"]),
        ('<g id="a"><use href="#a"/></g>', ["huge-image"]),
        ("<g>" * 200 + "</g>" * 200, ["unsupported-image"]),
        ("<foreignObject><p>lost</p></foreignObject>", ["unsupported-image"]),
        ('<use href="#nowhere"/>', ["dead-link"]),
        ('<path fill="url(#nowhere)"/>', ["dead-link"]),
        ('<image href="data:image/png;base64,iVBORw0KGgo="/>', ["unsupported-image"]),
        ('<image href="data:image/png;base64,???"/>', ["corrupt-image"]),
        ("<style>@\\69mport 'http://example.org/a.css';</style>", ["unsafe-svg"]),
        ('<g id="a"><path d="M0 0"/></g><use href="#a"/><use xlink:href="#a"/>', []),
    ],
)
def test_what_a_drawing_would_lose_or_never_end_is_found(tmp_path, drawn, expected):
    """Parts that the engine leaves out, references that lead nowhere and bombs of repetitions are found."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.svg").write_text(SVG.format(drawn))

    assert [finding.code for finding in check_image(tmp_path, "a.svg", Place("a.yaml"))] == expected


def measured(root, content, name="images/a.png"):
    file = root / "sources" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return read_image_size(root, name)


def exif(orientation):
    tags = Image.Exif()
    tags[0x0112] = orientation
    return tags


def test_the_size_of_an_image_is_read(tmp_path):
    """Proportions and pixels are those of the file."""
    assert measured(tmp_path, encoded(size=(40, 10))) == ImageSize(0.25, 40)


@pytest.mark.parametrize(
    ("orientation", "size"),
    [(1, ImageSize(0.25, 40)), (3, ImageSize(0.25, 40)), (6, ImageSize(4, 10)), (8, ImageSize(4, 10))],
)
def test_a_photograph_is_measured_as_it_is_shown(tmp_path, orientation, size):
    """One that the camera took on its side is as high as it was wide."""
    content = encoded(kind="JPEG", size=(40, 10), exif=exif(orientation))

    assert measured(tmp_path, content, "images/a.jpg") == size


@pytest.mark.parametrize(
    ("attributes", "ratio"),
    [
        ('width="40" height="10"', 0.25),
        ('width="40mm" height="1cm"', 0.25),
        ('width="3pt" height="4px"', 1),
        ('viewBox="0 0 40 10"', 0.25),
        ('viewBox="-5,-5, 40,10"', 0.25),
        ('viewBox="0 0 40 10" width="100%"', 0.25),
        ('viewBox="0 0 40 10" width="10" height="10"', 1),
    ],
)
def test_the_proportions_of_a_drawing_are_read(tmp_path, attributes, ratio):
    """From its width and height where both are lengths, else from its view box; it has no pixels."""
    content = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode()
    size = measured(tmp_path, content, "images/a.svg")

    assert size is not None
    assert (pytest.approx(size.ratio), size.pixels) == (ratio, None)


@pytest.mark.parametrize(
    "attributes",
    [
        "",
        'width="10"',
        'width="100%" height="50%"',
        'viewBox="0 0 0 10"',
        'viewBox="0 0 10"',
        'width="a" height="b"',
    ],
)
def test_a_drawing_without_proportions_has_no_size(tmp_path, attributes):
    """What a drawing does not say is not guessed."""
    content = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode()

    assert measured(tmp_path, content, "images/a.svg") is None


@pytest.mark.parametrize("name", ["../../a.png", "/a.png", "images/none.png", "images", "images/\0.png"])
def test_what_is_no_image_of_the_project_has_no_size(tmp_path, name):
    """The size of an unfit image is None; what is wrong with it is said by the check."""
    measured(tmp_path, encoded())
    (tmp_path.parent / "a.png").write_bytes(encoded())

    assert read_image_size(tmp_path, name) is None


@pytest.mark.parametrize("content", [content for content, _ in BAD.values()], ids=BAD)
def test_measuring_never_fails(tmp_path, content):
    """A file that is no whole image has a size or none; it ends nothing."""
    size = measured(tmp_path, content)

    assert size is None or size.ratio > 0
