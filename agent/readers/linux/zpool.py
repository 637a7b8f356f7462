"""zpool status: pools of ZFS, their devices, and their last scrub."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from agent.readers.errors import ReadError
from agent.readers.linux.words import decimal, from_json, natural, to_text

_GROUP = re.compile(r"(mirror|raidz[123]?|draid\S*|spare|replacing|indirect)-\d+$")
_ASIDE = frozenset({"logs", "cache", "spares", "special", "dedup"})
_SCAN = re.compile(
    r"scrub (?:repaired|canceled).*?(?:with (?P<errors>\d{1,18}) errors )?on (?P<when>\w{3} \w{3} +\d+ [\d:]{8} \d{4})"
)


class Pool(msgspec.Struct, frozen=True):
    """One pool; ``scrubbed_local`` is the machine's own time, with no offset.

    ``scrubbed_seconds`` is Unix time, where the input says it.
    """

    name: str
    state: str | None = None
    level: str | None = None
    devices: int = 0
    active_devices: int = 0
    failed_devices: int = 0
    scrubbed_local: str | None = None
    scrubbed_seconds: float | None = None
    scrub_errors: int | None = None
    resilver_percent: float | None = None


def read_zpool_status(content: bytes | str) -> tuple[Pool, ...]:
    """Return the pools of ``zpool status``, as text or JSON.

    Raises:
        ReadError: it is not its output.
    """
    text = to_text(content)
    if text.lstrip().startswith("{"):
        return _from_json(from_json(text))
    blocks = re.split(r"^\s*pool: ", text, flags=re.MULTILINE)[1:]
    if not blocks and "no pools available" not in text:
        raise ReadError("no output of zpool status")
    return tuple(_pool(block) for block in blocks)


def _pool(block: str) -> Pool:
    name = block.split("\n", 1)[0].strip()
    state = re.search(r"^\s*state:\s*(\w+)", block, re.MULTILINE)
    scan = _SCAN.search(block)
    progress = re.search(
        r"resilver in progress.*?([0-9.]{1,7})% done", block, re.DOTALL
    )
    leaves = list(_leaves(block, name))
    kinds = {_GROUP.match(group) for group in _words(block) if _GROUP.match(group)}
    levels = sorted({kind[1] for kind in kinds if kind})
    return Pool(
        name=name,
        state=state[1] if state else None,
        level=levels[0] if levels else None,
        devices=len(leaves),
        active_devices=leaves.count("ONLINE"),
        failed_devices=sum(s not in {"ONLINE", "OFFLINE"} for s in leaves),
        scrubbed_local=scan["when"] if scan else None,
        scrub_errors=natural(scan["errors"]) if scan else None,
        resilver_percent=decimal(progress[1]) if progress else None,
    )


def _words(block: str) -> list[str]:
    return block.partition("config:")[2].split()


def _leaves(block: str, pool: str) -> Iterator[str]:
    """Yield the state of each data device of the table below ``config:``."""
    aside = False
    for line in block.partition("config:")[2].splitlines():
        words = line.split()
        if words[:1] == ["errors:"]:
            return
        aside = aside or (len(words) == 1 and words[0] in _ASIDE)
        known = len(words) >= 2 and words[1].isupper() and words[0] != "NAME"
        if known and not aside and words[0] != pool and not _GROUP.match(words[0]):
            yield words[1]


def _from_json(document: Any) -> tuple[Pool, ...]:
    pools = document.get("pools") if isinstance(document, dict) else None
    if not isinstance(pools, dict):
        raise ReadError("no output of zpool status -j")
    rows = ((n, p) for n, p in pools.items() if isinstance(p, dict))
    return tuple(_json_pool(name, pool) for name, pool in rows)


def _json_pool(name: str, pool: dict[str, Any]) -> Pool:
    scan = pool.get("scan_stats")
    scan = scan if isinstance(scan, dict) and scan.get("function") == "SCRUB" else {}
    done = scan if scan.get("state") == "FINISHED" else {}
    end = done.get("end_time")
    seconds = natural(end)
    found = list(_vdevs(pool.get("vdevs"), 0))
    leaves = [state for kind, state in found if kind in {"disk", "file"}]
    levels = sorted({kind for kind, _ in found} - {"root", "disk", "file"})
    return Pool(
        name=name,
        state=pool["state"] if isinstance(pool.get("state"), str) else None,
        level=levels[0] if levels else None,
        devices=len(leaves),
        active_devices=leaves.count("ONLINE"),
        failed_devices=sum(s not in {"ONLINE", "OFFLINE"} for s in leaves),
        scrubbed_local=end if isinstance(end, str) and seconds is None else None,
        scrubbed_seconds=float(seconds) if seconds else None,
        scrub_errors=natural(done.get("errors")),
    )


def _vdevs(vdevs: Any, depth: int) -> Iterator[tuple[str, str]]:
    """Yield kind and state of each device below *vdevs*."""
    for device in vdevs.values() if isinstance(vdevs, dict) and depth < 20 else ():
        if isinstance(device, dict):
            kind, state = device.get("vdev_type"), device.get("state")
            if isinstance(kind, str) and isinstance(state, str):
                yield kind, state
            yield from _vdevs(device.get("vdevs"), depth + 1)
