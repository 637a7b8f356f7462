"""Canaries: files of our own in the folders that are to be guarded.

Each is planted once, remembered by its hash, and looked at from then on. One that is
changed or gone stays so until an administrator removes the agent's memory of it.
"""

import base64
import hashlib
import logging
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from agent.shared.data_safety import CanarySettings
from agent.sources.guarded_folder import Folder, LinkError, open_folder
from agent.sources.kept import Kept
from agent.sources.small_file import NotRegularError, TooLargeError

log = logging.getLogger(__name__)

BOOK_FILE = "canaries.json"
RANDOM_BYTES = 3072
MOST_BYTES = 64 << 10

State = Literal["intact", "changed", "missing"]

_TEXT = """\
Hatang canary file - please leave it where it is.
Tệp báo động của Hatang - xin đừng sửa, đổi tên hay xoá.

Hatang, the monitoring agent of this computer, has put this file here. It holds no data
of yours. When a malicious program encrypts or deletes files, this one changes as well,
and the administrator is told at once. It is also looked for in the backups, to see that
they can be restored.

Phần mềm giám sát Hatang trên máy này đã đặt tệp này ở đây. Tệp không chứa dữ liệu nào của
bạn. Khi mã độc mã hoá hoặc xoá tệp, tệp này cũng bị thay đổi theo và quản trị viên được báo
ngay. Hatang còn tìm lại tệp này trong các bản sao lưu để biết chúng khôi phục được.

"""


class Planted(msgspec.Struct, frozen=True):
    """What we remember of a canary."""

    folder: str
    file: str
    sha256: str
    size: int
    device: int
    inode: int
    planted: float


class Book(msgspec.Struct, frozen=True):
    """All canaries by name."""

    canaries: dict[str, Planted] = {}


class Sighting(msgspec.Struct, frozen=True):
    """How one canary was found; ``state`` is None where *reason* says why."""

    name: str
    state: State | None
    reason: str = ""


def new_content(random: bytes) -> bytes:
    """Return the content of a new canary: what it is for people, and *random*."""
    lines = base64.encodebytes(random).decode("ascii")
    return (_TEXT + lines).replace("\n", "\r\n").encode("utf-8-sig")


class Canaries:
    """Plants and finds the *wanted* canaries; plants only where *kept* is resident."""

    def __init__(
        self,
        wanted: Sequence[CanarySettings],
        kept: Kept[Book],
        *,
        now: Callable[[], float],
        random: Callable[[int], bytes] = secrets.token_bytes,
        folder: Callable[[Path], Folder] = open_folder,
    ) -> None:
        self._wanted = wanted
        self._kept = kept
        self._now = now
        self._random = random
        self._folder = folder

    def look(self) -> list[Sighting]:
        """Return how each canary is found now; plant those that never were."""
        return [self._one(one.name, one.folder) for one in self._wanted]

    def _one(self, name: str, path: Path) -> Sighting:
        known = self._kept.load().canaries.get(name)
        if known is not None and known.folder != str(path):
            known = None  # the settings name another folder now
        try:
            folder = self._folder(path)
        except (FileNotFoundError, NotADirectoryError):
            return _without_folder(name, path, known)
        except LinkError as err:
            return Sighting(name, None, f"the folder is not guarded: {err}")
        except PermissionError:
            return Sighting(name, None, "the agent may not enter the folder")
        except OSError as err:
            return Sighting(name, None, f"the folder does not open: {err.strerror}")
        try:
            if known is None:
                return self._plant(name, path, folder)
            return _compare(name, known, folder)
        finally:
            folder.close()

    def _plant(self, name: str, path: Path, folder: Folder) -> Sighting:
        if not self._kept.resident:
            return Sighting(
                name, None, "only the running agent plants and remembers it"
            )
        content = new_content(self._random(RANDOM_BYTES))
        file = f"hatang-canary-{self._random(4).hex()}.txt"
        try:
            place = folder.create(file, content)
        except PermissionError:
            return Sighting(name, None, "the agent may not write in the folder")
        except OSError as err:
            return Sighting(name, None, f"cannot be planted: {err.strerror or err}")
        digest = hashlib.sha256(content).hexdigest()
        planted = Planted(
            str(path),
            file,
            digest,
            len(content),
            place.device,
            place.inode,
            self._now(),
        )
        book = self._kept.load().canaries
        try:
            self._kept.save(Book({**book, name: planted}))
        except OSError as err:
            folder.remove(file)
            return Sighting(name, None, f"cannot be remembered: {err.strerror}")
        log.info("canary %s planted: %s", name, path / file)
        return Sighting(name, "intact")


def _without_folder(name: str, path: Path, known: Planted | None) -> Sighting:
    """Return what it means that the folder is not there."""
    if known is None:
        return Sighting(name, None, "the folder is not there")
    for above in path.parents:
        try:
            status = above.stat()
        except OSError:
            continue
        if status.st_dev == known.device:
            return Sighting(name, "missing")
        break
    return Sighting(name, None, "the drive of the folder is not there")


def _compare(name: str, known: Planted, folder: Folder) -> Sighting:
    try:
        content = folder.read(known.file, most=MOST_BYTES).content
    except FileNotFoundError:
        if folder.place.device != known.device:
            return Sighting(name, None, "another drive stands where the folder was")
        return Sighting(name, "missing")
    except (NotRegularError, TooLargeError):
        return Sighting(name, "changed")
    except PermissionError:
        return Sighting(name, None, "the agent may not read the canary")
    except OSError as err:
        return Sighting(name, None, f"the canary cannot be read: {err.strerror}")
    same = hashlib.sha256(content).hexdigest() == known.sha256
    return Sighting(name, "intact" if same else "changed")
