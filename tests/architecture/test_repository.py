"""The rules that hold for the files around the code."""

import re
import subprocess
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def tracked(*patterns):
    """Return the files that git tracks; a tree without git is not checked."""
    result = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", *patterns],
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / line for line in result.stdout.splitlines()]


def test_the_readme_shows_its_two_commands():
    """Both languages tell how to run and how to test."""
    for name in ("README.md", "README.vi.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "make run" in text
        assert "make test" in text


def test_changelog_fragments_have_a_known_kind():
    """Towncrier would pass over a fragment of an unknown kind."""
    kinds = {
        kind["directory"]
        for kind in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"][
            "towncrier"
        ]["type"]
    }
    for path in (ROOT / ".changelog").glob("*.md"):
        assert path.name.split(".")[-2] in kinds, path.name


def test_links_between_our_documents_lead_somewhere():
    """A relative link in a Markdown page names a file that is there."""
    for page in tracked("*.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_no_file_names_a_registry_or_a_home_folder():
    """Lock files and documents hold versions, never download addresses."""
    forbidden = re.compile(r"index-url|files\.pythonhosted|registry\.npmjs|/root/")
    for path in tracked("*.txt", "*.toml", "*.md", "*.json", "*.lock", "Makefile"):
        if path == ROOT / "CONTRIBUTING.md":  # shows the flag that leaves them out
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        assert not forbidden.search(text), path


def test_the_wheel_holds_the_three_packages_and_their_data(tmp_path):
    """Agent, collector and dashboards, with catalogues, pages, migrations."""
    from hatchling.builders.wheel import WheelBuilder

    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path))
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {t for t in tops if not t.endswith(".dist-info")} == {
        *("agent", "collector", "dashboards")
    }
    for needed in (
        "agent/readers/snmp/profiles.toml",
        "agent/shared/knowledge/data/support.toml",
        "agent/shared/knowledge/data/thresholds.toml",
        "agent/shared/knowledge/data/windows11.toml",
        "agent/shared/locale/vi/LC_MESSAGES/hatang-agent.mo",
        "agent/sources/scripts/facts.ps1",
        "collector/locale/vi/LC_MESSAGES/hatang-collector.mo",
        "collector/store/migrations/env.py",
    ):
        assert needed in names
    assert any(name.startswith("collector/web/templates/") for name in names)
    assert any(name.startswith("collector/web/static/") for name in names)
