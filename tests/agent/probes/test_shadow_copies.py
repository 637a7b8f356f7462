"""The probe of shadow copies, by rows made by hand after Win32_ShadowCopy."""

import pytest

from agent.probe import NoData, ProbeError
from agent.probes.shadow_copies import ShadowCopiesProbe, deleted
from agent.sources.doors import real_doors
from agent.sources.programs import Output
from tests.support.backup_sets import FakeTools, plan
from tests.support.yielded import events, facts, values

ROW = {"Persistent": True, "InstallDate": "20231114221320.000000+000"}


class Wmi:
    """Answers with so many shadow copies, or an error."""

    def __init__(self, answer):
        self.answer = answer

    def query(self, namespace, class_name, properties):
        """Return the rows."""
        assert class_name == "Win32_ShadowCopy"
        if isinstance(self.answer, Exception):
            raise self.answer
        return [ROW] * self.answer


def probe(answer, tmp_path, platform="win32"):
    """Return a probe and its door."""
    wmi = Wmi(answer)
    tools = FakeTools(lambda _: Output(b""))
    doors = real_doors()._replace(platform=platform, wmi=wmi, programs=tools)
    return ShadowCopiesProbe(plan=plan(tmp_path), doors=doors), wmi


def test_their_number_and_the_newest_are_told(tmp_path):
    """The number is a metric only: it changes by mere use."""
    found, _ = probe(3, tmp_path)
    parts = list(found.read())
    assert values(parts) == {
        ("hatang_shadow_copies",): 3,
        ("hatang_shadow_copy_newest_timestamp_seconds",): 1_700_000_000.0,
    }
    attributes = facts(parts)["shadow_copies"][""].attributes
    assert attributes == {"present": True, "newest_timestamp_seconds": 1_699_999_980}


def test_their_deletion_is_an_event(tmp_path):
    """Also if the agent was stopped meanwhile."""
    found, wmi = probe(4, tmp_path)
    assert events(found.read()) == []
    wmi.answer = 3
    assert events(found.read()) == []
    wmi.answer = 1
    (event,) = events(found.read())
    assert (event.kind, event.severity) == ("shadow_copies_deleted", "critical")
    assert event.attributes == {"before": 3, "now": 1}
    assert events(found.read()) == []
    later, _ = probe(0, tmp_path)
    parts = list(later.read())
    assert len(events(parts)) == 1
    item = facts(parts)["shadow_copies"][""]
    assert item.attributes == {"present": False}
    assert item.unknown == {"newest_timestamp_seconds": "there is none"}


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [(0, 0, False), (1, 0, True), (2, 1, False), (5, 2, True), (4, 2, False)],
)
def test_making_room_is_no_deletion(before, now, expected):
    """Windows removes the oldest to make a new one."""
    assert deleted(before, now) is expected


@pytest.mark.parametrize(
    "error", [PermissionError("denied"), OSError("0x80041003"), RuntimeError("odd")]
)
def test_windows_may_refuse(tmp_path, error):
    """Then nothing is counted, and nothing is taken for deleted."""
    found, wmi = probe(4, tmp_path)
    list(found.read())
    wmi.answer = error
    with pytest.raises(ProbeError):
        list(found.read())
    wmi.answer = 4
    assert events(found.read()) == []


def test_other_systems_have_none(tmp_path):
    """What is not there is not a failure; Wine knows no such class."""
    for answer, platform in ((4, "linux"), (OSError("0x80041010 no class"), "win32")):
        found, _ = probe(answer, tmp_path, platform=platform)
        with pytest.raises(NoData):
            list(found.read())
