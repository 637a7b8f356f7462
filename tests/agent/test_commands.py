"""What the commands do, with probes of the test's own."""

import json
from argparse import Namespace

from agent.commands import FAILED, OK, UNUSABLE, check, once
from agent.settings import Settings
from agent.shared.toml import read_settings
from tests.support.fake_probes import TABLE
from tests.support.snmpsim import free_udp_port


def test_once_gives_facts_and_metrics(capsys):
    """The document describes itself."""
    assert once(Settings(), TABLE, "json") == OK
    document = json.loads(capsys.readouterr().out)
    values = {
        (m["name"], *m["labels"].values()): m["value"] for m in document["metrics"]
    }
    assert values["hatang_fake_value", "b"] == 1.5
    assert document["facts"]["system"][""]["attributes"]["serial"] == "ABC-12345"


def test_once_says_which_probe_fails(capsys):
    """The others are printed all the same."""
    table = TABLE._replace(probes={**TABLE.probes, "gone": "agent.nowhere:Gone"})
    assert once(Settings(), table, "text") == FAILED
    output = capsys.readouterr()
    assert "hatang_fake_runs_total" in output.out
    assert "probe gone fails" in output.err


def switches(folder, secret):
    """Return a settings file with one device that nobody answers for."""
    path = folder / "agent.toml"
    path.write_text(
        f"[switches]\ntimeout_s = 0.05\nretries = 0\n"
        f"[[switches.credentials]]\nname = 'read'\ncommunity_file = '{secret}'\n"
        f'[[switches.devices]]\nname = "sw1"\naddress = "127.0.0.1:{free_udp_port()}"\n'
    )
    return path


def test_check_says_which_secret_is_missing(tmp_path, capsys):
    """And how many devices there are if none is."""
    secret = tmp_path / "community"
    path = switches(tmp_path, secret)
    assert check(Namespace(file=str(path), config=None)) == UNUSABLE
    assert "switches.credentials.read.community_file" in capsys.readouterr().err
    secret.write_text("public")
    secret.chmod(0o600)
    assert check(Namespace(file=str(path), config=None)) == OK
    assert "devices to read: 1" in capsys.readouterr().out


def test_once_prints_the_devices_too(tmp_path, capsys):
    """A silent one is down, and is complained of."""
    secret = tmp_path / "community"
    secret.write_text("public")
    secret.chmod(0o600)
    settings = read_settings(switches(tmp_path, secret), Settings)
    assert once(settings, TABLE, "json") == FAILED
    output = capsys.readouterr()
    device = json.loads(output.out)["devices"]["sw1"]
    assert device["problem"] == "no answer"
    assert [(m["name"], m["value"]) for m in device["metrics"]] == [
        ("hatang_device_up", 0)
    ]
    assert "device sw1" in output.err
    assert once(settings, TABLE, "text") == FAILED
    assert 'hatang_device_up{device="sw1"} 0' in capsys.readouterr().out
