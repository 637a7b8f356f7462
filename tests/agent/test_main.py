"""The command line as its user sees it."""

import gettext
import json
import logging
import signal

import pytest

from agent.__main__ import main
from agent.commands_enrol import waited_for
from agent.identity import PENDING_FILE, load
from agent.settings import Settings
from agent.shared.secret import Secret
from tests.support.fake_collector import FakeCollector


@pytest.fixture(autouse=True)
def process_as_before(monkeypatch):
    """Undo what a command sets for its whole process: logs and language."""
    root = logging.getLogger()
    before, level, domain = root.handlers[:], root.level, gettext.textdomain()
    handlers = {n: signal.getsignal(n) for n in (signal.SIGTERM, signal.SIGINT)}
    monkeypatch.setenv("LANGUAGE", "en")
    yield
    root.handlers[:] = before
    root.setLevel(level)
    gettext.textdomain(domain)
    for number, handler in handlers.items():
        signal.signal(number, handler)


@pytest.fixture
def config(tmp_path):
    """Return a settings file whose folder is empty, with the probes switched off."""
    path = tmp_path / "agent.toml"
    path.write_text(
        f'data_directory = "{(tmp_path / "agent").as_posix()}"\nproxy = "none"\n'
        "paths = { enabled = false }\n"
    )
    return path


def test_help_teaches_with_examples_and_exit_codes(capsys):
    """A stranger learns the commands from it."""
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    output = capsys.readouterr().out
    for word in ("once", "enrol", "doctor", "3  this machine"):
        assert word in output


def test_an_unknown_word_is_a_usage_error():
    """Exit code 2."""
    with pytest.raises(SystemExit) as ended:
        main(["dance"])
    assert ended.value.code == 2


def test_settings_are_checked(config, capsys):
    """Good and bad files have different codes, and bad ones name the place."""
    assert main(["check", str(config)]) == 0
    config.write_text("[spool]\nmax_bytse = 1")
    assert main(["check", str(config)]) == 2
    assert "spool" in capsys.readouterr().err
    assert main(["run", "--config", str(config)]) == 2


def test_run_without_an_enrolment_says_so(config, capsys):
    """Exit code 3."""
    assert main(["run", "--config", str(config)]) == 3
    assert "enrol" in capsys.readouterr().err


def test_the_token_file_is_erased_after_it_worked(config, tmp_path, capsys):
    """And it is still there after it did not."""
    collector = FakeCollector(tmp_path)
    try:
        token = tmp_path / "token"
        token.write_text(collector.token(pin="0" * 64))
        words = ["enrol", "--config", str(config), "--token-file", str(token)]
        assert main(words) == 1
        assert token.exists()
        token.write_text(collector.token())
        assert main(words) == 0
        assert not token.exists()
        assert load(tmp_path / "agent").agent in capsys.readouterr().out
        assert main(["doctor", "--config", str(config)]) == 0
        assert main(["enrol", "--config", str(config), "--rotate"]) == 0
    finally:
        collector.close()


def test_once_prints_a_whole_report(config, capsys):
    """JSON with metrics, facts and events."""
    main(["once", "--config", str(config)])
    document = json.loads(capsys.readouterr().out)
    assert {"metrics", "facts", "events", "time"} <= document.keys()
    main(["once", "--openmetrics", "--config", str(config)])
    assert capsys.readouterr().out.endswith("# EOF\n")


def test_a_token_can_wait_for_the_agent(config, tmp_path, capsys):
    """The file is erased, nobody is asked; the machine that runs then enrols by it."""
    collector = FakeCollector(tmp_path)
    try:
        path = tmp_path / "token"
        path.write_text(collector.token())
        late = ["enrol", "--later", "--config", str(config)]
        assert main([*late, "--token-file", str(path)]) == 0
        assert "as soon as" in capsys.readouterr().out
        assert not path.exists()
        assert load(tmp_path / "agent") is None
        assert main([*late, "nonsense"]) == 1
        settings = Settings(data_directory=tmp_path / "agent", proxy=Secret("none"))
        assert waited_for(settings).live
        assert main([*late, "nonsense"]) == 0  # is enrolled: stays what it is
        assert not (tmp_path / "agent" / PENDING_FILE).exists()
    finally:
        collector.close()
