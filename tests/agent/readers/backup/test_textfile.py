"""What drop-ins say of backups. The lines are as widespread scripts write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.backup.prom import Line, samples
from agent.readers.backup.shapes import Claim
from agent.readers.backup.textfile import claims, same_host

WHEN = 1_700_000_000.0
WRITTEN = WHEN + 500


def told(text):
    """Return the claims of a file called nightly.prom on the machine pc7."""
    lines = samples(text.encode())
    return claims(lines, otherwise="nightly", host="pc7", written=WRITTEN)


def test_our_own_names_are_read_by_set():
    """Each of the four."""
    found = told(
        'hatang_backup_last_success_timestamp_seconds{set="home"} 1.7e9\n'
        'hatang_backup_last_attempt_timestamp_seconds{set="home"} 1700000100\n'
        'hatang_backup_last_attempt_success{set="home"} 0\n'
        'hatang_backup_last_restore_test_timestamp_seconds{set="home"} 1600000000\n'
        'hatang_backup_last_success_timestamp_seconds{set="mail"} 1700000001\n'
    )
    assert found["home"] == Claim(WHEN, WHEN + 100, False, 1_600_000_000.0)
    assert found["mail"] == Claim(WHEN + 1)


@pytest.mark.parametrize(
    "line",
    [
        "borgmatic_last_success_timestamp_seconds 1700000000",
        "borgmatic_last_success 1700000000",
        "backup_last_success_timestamp_seconds 1.7e+09",
        'restic_backup_timestamp{client_hostname="PC7.example",snapshot_hash="a"} 1.7e9',
        'restic_snapshots_latest_time{hostname="pc7"} 1.7e+09',
        'borg_last_archive_timestamp{host="pc7",repo="ssh://u:p@h/x"} 1.7e+09',
        "rsync_backup_last_successful_run_timestamp_seconds 1700000000",
        "duplicity_last_success_timestamp 1700000000",
    ],
)
def test_names_of_widespread_scripts_are_known(line):
    """The set is called after the file where no label names it; never after an address."""
    assert told(line) == {"nightly": Claim(WHEN)}


@pytest.mark.parametrize(
    "line",
    [
        "apt_update_last_success_timestamp_seconds 1700000000",
        "backup_size_bytes 1700000000",
        'restic_backup_timestamp{client_hostname="pc8"} 1.7e9',
        "backup_last_success_timestamp_seconds 0",
        "backup_last_success_timestamp_seconds NaN",
        "my_backup_not_last_success_counter 1",
    ],
)
def test_what_says_nothing_of_a_backup_here_is_passed_over(line):
    """Other things, other machines, never, and no number."""
    assert told(line) == {}


def test_a_success_without_a_time_was_when_the_file_was_written():
    """As is a failure."""
    assert told("restic_backup_success 1") == {"nightly": Claim(WRITTEN, WRITTEN, True)}
    failed = told("restic_backup_success 0\nrestic_backup_timestamp 1700000000")
    assert failed["nightly"].succeeded is False
    assert failed["nightly"].last_attempt == WRITTEN


def test_of_several_series_the_newest_counts_and_one_failure_is_a_failure():
    """Four jobs into one set."""
    found = told(
        'backup_last_success_timestamp_seconds{set="a",part="1"} 1700000000\n'
        'backup_last_success_timestamp_seconds{set="a",part="2"} 1700000009\n'
        'backup_last_run_success{set="a",part="1"} 0\n'
        'backup_last_run_success{set="a",part="2"} 1\n'
    )
    assert found["a"].last_success == WHEN + 9
    assert found["a"].succeeded is False


def test_labels_are_short_and_printable_and_few():
    """They become labels of ours."""
    lines = [
        Line("backup_last_success", {"set": f"\n{n}" + "x" * 500}, WHEN)
        for n in range(300)
    ]
    found = claims(lines, otherwise="f", host="pc7", written=WRITTEN)
    assert len(found) == 100
    assert all(len(name) <= 60 and "\n" not in name for name in found)


def test_hosts_are_the_same_whatever_their_case_and_domain():
    """Restic writes the short name, others the long one."""
    assert same_host("PC7.so.example", "pc7")
    assert not same_host("pc77", "pc7")


@given(st.lists(st.builds(Line, st.text(max_size=60), st.just({}), st.floats())))
def test_any_name_and_value_is_taken_or_left(lines):
    """No line breaks the others."""
    for claim in claims(lines, otherwise="f", host="h", written=1.0).values():
        assert isinstance(claim, Claim)
