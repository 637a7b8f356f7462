"""snmpsim, a real SNMP agent, serving the recorded devices on loopback."""

import contextlib
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

from agent.sources.snmp.address import Address
from tests.support.processes import started, wait_for
from tests.support.snmprec import FOLDER

USER = "simulator"
AUTH_KEY = "auctoritas"
PRIV_KEY = "privatus"

# It keeps 31 recordings open unless told, and opens a text index for each question then.
_START = (
    "from snmpsim import datafile; datafile.DataFile.max_queue_entries = 500;"
    "from snmpsim.commands.responder import main; main()"
)


@contextlib.contextmanager
def snmpsim(
    cache: Path, *, data: Path = FOLDER, port: int = 0, engine: str = ""
) -> Iterator[Address]:
    """Serve *data* until the block ends; *cache* is a folder for its indexes.

    *port* 0 is a free one; *engine* is an SNMPv3 engine ID in hexadecimal.
    """
    port = port or free_udp_port()
    command = [sys.executable, "-W", "ignore", "-c", _START]
    # It begins an engine: what comes before it would be another engine's.
    command += [f"--v3-engine-id={engine}"] if engine else []
    command += [f"--data-dir={data}", f"--cache-dir={cache / 'indexes'}"]
    command += [f"--agent-udpv4-endpoint=127.0.0.1:{port}", "--logging-method=stderr"]
    command += ["--log-level=error", f"--v3-user={USER}", f"--v3-auth-key={AUTH_KEY}"]
    command += ["--v3-auth-proto=SHA", f"--v3-priv-key={PRIV_KEY}"]
    command += ["--v3-priv-proto=AES"]
    environment = {**os.environ, "SNMPSIM_ALLOW_ROOT": "true"}
    environment["TMPDIR"] = str(cache)  # where it counts the boots of an engine
    log = cache / "snmpsim.log"
    with started(command, log, env=environment) as program:

        def listens() -> bool:
            if not program.running:
                raise RuntimeError(program.output())
            return taken(port)

        wait_for(listens, within_s=120, name="snmpsim")
        yield Address("127.0.0.1", port)


def free_udp_port() -> int:
    """Return a UDP port of loopback that nobody has."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def taken(port: int) -> bool:
    """Return whether a UDP port of loopback has somebody who listens."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False
