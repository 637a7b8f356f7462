"""Net-snmp's own agent, ``snmpd``, on loopback: users of SNMPv3, engines, boots."""

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from agent.sources.snmp.address import Address
from tests.support.processes import Program, need, started, wait_for
from tests.support.snmpsim import free_udp_port, taken

AUTH_KEY = "auctoritas-est"
PRIV_KEY = "privatus-sermo"
LEVELS = {(False, False): "noauth", (True, False): "auth", (True, True): "priv"}


class Account(msgspec.Struct, frozen=True):
    """A user as snmpd knows it; *auth* and *priv* are its names of protocols."""

    name: str
    auth: str = ""
    priv: str = ""

    def lines(self) -> list[str]:
        """Return what says so in snmpd.conf."""
        words = ["createUser", self.name]
        words += [self.auth, AUTH_KEY] if self.auth else []
        words += [self.priv, PRIV_KEY] if self.priv else []
        level = LEVELS[bool(self.auth), bool(self.priv)]
        return [" ".join(words), f"rouser {self.name} {level} .1.3"]


@contextlib.contextmanager
def snmpd(
    folder: Path,
    accounts: Sequence[Account] = (),
    *,
    port: int = 0,
    engine: str = "",
    environment: dict[str, str] | None = None,
    lines: Sequence[str] = (),
) -> Iterator[tuple[Address, Program]]:
    """Run snmpd until the block ends; *folder* keeps its engine's boots between runs.

    *port* 0 is a free one; *engine* is an engine ID in hexadecimal; *lines* are added
    to its settings.
    """
    port = port or free_udp_port()
    state = folder / "state"
    state.mkdir(parents=True, exist_ok=True)
    settings = [f"exactEngineID 0x{engine}"] if engine else []
    settings += [line for account in accounts for line in account.lines()]
    settings += ["sysLocation a rack", "sysServices 2", *lines]
    file = folder / "snmpd.conf"
    file.write_text("\n".join([*settings, ""]), encoding="ascii")
    command = [need("snmpd"), "-f", "-r", "-Loe", "-I", "-smux"]
    command += [f"udp:127.0.0.1:{port}"]
    variables = {**os.environ, "SNMPCONFPATH": f"{folder}:{state}", "MIBS": ""}
    variables |= {"SNMP_PERSISTENT_DIR": str(state)} | (environment or {})
    with started(command, folder / "snmpd.log", env=variables) as program:

        def listens() -> bool:
            if not program.running:
                raise RuntimeError(program.output())
            return taken(port)

        wait_for(listens, within_s=30, name="snmpd")
        yield Address("127.0.0.1", port), program
        program.stop()  # it writes how often its engine has started
