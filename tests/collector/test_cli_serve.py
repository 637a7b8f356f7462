"""``serve`` refuses what it cannot serve before it opens anything."""

import pytest

from tests.support.collector_cli import Cli


@pytest.mark.parametrize(
    "words",
    [
        ["--web.listen-address", "http://10.0.0.1:80"],
        ["--web.listen-address", "ftp://a"],
        ["--web.config.file", "/nowhere/web.yml"],
    ],
)
def test_a_wrong_address_or_file_is_named(tmp_path, capsys, words):
    """The error names the option; nothing was made."""
    result = Cli(tmp_path / "data", capsys)("serve", *words)
    assert result.code == 1
    assert words[0] in result.err
    assert not (tmp_path / "data").exists()
