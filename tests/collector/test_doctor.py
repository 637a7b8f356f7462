"""The doctor's single checks."""

import socket

import pytest

from collector import doctor
from collector.authority import Authority
from collector.places import Places
from collector.store.interface import AuditRecord, StoreError
from collector.store.memory import MemoryStore

NOW = 1_795_000_000.0
DAY = 86400.0


class StillClock:
    """A clock that stands still."""

    boot = "b"

    def now(self):
        """Return one moment."""
        return NOW

    def uptime(self):
        """Return another."""
        return 5.0


def test_a_clock_before_the_last_report_is_an_error():
    """It was set back; certificates and reports would be dated wrongly."""
    assert doctor.check_clock(NOW, None).level == "ok"
    assert doctor.check_clock(NOW, NOW - 60).level == "ok"
    assert doctor.check_clock(NOW, NOW + DAY).level == "error"
    assert doctor.check_clock(1000.0, None).advice


def test_the_disk_is_looked_at(tmp_path):
    """A folder that is not there is an error with advice."""
    assert doctor.check_disk(tmp_path).what
    assert doctor.check_disk(tmp_path / "gone").level == "error"


def test_keys_that_others_may_read_are_an_error_with_the_command_that_helps(tmp_path):
    """The advice can be copied into a shell."""
    places = Places(tmp_path / "data")
    places.ensure()
    Authority(places.tls).ensure(["localhost"], now=NOW)
    assert [f.level for f in doctor.check_rights(places)] == ["ok"]
    key = places.tls / "ca.key"
    key.chmod(0o644)
    (finding,) = doctor.check_rights(places)
    assert (finding.level, finding.advice) == ("error", f"chmod 600 {key}")


@pytest.mark.parametrize(
    ("days", "levels"),
    [
        (0, ["ok", "ok"]),
        (350, ["warning", "ok"]),
        (500, ["error", "ok"]),
        (3500, ["error", "warning"]),
    ],
)
def test_certificates_are_judged_by_what_is_left(tmp_path, days, levels):
    """The server's is renewed by itself; the CA's end needs a plan."""
    authority = Authority(tmp_path)
    authority.ensure(["localhost"], now=NOW)
    findings = doctor.check_certificates(authority, NOW + days * DAY)
    assert [finding.level for finding in findings] == levels


def test_before_the_first_start_there_is_no_certificate(tmp_path):
    """That is no fault."""
    (finding,) = doctor.check_certificates(Authority(tmp_path), NOW)
    assert finding.level == "warning"


def test_a_port_of_another_program_is_an_error():
    """While serve runs the same is good."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        url = f"https://127.0.0.1:{taken.getsockname()[1]}"
        assert next(doctor.check_ports([url], is_running=False)).level == "error"
        assert next(doctor.check_ports([url], is_running=True)).level == "ok"
    assert next(doctor.check_ports([url], is_running=False)).level == "ok"


def test_the_age_of_the_last_backup_is_judged():
    """None and an old one are warnings."""
    store, clock = MemoryStore(), StillClock()
    assert doctor.check_backup(store, clock).level == "warning"
    store.add_audit(AuditRecord(NOW - 30 * DAY, "cli", "backup_made", "x"))
    assert doctor.check_backup(store, clock).level == "warning"
    store.add_audit(AuditRecord(NOW - DAY, "cli", "backup_made", "x"))
    assert doctor.check_backup(store, clock).level == "ok"


class BrokenStore(MemoryStore):
    """A store that cannot say what it holds, or says that it is damaged."""

    def totals(self):
        """Fail."""
        raise StoreError("the file is not a database")


class DamagedStore(MemoryStore):
    """A store whose file is damaged."""

    def integrity(self):
        """Say where."""
        return ["page 5 is never used"]


def test_a_broken_or_damaged_store_is_an_error():
    """A whole one says what it holds."""
    assert {f.level for f in doctor.check_store(MemoryStore())} == {"ok"}
    assert [f.level for f in doctor.check_store(BrokenStore())] == ["error"]
    assert [f.level for f in doctor.check_store(DamagedStore())] == ["ok", "error"]
