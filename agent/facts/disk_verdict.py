"""The verdict on one drive, and the evidence it rests on.

Manufacturers' own words come first: a failed SMART status and a pre-failure attribute at
its threshold mean failing. Raw counters only ever mean watch, or replace soon where they
grow; raw values in the maker's own units (1, 7, 188, 195) are no evidence at all. Where
nothing was read the verdict is unknown, never healthy. ``docs/data-safety.md`` has the
table of codes and limits.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from agent.facts.disk_counters import Counter, counters
from agent.readers.smartctl.messages import why_unread
from agent.readers.smartctl.nvme import TEMPERATURE_BIT, critical_warnings
from agent.readers.smartctl.shapes import Ata, Drive, Nvme, SelfTests

Verdict = Literal["healthy", "watch", "replace_soon", "failing", "unknown"]
VERDICTS: tuple[Verdict, ...] = (
    "healthy",
    "watch",
    "replace_soon",
    "failing",
    "unknown",
)

WATCH, REPLACE, FAILING = 1, 2, 3

USED_WATCH_PERCENT = 70
USED_REPLACE_PERCENT = 100
LIFE_WATCH_PERCENT = 30
LIFE_REPLACE_PERCENT = 1  # where makers' normalised values end

_TEMPERATURES = frozenset({190, 194})
_VIRTUAL = re.compile(
    r"(QEMU|VBOX|VirtualBox|VMware|Virtual|Msft Virtual|Xen|Google Persistent"
    r"|Amazon Elastic|Red Hat VirtIO|Parallels)\b",
    re.IGNORECASE,
)


class Evidence(NamedTuple):
    """One observation: how grave, what (snake_case English), and the value."""

    level: int
    code: str
    value: str


class Judgement(NamedTuple):
    """A verdict and its evidence, the gravest first."""

    verdict: Verdict
    evidence: tuple[Evidence, ...]

    @property
    def text(self) -> str:
        """The evidence as ``code=value; code=value``."""
        return "; ".join(f"{one.code}={one.value}" for one in self.evidence)


def unread(why: str) -> Judgement:
    """Return the verdict on a drive that could not be read."""
    return Judgement("unknown", (Evidence(0, "no_smart", why),))


def judge(drive: Drive, earlier: Drive | None = None) -> Judgement:
    """Return the verdict on *drive*.

    *earlier* is an older reading of the same drive, by which counters that grow are
    told from old damage that rests; one of another serial number is ignored.
    """
    if earlier is not None and earlier.serial != drive.serial:
        earlier = None
    found = sorted(_evidence(drive, earlier), key=lambda one: -one.level)
    if found:
        words: tuple[Verdict, ...] = ("healthy", "watch", "replace_soon", "failing")
        return Judgement(words[found[0].level], tuple(found))
    if drive.smart_passed is None and drive.system_status == "healthy":
        return Judgement("healthy", (Evidence(0, "windows_status", "healthy"),))
    if drive.smart_passed is None:
        return unread(why_unread(drive))
    if _VIRTUAL.match(drive.model or ""):
        return unread("virtual_drive")
    return Judgement("healthy", (Evidence(0, "smart_passed", "true"),))


def _evidence(drive: Drive, earlier: Drive | None) -> Iterator[Evidence]:
    yield from _own_word(drive)
    if drive.ata is not None:
        yield from _thresholds(drive.ata)
    if drive.nvme is not None:
        yield from _nvme(drive.nvme)
    before = {one.code: one.value for one in counters(earlier)} if earlier else {}
    for counter in counters(drive):
        yield from _counted(counter, before.get(counter.code))
    if drive.self_tests is not None:
        yield from _self_tests(drive.self_tests)
    yield from _life(drive)


def _own_word(drive: Drive) -> Iterator[Evidence]:
    """Yield what the drive says of itself; a hot NVMe drive is not a failing one."""
    if drive.smart_passed is False:
        warning = drive.nvme.critical_warning if drive.nvme else None
        if warning != TEMPERATURE_BIT:
            yield Evidence(FAILING, "smart_passed", "false")
    if drive.system_status == "unhealthy":
        yield Evidence(FAILING, "windows_status", "unhealthy")
    elif drive.system_status == "predictive":
        yield Evidence(REPLACE, "windows_status", "predictive_failure")
    elif drive.system_status == "warning":
        yield Evidence(WATCH, "windows_status", "warning")


def _thresholds(ata: Ata) -> Iterator[Evidence]:
    for one in ata.failed("now"):
        if one.number in _TEMPERATURES:
            level = WATCH
        else:  # an old-age attribute at its threshold is worn out, not about to fail
            level = REPLACE if one.prefail is False else FAILING
        yield Evidence(level, "attribute_failing_now", _name(one.name, one.number))
    for one in ata.failed("past"):
        yield Evidence(WATCH, "attribute_failed_in_past", _name(one.name, one.number))


def _name(name: str, number: int) -> str:
    return f"{number} {name}".strip().replace(";", " ")[:60]


def _nvme(nvme: Nvme) -> Iterator[Evidence]:
    for warning in critical_warnings(nvme.critical_warning):
        level = WATCH if warning == "temperature" else FAILING
        yield Evidence(level, "nvme_critical_warning", warning)
    unnamed = (nvme.critical_warning or 0) >> 6
    if unnamed:
        yield Evidence(FAILING, "nvme_critical_warning", "unknown_bit")
    spare, least = nvme.available_spare, nvme.available_spare_threshold
    if spare is not None and least is not None and spare < least <= 100:
        yield Evidence(REPLACE, "spare_below_threshold_percent", str(spare))


def _counted(counter: Counter, before: int | None) -> Iterator[Evidence]:
    if counter.value:
        level = REPLACE if counter.grave else WATCH
        yield Evidence(level, counter.code, str(counter.value))
    if before is not None and counter.value > before and counter.growth_counts:
        grown = str(counter.value - before)
        yield Evidence(REPLACE, f"{counter.code}_grown", grown)


def _self_tests(tests: SelfTests) -> Iterator[Evidence]:
    if tests.failures:
        level = REPLACE if tests.failures > tests.outdated else WATCH
        yield Evidence(level, "failed_self_tests", str(tests.failures))


def _life(drive: Drive) -> Iterator[Evidence]:
    percent = drive.nvme.percentage_used if drive.nvme else None
    if percent is None and drive.scsi is not None:
        percent = drive.scsi.percentage_used
    if percent is not None:
        if percent >= USED_WATCH_PERCENT:
            level = REPLACE if percent >= USED_REPLACE_PERCENT else WATCH
            yield Evidence(level, "endurance_used_percent", str(percent))
    elif drive.life is not None and drive.life.percent <= LIFE_WATCH_PERCENT:
        left = drive.life.percent
        level = REPLACE if left <= LIFE_REPLACE_PERCENT else WATCH
        yield Evidence(level, "life_remaining_percent", str(left))
