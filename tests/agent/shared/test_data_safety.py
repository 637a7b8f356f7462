"""What the settings say about data safety."""

import sys

import pytest

from agent.settings import Settings
from agent.shared.data_safety import Plan
from agent.shared.toml import SettingsError, decode_settings


def decode(text):
    """Return the settings that *text* holds."""
    return decode_settings(text, Settings, name="agent.toml")


ROOT = "C:/" if sys.platform == "win32" else "/"


def test_everything_may_be_said():
    """All keys at once; addresses do not print themselves."""
    settings = decode(
        'textfile_directory = "/t"\n[documents]\nfolders = ["ROOThome/*/Documents"]\n'
        '[[canaries]]\nname = "tài liệu"\nfolder = "ROOThome/a/docs"\n'
        '[[backups]]\nname = "home"\ntool = "restic"\nevery_hours = 6\n'
        'repository = "rest:https://user:pass@nas/x"\npassword_file = "/etc/p"\n'
        'host = "pc7"\ntag = "nightly"\npath = "/x"\nstamp = "/s"\n'
        'restore_path = "/a"\ncanary = "tài liệu"\n'.replace("ROOT", ROOT)
    )
    plan = settings.plan(resident=True)
    assert plan.backups[0].every_hours == 6
    assert "user:pass" not in repr(settings)
    assert plan.kept("x.json") == settings.data_directory / "x.json"
    assert Plan().kept("x.json") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[backups]]\nname = "a"\ntool = "restic"', "repository"),
        ('[[backups]]\nname = "a"\ntool = "rsync"', "stamp"),
        ('[[backups]]\nname = "a"\ntool = "folder"', "path"),
        ('[[backups]]\nname = "a"\ntool = "tar"', r"backups\[0\].tool"),
        ('[[backups]]\nname = "a"\ntool = "textfile"\ncanary = "b"', "no canary b"),
        (
            '[[backups]]\nname = "a"\ntool = "borg"\nrepository = "x"\ntag = "--y"',
            "begin",
        ),
        ('[[backups]]\nname = "a"\ntool = "textfile"\n' * 2, "stands twice"),
        ('[[backups]]\nname = "a"\ntool = "textfile"\nage = 5', "age"),
        ('[[canaries]]\nname = "a"\nfolder = "docs"', "root"),
        ('[[canaries]]\nname = "a/b"\nfolder = "/docs"', "name"),
        ('[[canaries]]\nname = ""\nfolder = "/docs"', "name"),
        ('[documents]\nfolders = ["docs"]', "root"),
        (
            "".join(
                f'[[backups]]\nname = "{n}"\ntool = "textfile"\n' for n in range(21)
            ),
            "backups",
        ),
    ],
)
def test_a_mistake_is_named(text, words):
    """Before anything starts."""
    with pytest.raises(SettingsError, match=words):
        decode(text)
