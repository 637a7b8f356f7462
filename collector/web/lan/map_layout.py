"""Where everything stands on the map: layers from left to right, no overlaps. Pure.

Each device is a box in the layer of its distance from the gateway, beside the middle of
what hangs below it; its machines are chips to its right, in a band of their own.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from collector.web.lan.tree import Forest, Node

NODE_W, NODE_H = 172, 46
CHIP_W, CHIP_H, CHIP_GAP = 140, 21, 4
LAYER = 266  # from one layer's left edge to the next
TRUNK = 16  # right of a box: where ways to its children turn
CHIPS_LEFT = 30  # right of a box
BAND_GAP, TREE_GAP, MARGIN = 11, 24, 12
WIDTH = 1336  # what a page of a desktop screen has room for
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
    bands = {node.id: _band(node, counted) for node in nodes}
    heights: dict[str, float] = {}
    for node in reversed(nodes):
        heights[node.id] = _height(node, bands[node.id], heights)
    tops: dict[str, float] = {}
    top = float(MARGIN)
    for root in forest.roots:
        tops[root.id] = top
        top += heights[root.id] + TREE_GAP
    boxes, chips = [], []
    middles: dict[str, float] = {}
    for node in nodes:
        chips += _chips(node, bands[node.id], tops[node.id], heights[node.id])
        _children(node, bands[node.id], tops, heights)
    for node in reversed(nodes):
        middles[node.id] = _middle(node, bands[node.id], tops, heights, middles)
    for node in nodes:
        x = MARGIN + node.depth * LAYER
        boxes.append(Box(node, x, middles[node.id] - NODE_H / 2))
    rights = [box.x + NODE_W for box in boxes] + [chip.x + CHIP_W for chip in chips]
    width = max([*rights, 600.0]) + MARGIN
    height = max(top - TREE_GAP + MARGIN, 2 * MARGIN + NODE_H)
    return Layout(boxes, chips, width, height, counted)


def _band(node: Node, counted: bool) -> _Band:
    """Return how a node's machines stand: as many columns as there is room for."""
    total = len(node.attached)
    if not total:
        return _Band()
    if counted:
        return _Band(1, 1, 0, total)
    drawn = total if total <= MOST_CHIPS else MOST_CHIPS - 1
    left = MARGIN + node.depth * LAYER + NODE_W + CHIPS_LEFT
    room = int((WIDTH - left + CHIP_GAP) // (CHIP_W + CHIP_GAP))
    columns = max(2, room)
    places = drawn + (1 if total > drawn else 0)
    return _Band(columns, math.ceil(places / columns), drawn, total - drawn)


def _height(node: Node, band: _Band, heights: dict[str, float]) -> float:
    parts = [heights[child.id] for child in node.children]
    if band.height:
        parts.append(max(band.height, NODE_H) if not parts else band.height)
    below = sum(parts) + BAND_GAP * max(0, len(parts) - 1)
    return max(below, float(NODE_H))


def _chips(node: Node, band: _Band, top: float, height: float) -> list[Chip]:
    if not band.rows:
        return []
    # Alone beside its box a band stands in the middle, before children on top.
    shift = 0.0 if node.children else (height - band.height) / 2
    left = MARGIN + node.depth * LAYER + NODE_W + CHIPS_LEFT
    found = []
    for place in range(band.drawn + (1 if band.more else 0)):
        x = left + (place % band.columns) * (CHIP_W + CHIP_GAP)
        y = top + shift + (place // band.columns) * (CHIP_H + CHIP_GAP)
        last = place == band.drawn
        found.append(Chip(node, -1 if last else place, x, y, band.more if last else 0))
    return found


def _children(
    node: Node, band: _Band, tops: dict[str, float], heights: dict[str, float]
) -> None:
    top = tops[node.id]
    if band.height:
        top += band.height + BAND_GAP
    for child in node.children:
        tops[child.id] = top
        top += heights[child.id] + BAND_GAP


def _middle(
    node: Node,
    band: _Band,
    tops: dict[str, float],
    heights: dict[str, float],
    middles: dict[str, float],
) -> float:
    """Return the height of a box's middle: that of what it leads to."""
    top, height = tops[node.id], heights[node.id]
    if not node.children:
        return top + height / 2
    reached = [middles[child.id] for child in node.children]
    if band.height:
        reached.append(top + band.height / 2)
    middle = (min(reached) + max(reached)) / 2
    return min(max(middle, top + NODE_H / 2), top + height - NODE_H / 2)
