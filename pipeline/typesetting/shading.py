"""Shadings: colours that change along a line or out from a centre, as the engine writes its gradients into the PDF.

CSS Images 3, 3; ISO 32000-2:2020, 8.7.4.5.3 (axial) and 8.7.4.5.4 (radial). Lengths are CSS pixels from the top-left
of the gradient's own box.
"""

import math
from dataclasses import dataclass

from pipeline.typesetting.colour import Colour, mixed


@dataclass(frozen=True, slots=True)
class Shading:
    """A gradient of two colours or more.

    Attributes:
        points: x0, y0, x1, y1 of a line; x, y, radius, x, y, radius of two circles round one centre.
        positions: of the colours, from 0 at the first point or circle to 1 at the last.
        exponents: how quickly each colour becomes the next; 1 is evenly.
        scale_y: height of what is a unit high, for ellipses.
        extends: whether the outer colours go on beyond the ends.
    """

    points: tuple[float, ...]
    positions: tuple[float, ...]
    colours: tuple[Colour, ...]
    exponents: tuple[float, ...]
    scale_y: float = 1.0
    extends: bool = True

    def colour_at(self, x: float, y: float) -> Colour | None:
        """Return the colour at a point; None where it paints nothing."""
        share = self._share(x, y / self.scale_y)
        if not self.positions[0] <= share <= self.positions[-1] and not self.extends:
            return None
        if share <= self.positions[0]:
            return self.colours[0]
        for index, position in enumerate(self.positions[1:]):
            if share < position:
                before = self.positions[index]
                part = ((share - before) / (position - before)) ** self.exponents[index]
                return mixed(self.colours[index], self.colours[index + 1], part)
        return self.colours[-1]

    def _share(self, x: float, y: float) -> float:
        """Return how far along the way a point is; 0 and 1 are the ends."""
        if len(self.points) == 4:
            x0, y0, x1, y1 = self.points
            length = (x1 - x0) ** 2 + (y1 - y0) ** 2
            return ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length if length else 1.0
        centre_x, centre_y, inner, _, _, outer = self.points
        distance = math.hypot(x - centre_x, y - centre_y)
        return (
            (distance - inner) / (outer - inner) if outer != inner else math.copysign(1.0, distance - inner)
        )
