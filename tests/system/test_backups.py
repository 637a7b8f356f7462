"""Real restic and borg: what the agent sees of them, believes, and finds again."""

import json
import time

import msgspec
import pytest

from agent.probes.backup import BackupProbe
from agent.probes.canary import CanaryProbe
from agent.probes.documents import DocumentsProbe
from agent.shared.clock import SystemClock
from agent.shared.data_safety import Plan
from tests.support.backup_sets import canary, plan
from tests.support.disk import small_disk
from tests.support.processes import wait_for
from tests.support.real_backups import PASSWORD, RealTool
from tests.support.rig import AgentRig, CollectorRig
from tests.support.yielded import events, facts

pytestmark = pytest.mark.system
NOW = SystemClock().now


@pytest.fixture(params=["restic", "borg"])
def tool(request, tmp_path):
    """Return a real tool with an empty repository."""
    (tmp_path / "tool").mkdir()
    return RealTool(request.param, tmp_path / "tool")


@pytest.fixture
def docs(tmp_path):
    """Return a folder of documents."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "report.odt").write_bytes(b"work of a year")
    return tmp_path / "docs"


@pytest.fixture
def machine(tmp_path, tool, docs):
    """Return the probes of one machine whose docs hold a canary and are backed up."""

    def made(**more):
        told = plan(tmp_path / "data", tool.settings(**more), canaries=(canary(docs),))
        return CanaryProbe(plan=told), BackupProbe(plan=told)

    return made


def look(probe):
    """Return the fact of the set, and the kinds of the events."""
    parts = list(probe.read())
    return facts(parts)["backup"]["home"], [event.kind for event in events(parts)]


def the_canary(docs):
    """Return the canary in docs."""
    (path,) = docs.glob("hatang-canary-*.txt")
    return path


def test_a_backup_is_proved_by_the_canary_in_it(tool, docs, machine):
    """From never, by a snapshot without, to a snapshot with the canary."""
    canaries, backups = machine()
    item, kinds = look(backups)
    assert item.unknown["last_success_timestamp_seconds"].startswith("never seen")
    assert item.attributes["target_reachable"] is True
    tool.back_up(docs, "first")
    item, _ = look(backups)
    assert item.attributes["proof"] == "snapshot"
    assert NOW() - item.attributes["last_success_timestamp_seconds"] < 300
    list(canaries.read())
    time.sleep(1.1)  # borg dates archives by the second
    tool.back_up(docs, "second")
    item, kinds = look(backups)
    assert item.attributes["proof"] == "canary"
    assert NOW() - item.attributes["last_restore_test_timestamp_seconds"] < 300
    assert kinds == []


def test_harm_is_seen_on_the_machine_and_in_the_backup(tool, docs, machine):
    """A backup that holds what malware left is no restore test."""
    canaries, backups = machine()
    list(canaries.read())
    time.sleep(1.1)
    tool.back_up(docs, "good")
    look(backups)
    path = the_canary(docs)
    path.write_bytes(b"\x00ENCRYPTED" * 100)
    (event,) = events(canaries.read())
    assert (event.kind, event.severity) == ("canary_changed", "critical")
    time.sleep(1.1)
    tool.back_up(docs, "bad")
    item, kinds = look(backups)
    assert kinds == ["backup_canary_differs"]
    assert item.attributes["proof"] == "snapshot"
    path.unlink()
    (event,) = events(canaries.read())
    assert event.attributes["state"] == "missing"


def test_a_repository_that_is_gone_is_told_once(tool, docs, machine):
    """What it held before is still known."""
    _, backups = machine()
    tool.back_up(docs, "first")
    before, _ = look(backups)
    tool.repository.rename(tool.repository.with_name("gone"))
    item, kinds = look(backups)
    assert kinds == ["backup_target_unreachable"]
    assert item.attributes["target_reachable"] is False
    name = "last_success_timestamp_seconds"
    assert item.attributes[name] == before.attributes[name]
    assert look(backups)[1] == []
    tool.repository.with_name("gone").rename(tool.repository)
    assert look(backups)[1] == ["backup_target_reachable"]


def test_a_wrong_password_is_named_and_never_shown(
    tool, docs, tmp_path, monkeypatch, caplog
):
    """Not in arguments, logs, facts or the memory; the right one neither."""
    monkeypatch.setenv("PATH", tool.wrap(tmp_path / "bin"))
    told = plan(tmp_path / "data", tool.settings(), canaries=(canary(docs),))
    backups = BackupProbe(plan=told)
    list(CanaryProbe(plan=told).read())
    time.sleep(1.1)
    tool.back_up(docs, "first")
    good, _ = look(backups)
    tool.password_file.write_text("guessed-wrong\n")
    item, _ = look(backups)
    assert item.attributes["target_reachable"] is True
    assert good.attributes["proof"] == "canary"
    seen = tool.calls.read_bytes()
    assert seen.count(b"\n") >= 3
    said = seen.decode() + caplog.text + str(msgspec.to_builtins([good, item]))
    for path in (tmp_path / "data").rglob("*.json"):
        said += path.read_text()
    for secret in (PASSWORD, "guessed-wrong", str(tool.repository)):
        assert secret not in said
    fresh = BackupProbe(plan=plan(None, tool.settings()))
    item, _ = look(fresh)
    words = "the password file does not open the repository"
    assert item.unknown["last_success_timestamp_seconds"] == words


def test_a_lock_does_not_hide_the_snapshots(tool, docs, machine):
    """A backup that runs is no trouble, nor is one that died."""
    _, backups = machine()
    tool.back_up(docs, "first")
    holder = tool.hold()
    try:
        wait_for(lambda: tool.locked, within_s=20, name="the repository is locked")
        item, kinds = look(backups)
    finally:
        holder.kill()
        holder.communicate()
    assert item.attributes["proof"] == "snapshot"
    assert kinds == []


def test_a_job_that_says_success_is_not_believed_without_a_snapshot(
    tool, docs, tmp_path
):
    """Its drop-in is of today, its repository has nothing of today."""
    (tmp_path / "drop").mkdir()
    drop_in = tmp_path / "drop" / "nightly.prom"
    now = NOW()
    drop_in.write_text(
        f'hatang_backup_last_success_timestamp_seconds{{set="home"}} {now:.0f}\n'
        'hatang_backup_last_attempt_success{set="home"} 1\n'
    )
    told = plan(tmp_path / "data", tool.settings(), textfiles=drop_in.parent)
    backups = BackupProbe(plan=told)
    item, kinds = look(backups)
    assert kinds == ["backup_not_believed"]
    assert item.attributes["last_attempt_succeeded"] is False
    assert item.unknown["last_success_timestamp_seconds"].startswith("never seen")
    tool.back_up(docs, "first")
    item, kinds = look(backups)
    assert item.attributes["last_attempt_succeeded"] is True
    assert item.attributes["proof"] == "snapshot"


def test_snapshots_of_other_machines_are_not_ours(tmp_path, docs):
    """In a repository that several share."""
    (tmp_path / "tool").mkdir()
    restic = RealTool("restic", tmp_path / "tool")
    restic.back_up(docs, "", host="another-pc")
    item, _ = look(BackupProbe(plan=plan(tmp_path / "data", restic.settings())))
    reason = item.unknown["last_success_timestamp_seconds"]
    assert "other machines" in reason
    settings = restic.settings(host="another-pc")
    item, _ = look(BackupProbe(plan=plan(tmp_path / "data", settings)))
    assert item.attributes["proof"] == "snapshot"


def test_an_old_backup_is_told_with_its_age_and_the_settings(tmp_path, docs):
    """Whether that is too old is judged elsewhere."""
    (tmp_path / "tool").mkdir()
    restic = RealTool("restic", tmp_path / "tool")
    restic.run("backup", "--time", "2024-01-31 12:00:00", str(docs))
    settings = restic.settings(every_hours=12)
    item, kinds = look(BackupProbe(plan=plan(tmp_path / "data", settings)))
    assert kinds == []
    assert item.attributes["every_seconds"] == 12 * 3600
    age = NOW() - item.attributes["last_success_timestamp_seconds"]
    assert age > 300 * 86400


def test_a_drive_that_is_not_mounted_is_no_lost_canary(tmp_path):
    """The mount point is there, the drive is not."""
    keep = tmp_path / "data"
    with small_disk(tmp_path / "stick") as stick:
        probe = CanaryProbe(plan=plan(keep, canaries=(canary(stick),)))
        assert facts(probe.read())["canary"]["docs"].attributes["state"] == "intact"
    parts = list(probe.read())
    assert "state" in facts(parts)["canary"]["docs"].unknown
    assert events(parts) == []


def test_other_drives_are_not_counted_among_the_documents(tmp_path):
    """A share that is mounted there would be counted with every machine."""
    (tmp_path / "docs").mkdir()
    with small_disk(tmp_path / "docs" / "share") as share:
        (share / "large").write_bytes(b"x" * 3_000_000)
        (tmp_path / "docs" / "own").write_bytes(b"x")
        probe = DocumentsProbe(
            plan=Plan(folders=(tmp_path / "docs",), keep=tmp_path / "data")
        )
        total = probe._measure()
    assert total.size < 10_000


def test_a_collector_hears_of_a_harmed_canary_within_seconds(tmp_path, docs):
    """The whole way: planted, told intact, changed, told critical, and nothing secret."""
    (tmp_path / "tool").mkdir()
    restic = RealTool("restic", tmp_path / "tool")
    collector = CollectorRig(tmp_path / "collector")
    collector.start()
    agent = AgentRig(
        tmp_path / "agent",
        settings=(
            "report_interval_s = 5\n[probes.canary]\ninterval_s = 1\n"
            "[probes.backup]\ninterval_s = 2\n"
            f'[[canaries]]\nname = "docs"\nfolder = "{docs}"\n'
            f'[[backups]]\nname = "home"\ntool = "restic"\n'
            f'repository = "{restic.repository}"\n'
            f'password_file = "{restic.password_file}"\n'
        ),
    )
    try:
        agent.enrol(collector.token())
        agent.start()
        wait_for(
            lambda: list(docs.glob("hatang-canary-*")), within_s=30, name="planted"
        )
        time.sleep(1.1)
        restic.back_up(docs, "")
        tested = tmp_path / "agent" / "data" / "backups.json"
        wait_for(
            lambda: json.loads(tested.read_text())["sets"]["home"]["tested_well"],
            within_s=30,
            name="the canary is found in the backup",
        )
        the_canary(docs).write_bytes(b"encrypted")
        wait_for(
            lambda: b'hatang_canary_intact{canary="docs"} 0' in said_of(collector),
            within_s=30,
            name="the collector knows",
        )
    finally:
        if agent.program is not None:
            agent.program.stop()
        collector.stop()
    told = [event.kind for _, report in collector.stored() for event in report.events]
    assert told.count("canary_changed") == 1
    bodies = b"".join(row.body for row, _ in collector.stored())
    for secret in (PASSWORD, str(restic.repository)):
        assert secret.encode() not in bodies
        assert secret not in agent.output()
    assert str(docs).encode() not in bodies


def said_of(collector):
    """Return what the collector tells Prometheus of its one machine."""
    (machine,) = collector.machines()
    return collector.get(f"/metrics/agent/{machine['id']}")
