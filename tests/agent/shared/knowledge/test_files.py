"""Reading the knowledge files."""

import contextlib
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.shared.knowledge import KnowledgeError, load
from agent.shared.knowledge.files import FILES, SHIPPED


def test_what_is_shipped_is_read():
    """Every file, dated and with its source."""
    knowledge = load()
    for part in (
        knowledge.support,
        knowledge.windows11,
        knowledge.thresholds,
        knowledge.ports,
    ):
        assert part.as_of.year >= 2025
        assert part.source
    assert {path.name for path in SHIPPED.glob("*.toml")} == set(FILES)


def test_a_folder_without_files_changes_nothing(tmp_path):
    """Nor does one that is not there."""
    assert load(tmp_path) == load(tmp_path / "missing") == load()


def test_a_file_of_the_same_name_replaces_the_shipped_one(tmp_path):
    """The others stay."""
    (tmp_path / "thresholds.toml").write_text(
        'as_of = 2027-01-01\nsource = "us"\n[backup]\nstale_factor = 3\n'
    )
    knowledge = load(tmp_path)
    assert knowledge.thresholds.backup.stale_factor == 3
    assert knowledge.thresholds.updates == load().thresholds.updates
    assert knowledge.support == load().support


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("as_of = 2027-01-01", "source"),
        ('as_of = "yesterday"\nsource = "us"', "as_of"),
        ('as_of = 2027-01-01\nsource = "us"\n[backup]\nstale_factr = 3', "backup"),
        ('as_of = 2027-01-01\nsource = "us"\n[backup]\nstale_factor = 0', "backup"),
        ("not toml", "not TOML"),
    ],
)
def test_a_wrong_file_is_refused_with_its_name_and_place(tmp_path, text, place):
    """A mistake is found before anything is judged by it."""
    (tmp_path / "thresholds.toml").write_text(text)
    with pytest.raises(KnowledgeError) as refused:
        load(tmp_path)
    assert "thresholds.toml" in str(refused.value)
    assert place in str(refused.value)


def test_a_folder_in_place_of_a_file_is_refused(tmp_path):
    """As whatever cannot be opened."""
    (tmp_path / "support.toml").mkdir()
    with pytest.raises(KnowledgeError, match=r"support\.toml"):
        load(tmp_path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_a_damaged_file_is_refused_or_read(tmp_path, name, data):
    """One line lost or doubled: knowledge or its error, nothing else."""
    lines = (SHIPPED / name).read_text(encoding="utf-8").splitlines()
    at = data.draw(st.integers(min_value=0, max_value=len(lines) - 1))
    junk = data.draw(st.sampled_from(["", lines[at] + "\n" + lines[at], "x = ["]))
    shutil.rmtree(tmp_path / "k", ignore_errors=True)
    (tmp_path / "k").mkdir()
    text = "\n".join([*lines[:at], junk, *lines[at + 1 :]])
    (tmp_path / "k" / name).write_text(text, encoding="utf-8")
    with contextlib.suppress(KnowledgeError):
        load(tmp_path / "k")
