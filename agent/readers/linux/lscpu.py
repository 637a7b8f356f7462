"""lscpu, as text and as JSON."""

import re
from collections.abc import Iterator
from typing import Any

from agent.readers.errors import ReadError
from agent.readers.linux.cpuinfo import CpuInfo
from agent.readers.linux.words import first, from_json, natural, to_text


def read_lscpu(content: bytes | str) -> CpuInfo:
    """Return the processors that lscpu printed; cores are of all sockets together.

    A hybrid machine has a block for each kind of core: their cores are added up, and
    the first kind names the model.

    Raises:
        ReadError: it is not lscpu's output.
    """
    text = to_text(content)
    rows = (
        list(_fields(from_json(text)))
        if text.lstrip().startswith(("{", "["))
        else re.findall(r"^ *([^:\n]{2,60}?): *(.*?) *$", text, re.MULTILINE)
    )
    found: dict[str, str] = {}
    for name, value in rows:
        found.setdefault(name.lower(), " ".join(value.split()))
    logical = natural(found.get("cpu(s)"))
    if logical is None:
        raise ReadError("no output of lscpu")
    sockets, cores = _counts(rows)
    flags = first(found, "flags")
    model = first(found, "model name")
    return CpuInfo(
        logical=logical,
        packages=sockets,
        cores=cores,
        model=None if model == "-" else model,
        vendor=first(found, "vendor id"),
        hypervisor=None if flags is None else "hypervisor" in flags.split(),
    )


def _counts(rows: list[tuple[str, str]]) -> tuple[int | None, int | None]:
    """Return sockets, and cores over all blocks of the output."""
    total = 0
    sockets: int | None = None
    per: int | None = None
    for name, value in rows:
        number = natural(value)
        if number is None:
            continue
        if name.lower() in {"core(s) per socket", "core(s) per cluster"}:
            per = number
        elif name.lower() in {"socket(s)", "cluster(s)"} and per is not None:
            total += per * number
            per = None
        if name.lower() == "socket(s)":
            sockets = sockets or number
    return sockets, total or None


def _fields(document: Any) -> Iterator[tuple[str, str]]:
    """Yield the fields of the JSON form, of nested blocks, too."""
    waiting = [document.get("lscpu") if isinstance(document, dict) else document]
    while waiting:
        rows = waiting.pop()
        for row in rows if isinstance(rows, list) else ():
            if not isinstance(row, dict):
                continue
            name, value = row.get("field"), row.get("data")
            if isinstance(name, str) and isinstance(value, str):
                yield name.rstrip(": "), value
            waiting.append(row.get("children"))
