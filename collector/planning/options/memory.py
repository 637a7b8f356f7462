"""Which modules fit into a machine."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agent.shared.findings.values import flag, items, number, single, text
from collector.planning.shapes.estate import Machine
from collector.planning.shapes.facts import Price
from collector.planning.shapes.plan import Text

GIB = 2**30
LEAST_MORE = 1.4  # times as much as before; less is not worth opening a machine
_SLOT_FORMS = {"DIMM": "DIMM", "UDIMM": "DIMM", "SODIMM": "SODIMM", "SO-DIMM": "SODIMM"}


class Memory(NamedTuple):
    """A machine's memory as far as it matters for more; sizes in GiB."""

    installed: float
    free_slots: int | None
    maximum: float | None
    generation: str
    form: str
    modules: tuple[float, ...]  # what sits in the slots, smallest first


def memory_of(machine: Machine) -> Memory | None:
    """Return the memory of *machine*; None where not even its size is known."""
    whole = single(machine.facts, "memory")
    installed = number(whole, "installed_bytes")
    if not installed:
        return None
    slots = number(whole, "slots_empty")
    maximum = number(whole, "maximum_bytes")
    sizes, forms = [], []
    for module in items(machine.facts, "memory_module").values():
        size = number(module, "size_bytes")
        if size and not flag(module, "empty"):
            sizes.append(size / GIB)
            forms.append(text(module, "form_factor") or "")
    form = next((_SLOT_FORMS[f.upper()] for f in forms if f.upper() in _SLOT_FORMS), "")
    if not form:
        portable = flag(single(machine.facts, "chassis"), "portable")
        form = "SODIMM" if portable else "DIMM"
    return Memory(
        installed / GIB,
        None if slots is None else int(slots),
        maximum / GIB if maximum else None,
        (text(whole, "generation") or "").upper(),
        form,
        tuple(sorted(sizes)),
    )


class Fit(NamedTuple):
    """One module that fits, and how much memory there is then; ``swapped``: one goes."""

    price: Price
    result: float
    swapped: bool


def unknown(memory: Memory | None) -> bool:
    """Return whether too little is known of the slots to say what fits."""
    return memory is None or memory.free_slots is None or not memory.generation


def why_none(memory: Memory | None, sold: Sequence[Price]) -> Text:
    """Return why no module fits."""
    if memory is None or unknown(memory):
        return Text(
            "chưa biết số khe và loại RAM của máy", "slots and type of memory unknown"
        )
    if memory.generation.startswith("LPDDR"):
        return Text("RAM hàn trên bo mạch", "the memory is soldered")
    if memory.maximum and memory.installed >= memory.maximum:
        return Text(
            f"máy đã có tối đa {memory.maximum:.0f} GB RAM",
            f"the machine has its maximum of {memory.maximum:.0f} GB",
        )
    if not any(price.generation == memory.generation for price in sold):
        return Text(
            f"danh mục giá không có RAM {memory.generation}",
            f"the catalogue has no {memory.generation} modules",
        )
    return Text("không còn khe trống và không có thanh lớn hơn vừa máy", "no free slot")


def fits(memory: Memory | None, sold: Sequence[Price]) -> Iterator[Fit]:
    """Yield modules of *sold* that fit, at least half as much more each."""
    if memory is None or memory.free_slots is None or not memory.generation:
        return
    for price in sold:
        if price.generation != memory.generation or price.form != memory.form:
            continue
        swapped = memory.free_slots < 1
        if swapped and not memory.modules:
            continue
        gone = memory.modules[0] if swapped else 0.0
        result = memory.installed - gone + price.size_gib
        if memory.maximum and result > memory.maximum + 0.5:
            continue
        if result >= memory.installed * LEAST_MORE:
            yield Fit(price, result, swapped)
