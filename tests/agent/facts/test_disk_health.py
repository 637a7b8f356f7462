"""The facts of drives' health."""

from agent.facts.disk_health import (
    REASONS,
    disk_health_facts,
    disk_health_item,
    judge_found,
)
from agent.readers.smartctl.answer import read_document
from agent.shared.fact_kinds import FACT_KINDS
from agent.sources.storage_health import Found
from tests.support.smart import attribute, nvme, sata


def facts_of(document=None, **more):
    """Return the attributes and reasons of one drive."""
    drive = None if document is None else read_document(document)
    found = Found(drive=drive, **more)
    item = disk_health_item(found, judge_found(found))
    assert {*item.attributes, *item.unknown} == set(FACT_KINDS["disk_health"].fields)
    return item.attributes, item.unknown


def test_a_read_drive_has_a_verdict_with_its_evidence():
    """And says how much life is left."""
    known, unknown = facts_of(nvme(media_errors=7), source="smartctl")
    assert known == {
        "verdict": "watch",
        "evidence": "media_errors=7",
        "source": "smartctl",
        "smart_passed": True,
        "life_remaining_percent": 99,
    }
    assert not unknown


def test_a_hard_disk_has_no_life_to_tell():
    """The reason is another than that of an unread drive."""
    known, unknown = facts_of(sata(attribute(5, 0)), source="smartctl")
    assert known["verdict"] == "healthy"
    assert "solid-state" in unknown["life_remaining_percent"]


def test_an_unread_drive_says_what_to_do():
    """The verdict is unknown, and each field has the reason."""
    known, unknown = facts_of(why="tool_missing")
    assert known == {"verdict": "unknown", "evidence": "no_smart=tool_missing"}
    assert unknown["smart_passed"] == REASONS["tool_missing"]
    assert "smartmontools" in unknown["smart_passed"]


def test_all_drives_stand_in_one_kind():
    """By their keys."""
    found = {"sda": Found(why="timeout"), "sdb": Found(why="standby")}
    judgements = {key: judge_found(one) for key, one in found.items()}
    assert set(disk_health_facts(found, judgements)["disk_health"]) == {"sda", "sdb"}
