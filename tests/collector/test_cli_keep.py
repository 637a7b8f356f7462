"""check, doctor and backup."""

import json

import pytest

from tests.support.collector_cli import Cli


@pytest.fixture
def cli(tmp_path, capsys):
    """Return the command line over an empty store."""
    return Cli(tmp_path / "data", capsys)


def test_check_takes_good_files_and_names_bad_places(cli, tmp_path):
    """Settings and web.config, without starting anything."""
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text("language = 'vi'")
    bad.write_text("[retention]\nreport_days = 'x'")
    web = tmp_path / "web.yml"
    web.write_text("basic_auth_user: {}")
    assert cli("check").code == 0
    assert cli("check", str(good)).code == 0
    result = cli("check", str(bad))
    assert result.code == 1
    assert "retention.report_days" in result.err
    result = cli("check", str(good), "--web.config.file", str(web))
    assert result.code == 1
    assert "basic_auth_user" in result.err


def test_doctor_runs_before_the_first_start(cli):
    """Nothing is there yet, which is a hint and no error."""
    result = cli("doctor")
    assert "--data-directory" in result.out


def test_doctor_says_what_to_do(cli):
    """Findings with advice, as text and as JSON; an error ends with 1."""
    cli.folder.mkdir(mode=0o755)
    cli("token", "create")
    found = json.loads(cli("doctor", "--json").out)
    assert {"ok", "warning"} <= {finding["level"] for finding in found}
    assert all(f["advice"] for f in found if f["level"] != "ok")
    (cli.folder / "tls" / "ca.key").chmod(0o644)
    result = cli("doctor")
    assert result.code == 1
    assert "chmod 600" in result.out


def test_a_backup_is_written_and_written_down(cli, tmp_path):
    """The doctor knows its age from the audit log."""
    cli.store.backup = lambda target: target.write_text("copy")
    result = cli("backup", str(tmp_path / "copy.db"))
    assert result.code == 0
    assert cli.store.audit()[0].action == "backup_made"
