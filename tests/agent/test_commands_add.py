"""``switch add``: a device that answers is written into the settings."""

import pytest

from agent.cli import build_parser
from agent.commands_add import add
from agent.settings import Settings
from agent.shared.toml import SettingsError, read_settings
from tests.support.snmp_network import Box, FakeNetwork, system

NETWORK = {
    "192.0.2.1": Box(system("core"), "hush-hush"),
    "192.0.2.2": Box(system("core"), "hush-hush"),
    "192.0.2.3": Box(system("other"), "unknown"),
}


@pytest.fixture
def path(tmp_path):
    """Return a settings file with two credentials."""
    secret = tmp_path / "community"
    secret.write_text("hush-hush\n", encoding="utf-8")
    wrong = tmp_path / "wrong"
    wrong.write_text("wrong\n", encoding="utf-8")
    text = "# mine\n"
    for name, file in (("wrong", wrong), ("read", secret)):
        file.chmod(0o600)
        text += (
            f"[[switches.credentials]]\nname = '{name}'\ncommunity_file = '{file}'\n"
        )
    path = tmp_path / "agent.toml"
    path.write_text(text, encoding="utf-8")
    return path


def added(path, *words):
    """Return the exit code of adding by *words*."""
    line = ["switch", "add", *words, "--config", str(path)]
    return add(build_parser().parse_args(line), FakeNetwork(NETWORK).connect)


def devices(path):
    """Return the devices in the settings."""
    return read_settings(path, Settings).switches.devices


def test_a_device_that_answers_is_written_down(path, capsys):
    """By its own name, with the credential that it takes; the rest stays."""
    assert added(path, "192.0.2.1", "192.0.2.2:161") == 0
    one, two = devices(path)
    assert (one.name, one.address, one.credential) == ("core", "192.0.2.1", "read")
    assert (two.name, two.address) == ("core 192.0.2.2", "192.0.2.2:161")
    assert path.read_text(encoding="utf-8").startswith("# mine\n")
    told = capsys.readouterr().out
    assert "watched as core" in told
    assert told.count("Restart the agent") == 1


def test_name_and_place_can_be_given(path):
    """And the credential to try."""
    words = ("--name", "Tầng 1", "--site", "HQ", "--credential", "read")
    assert added(path, "192.0.2.1", *words) == 0
    [device] = devices(path)
    assert (device.name, device.site, device.room) == ("Tầng 1", "HQ", "")


def test_a_device_stands_there_once(path):
    """Whoever adds it again learns its name."""
    added(path, "192.0.2.1")
    before = path.read_bytes()
    with pytest.raises(SettingsError, match="core"):
        added(path, "192.0.2.1:161")
    with pytest.raises(SettingsError, match="stands twice"):
        added(path, "192.0.2.2", "--name", "core")
    assert path.read_bytes() == before


def test_a_device_that_does_not_answer_is_not_written_down(path, capsys):
    """The advice is that of reading; what came before it stays added."""
    assert added(path, "192.0.2.1", "192.0.2.3") == 1
    told = capsys.readouterr()
    assert "192.0.2.3: no answer" in told.err
    assert "Restart the agent" in told.out
    assert [device.name for device in devices(path)] == ["core"]


def test_settings_that_do_not_do_are_told(path, capsys):
    """No such credential, no credential at all, devices in a form that cannot grow."""
    with pytest.raises(SettingsError, match="wrong, read"):
        added(path, "192.0.2.1", "--credential", "none")
    empty = path.with_name("empty.toml")
    empty.write_text("", encoding="utf-8")
    with pytest.raises(SettingsError, match="no credential"):
        added(empty, "192.0.2.1")
    text = path.read_text(encoding="utf-8")
    inline = "switches.devices = [{name = 'a', address = '192.0.2.9'}]\n"
    path.write_text(inline + text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"agent\.toml is left as it is"):
        added(path, "192.0.2.1")
    assert added(path, "192.0.2.1", "192.0.2.2", "--name", "x") == 2
    assert added(path, "a b") == 2
    assert "a b" in capsys.readouterr().err
