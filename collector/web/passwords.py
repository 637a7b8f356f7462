"""Checks passwords against bcrypt without letting its slowness be felt or abused."""

import asyncio
import hashlib
import hmac
import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping

import bcrypt

# Checked for users that do not exist, so that the time tells nothing.
_NOBODY = "$2b$10$fzzzzzzzzzzzzzzzzzzzzu4mKzRE6jRjsRJYjRtd4tQu6ZWRbC6Gi"
_MOST_WAITING = 32


class TooBusy(Exception):  # noqa: N818 - a state, not a fault
    """More passwords wait for their check than we are willing to hold."""


def _check(password: bytes, hashed: bytes) -> bool:
    try:
        return bcrypt.checkpw(password, hashed)
    except ValueError:  # longer than the 72 bytes that bcrypt looks at
        return False


class PasswordChecker:
    """Verifies in threads, two at a time, and remembers the last results.

    What is remembered is keyed by an HMAC of user, password and hash under a key
    of this process: a changed hash is a new question, and no password lies in memory.
    """

    def __init__(
        self,
        *,
        check: Callable[[bytes, bytes], bool] = _check,
        remembered: int = 256,
        at_once: int = 2,
    ) -> None:
        self._check = check
        self._most = remembered
        self._key = secrets.token_bytes(32)
        self._right: OrderedDict[bytes, None] = OrderedDict()
        self._wrong: OrderedDict[bytes, None] = OrderedDict()  # guesses push out these
        self._slots = asyncio.Semaphore(at_once)
        self._waiting = 0

    async def check(self, user: str, password: str, users: Mapping[str, str]) -> bool:
        """Return whether *password* is that of *user*; takes as long for nobody's.

        Raises:
            TooBusy: too many checks wait already.
        """
        hashed = users.get(user, _NOBODY)
        parts = "\0".join((user, hashed, password)).encode("utf-8", "surrogatepass")
        key = hmac.digest(self._key, parts, hashlib.sha256)
        for results in (self._right, self._wrong):
            if key in results:
                results.move_to_end(key)
                return results is self._right
        if self._waiting >= _MOST_WAITING:
            raise TooBusy
        self._waiting += 1
        try:
            async with self._slots:
                right = await asyncio.to_thread(
                    self._check,
                    password.encode("utf-8", "surrogatepass"),
                    hashed.encode("ascii"),
                )
        finally:
            self._waiting -= 1
        right = right and user in users
        results = self._right if right else self._wrong
        results[key] = None
        while len(results) > self._most:
            results.popitem(last=False)
        return right
