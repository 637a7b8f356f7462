"""Where Grafana's packages are kept, and what is said when they cannot be had."""

import json

import pytest

from dashboards.render.toolbox import WEB, ToolboxError, cache, run


def test_the_folder_can_be_chosen(monkeypatch, tmp_path):
    """CI keeps it where it likes."""
    monkeypatch.setenv("HATANG_RENDER_CACHE", str(tmp_path))
    assert cache() == tmp_path
    monkeypatch.delenv("HATANG_RENDER_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert cache() == tmp_path / "cache" / "hatang-boards-render"


def test_a_missing_program_is_named(tmp_path):
    """With the command that installs it."""
    with pytest.raises(ToolboxError, match=r"hatang-no-such.*system-packages"):
        run(["hatang-no-such"], tmp_path)


def test_a_failure_is_shown_unless_it_may_be(tmp_path):
    """What the program printed is all that helps."""
    command = ["sh", "-c", "echo wrong; exit 3"]
    with pytest.raises(ToolboxError, match="wrong"):
        run(command, tmp_path)
    assert run(command, tmp_path, may_fail=True) == "wrong\n"


def test_the_lock_file_names_no_registry():
    """Packages are pinned by content, and come from wherever npm is told."""
    lock = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert len(packages) > 300
    assert not [name for name, one in packages.items() if "resolved" in one]
    assert not [name for name, one in packages.items() if "integrity" not in one]
