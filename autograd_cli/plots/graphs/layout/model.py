"""What is to be laid out, as plain records, and where it went. Sizes are in pixels, y downwards."""

from dataclasses import dataclass, replace
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Path: TypeAlias = tuple[int, ...]  # of frames, from the outermost


@dataclass(frozen=True)
class Node:
    """A box of that size, inside of the frames of its path."""

    width: float
    height: float
    path: Path = ()


@dataclass(frozen=True)
class Link:
    """An edge from one node down to another, entered at `place` of its inputs, from -1 to 1.

    `strength` tells how much it wants to be straight; `label` is the size of what is written in
    its middle, if anything is.
    """

    source: int
    target: int
    place: float = 0
    strength: float = 1
    label: tuple[float, float] | None = None


@dataclass(frozen=True)
class Frame:
    """Drawn around all that has it in its path; `width` is that of its heading."""

    width: float = 0


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def centre(self) -> Point:
        return self.left + self.width / 2, self.top + self.height / 2

    def moved(self, x: float, y: float) -> "Box":
        """The same, that much further right and down."""
        return replace(self, left=self.left + x, top=self.top + y)


@dataclass(frozen=True)
class Route:
    """The way of a link: from `start`, which is below its source, to `end`, above its target.

    `ways` are its parts above and below its label: points to go through, straight down within a
    pair of the same x and in a curve between pairs. `label` is the room of the label.
    """

    ways: tuple[tuple[Point, ...], ...]
    label: Box | None

    def moved(self, x: float, y: float) -> "Route":
        """The same, that much further right and down."""
        ways = tuple(tuple((a + x, b + y) for a, b in way) for way in self.ways)
        return Route(ways, self.label and self.label.moved(x, y))


@dataclass(frozen=True)
class Places:
    """The place of everything, from (0, 0); `heads` are the rooms of the frames' headings."""

    width: float
    height: float
    nodes: tuple[Box, ...]
    routes: tuple[Route, ...]
    frames: tuple[Box, ...]
    heads: tuple[Box, ...]

    def moved(self, x: float, y: float) -> "Places":
        """The same, that much further right and down."""
        return replace(
            self,
            nodes=tuple(box.moved(x, y) for box in self.nodes),
            routes=tuple(route.moved(x, y) for route in self.routes),
            frames=tuple(box.moved(x, y) for box in self.frames),
            heads=tuple(box.moved(x, y) for box in self.heads),
        )
