"""``hatang-agent replay``: prints what recordings say."""

from argparse import Namespace
from gettext import gettext as _
from pathlib import Path

import msgspec

from agent.commands import FAILED, OK, UNUSABLE, complain, say
from agent.readers.errors import ReadError
from agent.replay.kinds import NAMES
from agent.replay.single import read_recording


def replay(arguments: Namespace) -> int:
    """Print what one recording says, as JSON."""
    kind = arguments.kind
    if kind not in NAMES:
        complain(_("--kind is one of: {kinds}").format(kinds=", ".join(NAMES)))
        return UNUSABLE
    try:
        found = read_recording(Path(arguments.path), kind)
    except (OSError, ReadError) as err:
        complain(f"{arguments.path}: {err}")
        return FAILED
    encoded = msgspec.json.encode(found)
    say(msgspec.json.format(encoded, indent=2).decode())
    return OK
