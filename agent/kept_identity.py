"""The identity that a running agent uses, kept in step with its file."""

import logging
import threading
from pathlib import Path

import msgspec

from agent import identity
from agent.identity import IDENTITY_FILE, Identity, IdentityError

log = logging.getLogger(__name__)


class KeptIdentity:
    """Follows the identity file in *folder*, which ``enrol --rotate`` may replace.

    Safe to use from several threads. What cannot be read changes nothing.
    """

    def __init__(self, folder: Path, own: Identity) -> None:
        self._folder = folder
        self._own = own
        self._lock = threading.Lock()
        self._seen: tuple[int, int, int] | None = None

    def current(self) -> Identity:
        """Return the identity as it is now, read anew if its file was replaced."""
        with self._lock:
            seen = self._stamp()
            if seen != self._seen:
                self._seen = seen
                self._read()
            return self._own

    def set(self, own: Identity) -> None:
        """Use *own*, which its maker has kept already."""
        with self._lock:
            self._own = own
            self._seen = self._stamp()

    def approved(self) -> None:
        """Note that the collector took something: an administrator has approved."""
        if self.current().state != "pending":
            return
        with self._lock:
            self._own = msgspec.structs.replace(self._own, state="active")
            try:
                identity.save(self._folder, self._own)
            except IdentityError as err:
                log.warning("the approval is not noted: %s", err)
            self._seen = self._stamp()

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            found = (self._folder / IDENTITY_FILE).stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ino, found.st_size

    def _read(self) -> None:
        try:
            kept = identity.load(self._folder)
        except IdentityError as err:
            log.warning("the identity stays as it was: %s", err)
            return
        if kept is None:
            return
        if kept.agent != self._own.agent:
            log.warning(
                "the identity file is of the new agent %s: restart this one", kept.agent
            )
        elif kept != self._own:
            if kept.credential != self._own.credential:
                log.info("the credential was replaced by somebody else: it is used")
            self._own = kept
