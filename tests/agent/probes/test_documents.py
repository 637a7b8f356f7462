"""The probe of documents."""

import pytest

from agent.probe import NoData
from agent.probes.documents import DocumentsProbe, rounded_up
from agent.sources.document_sizes import Total
from tests.support.backup_sets import plan
from tests.support.fake_clock import FakeClock
from tests.support.yielded import facts, values


def told(tmp_path, total):
    """Return what the probe yields for *total*."""
    made = plan(tmp_path, folders=(tmp_path,))
    probe = DocumentsProbe(
        plan=made, clock=FakeClock(), source=lambda _plan, _clock: lambda: total
    )
    return list(probe.read())


def test_the_sum_is_rounded_up(tmp_path):
    """Nobody can tell one file by it."""
    parts = told(tmp_path, Total(1_234_567_890, 2))
    assert values(parts) == {("hatang_documents_bytes",): 1_300_000_000}
    item = facts(parts)["documents"][""]
    assert item.attributes == {"bytes": 1_300_000_000, "folders": 2}
    assert [rounded_up(n) for n in (0, 1, 10**8)] == [0, 10**8, 10**8]


@pytest.mark.parametrize(
    ("total", "reason"),
    [
        (Total(1_290_000_000, 1, 0, "the time was over"), "at least 1.2 GB: the time"),
        (Total(0, 1, 3), "at least 0.0 GB: the agent may not enter 3 folders"),
        (Total(), "none of the named folders is there"),
    ],
)
def test_a_part_is_not_told_as_the_whole(tmp_path, total, reason):
    """But what it is at least."""
    parts = told(tmp_path, total)
    assert values(parts) == {}
    unknown = facts(parts)["documents"][""].unknown
    assert unknown["bytes"].startswith(reason)


def test_folders_are_measured_for_real(tmp_path):
    """By the source of this machine."""
    (tmp_path / "a").write_bytes(b"x" * 5000)
    made = plan(tmp_path, folders=(tmp_path,))
    parts = list(DocumentsProbe(plan=made).read())
    assert values(parts) == {("hatang_documents_bytes",): 10**8}


def test_a_restart_does_not_count_anew(tmp_path):
    """Drives are busy enough when people sign in; other folders are, and a day later."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a").write_bytes(b"x" * 5000)
    made = plan(tmp_path / "data", folders=(tmp_path / "docs",))
    clock = FakeClock()

    def size(told=made):
        return values(DocumentsProbe(plan=told, clock=clock).read())

    assert size() == {("hatang_documents_bytes",): 10**8}
    (tmp_path / "docs" / "a").unlink()
    assert size() == {("hatang_documents_bytes",): 10**8}
    other = plan(tmp_path / "data", folders=(tmp_path / "docs", tmp_path / "none"))
    assert size(other) == {("hatang_documents_bytes",): 0}
    (tmp_path / "docs" / "a").write_bytes(b"x" * 5000)
    clock.pass_(90_000)
    assert size(other) == {("hatang_documents_bytes",): 10**8}


def test_nothing_is_measured_that_nobody_named():
    """What is not there is not a failure."""
    with pytest.raises(NoData):
        list(DocumentsProbe().read())
