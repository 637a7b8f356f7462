"""Block devices by /sys: what lies on what, in the rows that lsblk prints as JSON."""

import re
from typing import Any

from agent.readers.linux.tree import Tree
from agent.readers.linux.words import natural

_SECTOR = 512
_DEEPEST = 16
_MOST_ROWS = 10_000
_SCSI_TYPES = {
    "0": "disk",
    "1": "tape",
    "2": "printer",
    "3": "processor",
    "4": "worm",
    "5": "rom",
    "6": "scanner",
    "7": "mo-disk",
    "8": "changer",
    "9": "comm",
    "12": "raid",
    "13": "enclosure",
    "14": "rbc",
    "17": "osd",
}
_ESCAPE = re.compile(r"\\([0-7]{3})")


class _Walk:
    """One walk over all devices; the mounts are read once, the rows are counted."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.mounts = _mounts(tree)
        self.swaps = _swaps(tree)
        self.rows = 0

    def row(self, path: str, kernel: str, parent: str | None, deep: int) -> Any:
        """Return the row of the device at *path* with what lies on it, or None."""
        tree, self.rows = self.tree, self.rows + 1
        sectors = natural(tree.text(f"{path}/size"))
        if not sectors or deep > _DEEPEST or self.rows > _MOST_ROWS:
            return None
        numbers = tree.text(f"{path}/dev") or ""
        part = "partition" in tree.names(path)
        removable = (
            f"{path.rpartition('/')[0]}/removable" if part else f"{path}/removable"
        )
        places = list(self.mounts.get(numbers, {}))
        if not places and kernel in self.swaps:
            places = ["[SWAP]"]
        inner = [f"{path}/{n}" for n in tree.names(path) if n.startswith(kernel)]
        below = [p for p in inner if "partition" in tree.names(p)]
        below += [f"sys/block/{n}" for n in tree.names(f"{path}/holders")]
        rows = [self.row(p, p.rpartition("/")[2], kernel, deep + 1) for p in below]
        return {
            "name": tree.text(f"{path}/dm/name") or kernel.replace("!", "/"),
            "kname": kernel.replace("!", "/"),
            "maj:min": numbers,
            "rm": tree.text(removable) == "1",
            "size": sectors * _SECTOR,
            "type": _kind(tree, path, kernel, part=part),
            "fstype": next(iter(self.mounts.get(numbers, {}).values()), None),
            "mountpoints": places or [None],
            "pkname": parent,
            "children": sorted((row for row in rows if row), key=_order),
        }


def block_rows(tree: Tree) -> list[dict[str, Any]]:
    """Return the devices that stand on no other, with all that lies on them."""
    walk = _Walk(tree)
    rows = []
    for name in tree.names("sys/block"):
        path = f"sys/block/{name}"
        hidden = tree.text(f"{path}/hidden") == "1"
        memory = (tree.text(f"{path}/dev") or "").startswith("1:")
        if not hidden and not memory and not tree.names(f"{path}/slaves"):
            rows.append(walk.row(path, name, None, 0))
    return sorted((row for row in rows if row), key=_order)


def _order(row: dict[str, Any]) -> tuple[int, int]:
    major, _, minor = row["maj:min"].partition(":")
    return natural(major) or 0, natural(minor) or 0


def _kind(tree: Tree, path: str, kernel: str, *, part: bool) -> str:
    if part:
        return "part"
    if kernel.startswith("dm-"):
        prefix = (tree.text(f"{path}/dm/uuid") or "").partition("-")
        word = prefix[0].lower() if prefix[1] else ""
        return "part" if word.startswith("part") else word or "dm"
    if kernel.startswith("loop"):
        return "loop"
    if kernel.startswith("md"):
        return tree.text(f"{path}/md/level") or "md"
    return _SCSI_TYPES.get(tree.text(f"{path}/device/type") or "0", "disk")


def _mounts(tree: Tree) -> dict[str, dict[str, str]]:
    """Return places and file systems by device number, the last mounted first.

    btrfs mounts have numbers of no device: they go by the device that they name.
    """
    numbers = {}
    for name in tree.names("sys/class/block") or tree.names("sys/block"):
        folder = "sys/class/block" if tree.names("sys/class/block") else "sys/block"
        said = tree.text(f"{folder}/{name}/dev") or ""
        mapped = tree.text(f"{folder}/{name}/dm/name")
        numbers[f"/dev/{name}"] = said
        if mapped:
            numbers[f"/dev/mapper/{mapped}"] = said
    found: dict[str, dict[str, str]] = {}
    table = tree.text("proc/self/mountinfo") or ""
    for line in reversed(table.splitlines()):
        words = line.split(" ")
        if "-" not in words[6:] or len(words) < 9:
            continue
        fstype, source = [*words[words.index("-", 6) + 1 :], "", ""][:2]
        device = words[2] if not words[2].startswith("0:") else numbers.get(source, "")
        if device:
            found.setdefault(device, {}).setdefault(_plain(words[4]), fstype)
    return found


def _swaps(tree: Tree) -> frozenset[str]:
    lines = (tree.text("proc/swaps") or "").splitlines()[1:]
    return frozenset(
        line.split()[0].rpartition("/")[2] for line in lines if line.split()
    )


def _plain(word: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 8)), word)
