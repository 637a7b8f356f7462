"""What the settings say about backups, canaries and documents; strict, as all of them.

Names are chosen by the administrator and become labels and the keys of facts: they, not
paths, travel. Paths, repositories and passwords stay on the machine.
"""

from gettext import gettext as _
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import msgspec

from agent.shared.secret import Secret
from agent.shared.twice import twice

MOST_SETS = 20
MOST_CANARIES = 10
MOST_FOLDERS = 50

Label = Annotated[
    str,
    msgspec.Meta(min_length=1, max_length=60, pattern=r"^[^\x00-\x1f\x7f\"\\/]+$"),
]
Tool = Literal[
    "restic",
    "borg",
    "rsync",
    "folder",
    "textfile",
    "veeam-agent",
    "windows-backup",
    "file-history",
]
REPOSITORY_TOOLS = frozenset({"restic", "borg"})


class BackupSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One set of backups, and how to see that it happened.

    ``host`` is whose snapshots count in a repository that several machines share: this
    machine's own name if empty, everybody's if ``*``. ``tag`` is a tag of restic or a
    pattern of borg's archive names. ``restore_path`` is the folder in which the canary
    lies in the backup: of a mounted copy, or inside the snapshots.
    """

    name: Label
    tool: Tool
    every_hours: Annotated[float, msgspec.Meta(gt=0, le=24 * 366)] = 24.0
    repository: Secret = Secret("")
    password_file: Path | None = None
    host: Annotated[str, msgspec.Meta(max_length=255)] = ""
    tag: Annotated[str, msgspec.Meta(max_length=100)] = ""
    path: Path | None = None
    stamp: Path | None = None
    restore_path: Annotated[str, msgspec.Meta(max_length=1000)] = ""
    canary: Label | None = None

    def __post_init__(self) -> None:
        if self.tool in REPOSITORY_TOOLS and not self.repository.reveal():
            raise ValueError(
                _("backup {name}: {tool} needs a repository").format(
                    name=self.name, tool=self.tool
                )
            )
        if self.tool == "rsync" and self.stamp is None:
            raise ValueError(
                _("backup {name}: rsync needs a stamp file").format(name=self.name)
            )
        if self.tool == "folder" and self.path is None:
            raise ValueError(
                _("backup {name}: folder needs a path").format(name=self.name)
            )
        if self.tag.startswith("-") or self.host.startswith("-"):
            raise ValueError(
                _("backup {name}: host and tag do not begin with -").format(
                    name=self.name
                )
            )


class CanarySettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One folder in which a canary is kept; it must be there already."""

    name: Label
    folder: Path

    def __post_init__(self) -> None:
        if not self.folder.is_absolute():
            raise ValueError(
                _("canary {name}: the folder is named from the root on").format(
                    name=self.name
                )
            )


class DocumentsSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The folders whose sizes are added up; ``*`` and ``?`` stand for any name."""

    folders: Annotated[tuple[Path, ...], msgspec.Meta(max_length=MOST_FOLDERS)] = ()

    def __post_init__(self) -> None:
        if not all(folder.is_absolute() for folder in self.folders):
            raise ValueError(_("documents.folders are named from the root on"))


class Plan(NamedTuple):
    """What the probes of data safety are told when they are made.

    ``keep``: the agent's data directory, where they may remember things if *resident*.
    The empty plan, without it, is that of a machine whose settings are not at hand: one
    that is recorded for others, or replayed.
    """

    backups: tuple[BackupSettings, ...] = ()
    canaries: tuple[CanarySettings, ...] = ()
    folders: tuple[Path, ...] = ()
    textfiles: Path | None = None
    keep: Path | None = None
    resident: bool = False

    @property
    def live(self) -> bool:
        """Whether the settings of the machine are at hand."""
        return self.keep is not None

    def kept(self, name: str) -> Path | None:
        """Return the file in which something called *name* is remembered."""
        return None if self.keep is None else self.keep / name


def check_names(
    backups: tuple[BackupSettings, ...], canaries: tuple[CanarySettings, ...]
) -> None:
    """Refuse a name that stands twice, and a canary that is not there.

    Raises:
        ValueError: with the name.
    """
    planted = {one.name for one in canaries}
    for names in ([one.name for one in backups], [one.name for one in canaries]):
        if (name := twice(names)) is not None:
            raise ValueError(_("the name {name} stands twice").format(name=name))
    for one in backups:
        if one.canary is not None and one.canary not in planted:
            raise ValueError(
                _("backup {name}: there is no canary {canary}").format(
                    name=one.name, canary=one.canary
                )
            )
