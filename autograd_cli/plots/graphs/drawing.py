"""A drawing, all laid out: what an SVG and a figure are made of, in pixels, y downwards."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from autograd_cli.plots.graphs.layout import Box, Point

Anchor: TypeAlias = Literal["start", "middle", "end"]
Step: TypeAlias = tuple[Point, ...]  # a point to go straight to, or three of a cubic Bézier curve


@dataclass(frozen=True)
class Text:
    """A line that stands on `y` and begins, has its middle or ends at `x`, `width` wide."""

    x: float
    y: float
    text: str
    size: float
    color: str
    width: float
    anchor: Anchor = "middle"


@dataclass(frozen=True)
class Rounded:
    """A rectangle with round corners; a colour is empty where nothing is painted."""

    box: Box
    radius: float
    fill: str
    stroke: str
    line: float


@dataclass(frozen=True)
class Outline:
    """Lines, each from a point by steps, filled and stroked in colours, or not where empty."""

    lines: tuple[tuple[Point, tuple[Step, ...]], ...]
    fill: str
    stroke: str
    line: float
    closed: bool = False


Part: TypeAlias = Text | Rounded | Outline


@dataclass(frozen=True)
class Group:
    """Parts that are one thing, and all that there is to tell about it."""

    kind: Literal["heading", "legend", "frame", "edge", "node"]
    about: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Drawing:
    """Groups from the back to the front, on a white ground."""

    title: str
    about: str
    width: float
    height: float
    groups: tuple[Group, ...]
