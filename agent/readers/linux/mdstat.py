"""/proc/mdstat: all software arrays that the kernel runs."""

import re

from agent.readers.errors import ReadError
from agent.readers.linux.mdadm import Array
from agent.readers.linux.words import decimal, to_text

_HEAD = re.compile(
    r"^(?P<name>md[\w/.-]*) : (?P<state>active|inactive|broken)\b(?: ?\([\w-]+\))*"
    r"(?P<rest>.*)$"
)
_LEVEL = re.compile(r"^\s*(raid\d+|linear|multipath|faulty)\b")
_MEMBER = re.compile(r"\S+\[\d+\]((?:\([A-Z]\))*)")
_ACTION = re.compile(r"\b(recovery|resync|reshape|check) = *([0-9.]{1,8})%")
_COUNTS = re.compile(r"\[(\d{1,6})/(\d{1,6})\]")


def read_mdstat(content: bytes | str) -> tuple[Array, ...]:
    """Return the arrays; containers of firmware RAID, which hold no data, left out.

    Raises:
        ReadError: it is not the text of /proc/mdstat.
    """
    text = to_text(content)
    blocks: list[list[str]] = []
    for line in text.splitlines():
        if _HEAD.match(line):
            blocks.append([line])
        elif blocks and line.startswith((" ", "\t")):
            blocks[-1].append(line)
    if not blocks and not re.search(
        r"^(?:Personalities|unused devices)", text, re.MULTILINE
    ):
        raise ReadError("not /proc/mdstat")
    arrays = (_array(block) for block in blocks)
    return tuple(array for array in arrays if array is not None)


def _array(block: list[str]) -> Array | None:
    head = _HEAD.match(block[0])
    body = "\n".join(block[1:])
    if head is None or (head["state"] == "inactive" and "external:" in body):
        return None
    level = _LEVEL.match(head["rest"])
    marks = [member[1] for member in _MEMBER.finditer(head["rest"])]
    failed = sum("(F)" in mark for mark in marks)
    used = sum(not re.search(r"\([FSJ]\)", mark) for mark in marks)
    counts = _COUNTS.search(body)
    total, active = (int(counts[1]), int(counts[2])) if counts else (used, used)
    running = head["state"] == "active"
    degraded = not running or active < total or (failed > 0 and not counts)
    action = _ACTION.search(body)
    words = [head["state"], "degraded" if degraded and running else ""]
    words += {"recovery": ["recovering"], "resync": ["resyncing"]}.get(
        action[1] if action else "", []
    )
    rebuilt = action is not None and action[1] != "check"
    return Array(
        state=", ".join(word for word in words if word),
        degraded=degraded,
        raid_devices=total if counts or running else None,
        active_devices=active if running else 0,
        failed_devices=failed,
        rebuild_percent=decimal(action[2]) if action and rebuilt else None,
        level=level[1] if level else None,
        spare_devices=sum("(S)" in mark for mark in marks) if running else None,
        name=head["name"],
    )
