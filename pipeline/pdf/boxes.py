"""Page boxes: the areas for the printer, the trimmer and the viewer (ISO 32000-2:2020, 14.11.2)."""

from dataclasses import dataclass

from pipeline.pdf.document import Document, Page
from pipeline.pdf.objects import integer_of, items_of, number_of


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, in the page's default user space, left below right and bottom below top."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """In points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """In points."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """A page's boxes as the file gives them; None for one that it does not give.

    The standard then takes the media box for the crop box, and the crop box for the other three.

    Attributes:
        media: the sheet, with what is cut off; inherited by pages, as the crop box is.
        crop: what a viewer shows.
        bleed: what is to be printed, with the bleed.
        trim: the finished page.
        art: the page's meaningful content.
        rotation: degrees clockwise for display.
        user_unit: size of a unit in points; 1 for almost every file.

    """

    media: Box | None
    crop: Box | None = None
    bleed: Box | None = None
    trim: Box | None = None
    art: Box | None = None
    rotation: int = 0
    user_unit: float = 1.0


def read_boxes(document: Document) -> tuple[PageBoxes, ...]:
    """Read the boxes of every page, in page order."""
    return tuple(_read_page_boxes(page) for page in document.pages)


def read_box(value: object) -> Box | None:
    """Read a rectangle, whichever two opposite corners it gives (7.9.5); None when it is not four numbers."""
    numbers = [number for item in items_of(value) if (number := number_of(item)) is not None]
    if len(numbers) != 4:
        return None
    (left, right), (bottom, top) = sorted(numbers[0::2]), sorted(numbers[1::2])
    return Box(left, bottom, right, top)


def _read_page_boxes(page: Page) -> PageBoxes:
    return PageBoxes(
        media=read_box(page.get("/MediaBox")),
        crop=read_box(page.get("/CropBox")),
        bleed=read_box(page.get("/BleedBox")),
        trim=read_box(page.get("/TrimBox")),
        art=read_box(page.get("/ArtBox")),
        rotation=integer_of(page.get("/Rotate")) or 0,
        user_unit=number_of(page.get("/UserUnit")) or 1.0,
    )
