"""The file with the token that two agents share for a test between them."""

import os
import stat
from gettext import gettext as _
from pathlib import Path

from agent.shared.secret import Secret
from agent.throughput.peer_messages import LEAST_SECRET

MOST_BYTES = 4096


class TokenError(Exception):
    """The file cannot be used; says why, never what is in it."""


def read_token(path: Path) -> Secret:
    """Return the token in *path*, one line of at least LEAST_SECRET letters.

    Raises:
        TokenError: it is not there, not for us alone, or no token.
    """
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if os.name == "posix" and stat.S_ISREG(mode) and mode & 0o077:
                raise TokenError(
                    _("others may read it: chmod 600 {path}").format(path=path)
                )
            octets = file.read(MOST_BYTES + 1)
    except OSError as err:
        raise TokenError(
            _("{path} cannot be read: {error}").format(path=path, error=err.strerror)
        ) from err
    try:
        text = octets.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise TokenError(_("it is not text in UTF-8")) from None
    if not LEAST_SECRET <= len(text) <= MOST_BYTES or "\n" in text:
        raise TokenError(
            _("{path}: a token is one line of at least {count} letters").format(
                path=path, count=LEAST_SECRET
            )
        )
    return Secret(text)
