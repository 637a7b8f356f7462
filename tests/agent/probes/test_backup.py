"""The probe of backups."""

import json

import pytest

from agent.probe import NoData
from agent.probes.backup import MEMORY_FILE, BackupProbe
from agent.shared.data_safety import Plan
from agent.sources.backup_repositories import Repositories
from agent.sources.backups import Backups
from agent.sources.doors import real_doors
from agent.sources.programs import Output
from tests.agent.readers.backup.test_veeam import TABLE
from tests.support.backup_sets import FakeTools, backup, plan
from tests.support.fake_clock import FakeClock
from tests.support.yielded import events, facts, values

LIST = json.dumps(
    [{"id": "a", "hostname": "pc7", "time": "2023-11-14T22:13:20Z"}]
).encode()
WHEN = 1_700_000_000.0


def probe(tools, made_plan, clock=None):
    """Return a probe behind *tools*."""

    def source(_doors, told, clock):
        repositories = Repositories(tools, keep=told.keep, host="pc7")
        return Backups(
            repositories, {}, textfiles=told.textfiles, host="pc7", clock=clock
        )

    return BackupProbe(plan=made_plan, clock=clock or FakeClock(), source=source)


def test_no_backup_at_all_is_a_fact(tmp_path):
    """Where the settings are at hand; a recording says nothing of it."""
    parts = probe(FakeTools(), plan(tmp_path)).read()
    assert list(parts) == [{"backup": {}}]
    with pytest.raises(NoData):
        list(probe(FakeTools(), plan(None)).read())


def test_programs_of_the_system_are_found_without_settings(tmp_path):
    """Through the doors, so that a recording has them; absent ones are left out."""
    doors = real_doors()._replace(
        platform="linux", programs=FakeTools(lambda _: Output(TABLE))
    )
    found = BackupProbe(plan=Plan(), clock=FakeClock(), doors=doors)
    item = facts(found.read())["backup"]["veeam-agent"]
    assert item.attributes["last_attempt_succeeded"] is False
    assert item.attributes["proof"] == "own word"
    none = FakeTools(lambda _: FileNotFoundError())
    doors = doors._replace(programs=none)
    with pytest.raises(NoData):
        list(BackupProbe(plan=Plan(), doors=doors).read())


def test_each_set_is_told_by_metrics_and_facts(tmp_path):
    """Under its name."""
    tools = FakeTools(lambda _: Output(LIST))
    parts = list(probe(tools, plan(tmp_path, backup())).read())
    assert values(parts) == {
        ("hatang_backup_last_success_timestamp_seconds", "home", "restic"): WHEN,
        ("hatang_backup_last_attempt_timestamp_seconds", "home"): WHEN,
        ("hatang_backup_last_attempt_success", "home"): True,
        ("hatang_backup_target_reachable", "home"): True,
        ("hatang_backup_every_seconds", "home"): 86400.0,
    }
    item = facts(parts)["backup"]["home"]
    assert item.attributes["proof"] == "snapshot"
    assert item.unknown["last_restore_test_timestamp_seconds"] == "no canary is kept"


def test_what_drop_ins_tell_is_a_set_without_settings(tmp_path):
    """Nobody has said how often it should be."""
    (tmp_path / "mail.prom").write_text("backup_last_success_timestamp_seconds 1.6e9")
    found = probe(FakeTools(), plan(tmp_path, textfiles=tmp_path))
    item = facts(found.read())["backup"]["mail"]
    assert item.attributes["proof"] == "own word"
    assert "settings" in item.unknown["every_seconds"]


def test_a_target_that_goes_is_an_event_and_its_last_success_stays(tmp_path):
    """Also for an agent that was restarted meanwhile."""
    gone = Output(b"", b"", 10)
    answers = [Output(LIST), gone, gone]
    tools = FakeTools(lambda _: answers.pop(0))
    made = plan(tmp_path, backup())
    first = probe(tools, made)
    assert events(first.read()) == []
    parts = list(first.read())
    assert [e.kind for e in events(parts)] == ["backup_target_unreachable"]
    parts = list(probe(tools, made).read())
    item = facts(parts)["backup"]["home"]
    assert item.attributes["target_reachable"] is False
    assert item.attributes["last_success_timestamp_seconds"] == WHEN // 60 * 60


def test_another_repository_is_another_set(tmp_path):
    """Nothing is remembered of the one before."""
    answers = [Output(LIST), Output(b"", b"", 10)]
    tools = FakeTools(lambda _: answers.pop(0))
    list(probe(tools, plan(tmp_path, backup())).read())
    other = plan(tmp_path, backup(host="pc9"))
    item = facts(probe(tools, other).read())["backup"]["home"]
    assert "last_success_timestamp_seconds" in item.unknown


def test_no_secret_is_written_down(tmp_path):
    """Neither the address nor its password."""
    tools = FakeTools(lambda _: Output(LIST))
    list(probe(tools, plan(tmp_path, backup())).read())
    assert "user:pass" not in (tmp_path / MEMORY_FILE).read_text()


def test_each_run_begins_with_another_set(tmp_path):
    """One that takes all the time does not starve the same others for ever."""
    tools = FakeTools(lambda _: Output(LIST))
    sets = [backup(name=name, tag=name) for name in "abc"]
    found = probe(tools, plan(tmp_path, *sets))
    for _ in range(3):
        list(found.read())
    assert {argv[-1] for argv, _ in tools.asked[::3]} == set("abc")
