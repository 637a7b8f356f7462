"""Where everything stands on the map: layers from left to right, no overlaps. Pure.

Each device is a box in the layer of its distance from the gateway. Its machines are
chips right of it, what hangs below it follows under these: a map is read from its upper
left corner, however long it is.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from collector.web.lan.tree import Forest, Node

NODE_W, NODE_H = 156, 42
CHIP_W, CHIP_H, CHIP_GAP = 114, 20, 4
WIDEST_CHIP = 160
LAYER = 232  # from one layer's left edge to the next
TRUNK = 13  # right of a box: where ways to its children turn
CHIPS_LEFT = 26  # right of a box
BAND_GAP, TREE_GAP, MARGIN = 9, 22, 10
WIDTH = 1314  # what a page of a desktop screen has room for
MOST_CHIPS = 48  # of one node; then they are counted
MOST_ALL_CHIPS = 500
MOST_DRAWN = 60  # devices of a site whose machines are drawn, too


@dataclass(frozen=True)
class Box:
    """A node's box."""

    node: Node
    x: float
    y: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.y + NODE_H / 2


@dataclass(frozen=True)
class Chip:
    """One thing at a port; ``more`` counts those that are not drawn."""

    node: Node
    index: int  # in ``node.attached``; -1 for the count
    x: float
    y: float
    width: float = CHIP_W
    more: int = 0


@dataclass(frozen=True)
class Layout:
    """The whole picture."""

    boxes: Sequence[Box]
    chips: Sequence[Chip]
    width: float
    height: float
    counted: bool  # machines are only counted: the site is too large to draw them


@dataclass
class _Band:
    width: float = CHIP_W
    columns: int = 0
    rows: int = 0
    drawn: int = 0
    more: int = 0

    @property
    def height(self) -> float:
        return self.rows * (CHIP_H + CHIP_GAP) - CHIP_GAP if self.rows else 0.0


def layout(forest: Forest) -> Layout:
    """Return where everything of *forest* stands."""
    nodes = forest.nodes()
    counted = len(nodes) > MOST_DRAWN or forest.machines > MOST_ALL_CHIPS
    bands = {node.id: _band(node, counted=counted) for node in nodes}
    heights: dict[str, float] = {}
    for node in reversed(nodes):
        heights[node.id] = _height(node, bands[node.id], heights)
    tops: dict[str, float] = {}
    top = float(MARGIN)
    for root in forest.roots:
        tops[root.id] = top
        top += heights[root.id] + TREE_GAP
    boxes, chips = [], []
    for node in nodes:
        chips += _chips(node, bands[node.id], tops[node.id])
        _children(node, bands[node.id], tops, heights)
    for node in nodes:
        x = MARGIN + node.depth * LAYER
        boxes.append(Box(node, x, tops[node.id]))
    rights = [box.x + NODE_W for box in boxes] + [chip.x + chip.width for chip in chips]
    width = max([*rights, 600.0]) + MARGIN
    height = max(top - TREE_GAP + MARGIN, 2 * MARGIN + NODE_H)
    return Layout(boxes, chips, width, height, counted)


def _band(node: Node, *, counted: bool) -> _Band:
    """Return how a node's machines stand: as many columns as there is room for."""
    total = len(node.attached)
    if not total:
        return _Band()
    if counted:
        return _Band(CHIP_W, 1, 1, 0, total)
    drawn = total if total <= MOST_CHIPS else MOST_CHIPS - 1
    left = MARGIN + node.depth * LAYER + NODE_W + CHIPS_LEFT
    room = int((WIDTH - left + CHIP_GAP) // (CHIP_W + CHIP_GAP))
    columns = max(2, room)
    width = (WIDTH - left + CHIP_GAP) / columns - CHIP_GAP
    width = min(max(width, CHIP_W), WIDEST_CHIP)
    places = drawn + (1 if total > drawn else 0)
    return _Band(width, columns, math.ceil(places / columns), drawn, total - drawn)


def _own(band: _Band) -> float:
    """Return the height of a box with its own band beside it."""
    return max(band.height, float(NODE_H))


def _height(node: Node, band: _Band, heights: dict[str, float]) -> float:
    below = sum(heights[child.id] + BAND_GAP for child in node.children)
    if not band.rows and node.children:  # the first child stands beside the box
        return max(below - BAND_GAP, float(NODE_H))
    return _own(band) + below


def _chips(node: Node, band: _Band, top: float) -> list[Chip]:
    if not band.rows:
        return []
    shift = max(0.0, (NODE_H - band.height) / 2)
    left = MARGIN + node.depth * LAYER + NODE_W + CHIPS_LEFT
    found = []
    for place in range(band.drawn + (1 if band.more else 0)):
        x = left + (place % band.columns) * (band.width + CHIP_GAP)
        y = top + shift + (place // band.columns) * (CHIP_H + CHIP_GAP)
        last = place == band.drawn
        found.append(
            Chip(
                node,
                -1 if last else place,
                x,
                y,
                band.width,
                band.more if last else 0,
            )
        )
    return found


def _children(
    node: Node, band: _Band, tops: dict[str, float], heights: dict[str, float]
) -> None:
    top = tops[node.id]
    if band.rows:
        top += _own(band) + BAND_GAP
    for child in node.children:
        tops[child.id] = top
        top += heights[child.id] + BAND_GAP
