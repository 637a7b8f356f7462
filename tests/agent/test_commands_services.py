"""``hatang-agent services check``."""

import json

from agent.__main__ import main
from tests.support.nasty_server import nasty, once

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"


def config(folder, *urls):
    """Return a settings file with these services."""
    text = f'data_directory = "{(folder / "data").as_posix()}"\npaths = {{ enabled = false }}\n'
    for number, url in enumerate(urls):
        text += f'[[services]]\nname = "s{number}"\nurl = "{url}"\ntimeout_s = 2\n'
    path = folder / "agent.toml"
    path.write_text(text)
    return str(path)


def test_each_service_is_a_line(tmp_path, capsys):
    """Exit code 1 as soon as one is not well."""
    with nasty(once(OK)) as port:
        good, bad = f"http://127.0.0.1:{port}/", f"smtp://127.0.0.1:{port}"
        assert main(["services", "check", "--config", config(tmp_path, good)]) == 0
        assert "s0  ok" in capsys.readouterr().out
        path = config(tmp_path, good, bad)
        assert main(["services", "check", "--json", "--config", path]) == 1
        found = json.loads(capsys.readouterr().out)
    assert [one["word"] for one in found] == ["ok", "timeout"]
    assert found[0]["phases"]["total"] > 0


def test_without_services_it_says_where_they_are_named(tmp_path, capsys):
    """Exit code 2."""
    assert main(["services", "check", "--config", config(tmp_path)]) == 2
    assert "[[services]]" in capsys.readouterr().err
