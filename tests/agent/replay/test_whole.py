"""Facts of a whole machine, from its bundle, its tree, or its report."""

import json
import zipfile

import pytest

from agent.__main__ import main
from agent.readers.errors import ReadError
from agent.replay.bundle import unpack
from agent.replay.whole import derive, derive_path
from tests.support.fake_clock import FakeClock


@pytest.fixture(scope="session")
def bundle(tmp_path_factory):
    """Return the path of a bundle of this machine."""
    path = tmp_path_factory.mktemp("bundle") / "this.zip"
    assert main(["bundle", "--out", str(path)]) == 0
    return path


def test_a_bundle_of_this_machine_gives_its_facts_again(bundle):
    """What the agent said, this version derives from what it read."""
    found = unpack(bundle)
    derived = derive(found, FakeClock())
    assert derived.facts["cpu"] == found.facts["cpu"]
    assert derived.facts["operating_system"] == found.facts["operating_system"]
    assert derived.facts["disk"] == found.facts["disk"]
    assert derived.time == found.manifest.time
    for kind in set(found.facts) - set(derived.kept):
        assert derived.facts[kind] == found.facts[kind], kind


def test_a_bundle_is_never_written_over(bundle, capsys):
    """It may be the only one of that day."""
    assert main(["bundle", "--out", str(bundle)]) == 1
    assert "there already" in capsys.readouterr().err


def test_an_unpacked_bundle_is_as_good(bundle, tmp_path):
    """Whoever looked into it need not pack it again."""
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(tmp_path)
    packed = derive_path(bundle, FakeClock())
    assert derive_path(tmp_path, FakeClock()).facts["cpu"] == packed.facts["cpu"]


def test_the_command_prints_facts_and_findings(bundle, capsys):
    """As one object; for a person with --text."""
    assert main(["replay", str(bundle), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["facts"]["cpu"][""]["attributes"]["threads"]
    assert isinstance(document["findings"], list)
    assert main(["replay", str(bundle), "--text"]) == 0
    assert capsys.readouterr().out.strip()


def test_a_report_is_taken_as_it_is(tmp_path, capsys):
    """As ``once --json`` and the script for old Windows write it."""
    path = tmp_path / "pc7.json"
    facts = {"operating_system": {"": {"attributes": {"name": "Windows 7"}}}}
    path.write_text(json.dumps({"time": 1.8e9, "facts": facts, "more": 1}))
    assert main(["replay", str(path)]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["time"] == 1.8e9
    assert document["facts"] == facts


def test_a_tree_of_linux_is_read(tmp_path):
    """Programs that cannot be asked cost their part only."""
    (tmp_path / "proc").mkdir()
    (tmp_path / "proc/meminfo").write_text("MemTotal:  2097152 kB\n")
    derived = derive_path(tmp_path, FakeClock())
    assert derived.facts["memory"][""].attributes["installed_bytes"] == 2 << 30


def test_what_is_not_known_by_its_content_is_refused(tmp_path):
    """The error says what is."""
    path = tmp_path / "x.txt"
    path.write_text("nothing that anybody knows")
    with pytest.raises(ReadError, match="--kind"):
        derive_path(path, FakeClock())
