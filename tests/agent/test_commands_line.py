"""``hatang-agent line``: tests that a person asks for."""

import re
import sys
import threading

import pytest

from agent.__main__ import main
from agent.commands_line import Shown
from agent.throughput.shapes import Moment
from agent.throughput.turns import turn
from tests.support.processes import free_port
from tests.support.web_far_end import far_end

SETTINGS = """
data_directory = '{folder}/agent'
[[lines]]
id = "hq"
domestic = ["127.0.0.1"]
metered = {metered}
[lines.throughput]
seconds = 2
warm_up_s = 0.5
most_bytes = {most}
daily_bytes = 100000000000
monthly_bytes = 100000000000
interface = "none"
[[lines.throughput.servers]]
address = "{address}/file"
upload = "{address}/file"
"""


@pytest.fixture(scope="module")
def address():
    """Return the address of a web server."""
    with far_end() as (_server, address):
        yield address


def run(folder, address, *arguments, most=10**11, metered="false"):
    """Run the command with settings of one line."""
    path = folder / "agent.toml"
    text = SETTINGS.format(folder=folder, address=address, most=most, metered=metered)
    path.write_text(text)
    words = ["line", *arguments, "--config", str(path), "--language", "en"]
    return main(words)


def test_a_test_says_what_it_may_use_and_what_it_found(tmp_path, address, capsys):
    """Both directions."""
    assert run(tmp_path, address, "test", "hq", "--yes") == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("This test uses at most 100 000.0 MB. Left")
    assert re.match(r"domestic, http, download: \d+ Mbit/s; ", told[2])
    assert re.match(r"domestic, http, upload: \d+ Mbit/s; ", told[3])
    assert ("efficiency" in told[3]) == (sys.platform == "linux")


def test_nobody_tests_without_having_agreed(tmp_path, address, capsys):
    """There is no terminal here."""
    assert run(tmp_path, address, "test", "hq", metered="true") == 2
    both = capsys.readouterr()
    assert "The line is metered" in both.out
    assert "--yes" in both.err


def test_a_cap_that_comes_too_early_is_told(tmp_path, address, capsys):
    """And that is no success."""
    assert run(tmp_path, address, "test", "hq", "--yes", most=3_000_000) == 1
    assert "capped: 3000000 bytes passed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["test"], "name a line: hq"),
        (["test", "no"], "no line no to test; there are hq"),
        (["test", "hq", "--method", "iperf3"], "no server of this method"),
        (["test", "--peer", "x"], "give --token-file"),
        (["serve"], "give --token-file"),
        (["serve", "--token-file", "/no/such"], "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_told(tmp_path, address, capsys, arguments, words):
    """With what to do."""
    assert run(tmp_path, address, *arguments) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--seconds", "31"],
        ["--seconds", "x"],
        ["--most-megabytes", "9999"],
        ["--method", "x"],
    ],
)
def test_the_command_line_is_checked(tmp_path, address, capsys, arguments):
    """As always."""
    with pytest.raises(SystemExit):
        run(tmp_path, address, "test", *arguments)
    assert "error" in capsys.readouterr().err


def test_another_test_on_this_machine_comes_first(tmp_path, address, capsys):
    """One at a time."""
    with turn(tmp_path / "agent"):
        assert run(tmp_path, address, "test", "hq", "--yes") == 1
    assert "another test runs" in capsys.readouterr().err


def test_two_agents_meet(tmp_path, address, capsys):
    """Here both are one machine, which has one turn only: the figure is for namespaces."""
    token = tmp_path / "token"
    token.write_text("0123456789abcdef")
    token.chmod(0o600)
    port = free_port()
    more = ("--token-file", str(token))
    listen = ("serve", *more, "--listen", f"127.0.0.1:{port}", "--max-seconds", "4")
    codes = []

    def serve():
        codes.append(run(tmp_path, address, *listen))

    serving = threading.Thread(target=serve)
    serving.start()
    peer = ("test", "--peer", f"127.0.0.1:{port}", *more, "--seconds", "1")
    code = run(tmp_path, address, *peer)
    serving.join(20)
    both = capsys.readouterr()
    assert code == 1
    assert codes == [0]
    assert "Serving on" in both.out
    assert "busy" in both.err or "refused" in both.err


def test_progress_is_for_terminals(capsys):
    """A log is not filled with it."""
    shown = Shown()
    shown.progress(Moment(1.0, 1000))
    shown.wipe()
    assert capsys.readouterr().out == ""
    shown._on = True
    for n in range(10):
        shown.show("upload", Moment(n / 10, 1000))
    shown.wipe()
    assert 3 < capsys.readouterr().out.count("upload:") < 8
