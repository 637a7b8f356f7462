"""A LAN of our own: switches that are Linux bridges with snmpd and lldpd, PCs, cables.

Each switch is a network namespace with a bridge, net-snmp's ``snmpd`` (IF-MIB of its own,
BRIDGE-MIB by ``bridge_mib``) and ``lldpd`` (LLDP-MIB over AgentX). The far ends of unused
ports lie in a patch panel, so that a cable can be pulled and put elsewhere.
"""

import contextlib
import ctypes
import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.support import bridge_mib
from tests.support.processes import Program, need, need_root, wait_for

COMMUNITY = "live-lab"
NETWORK = "10.204.0"
AGENT = "agent"
PROGRAMS = (
    "ip",
    "bridge",
    "snmpd",
    "snmpset",
    "snmpwalk",
    "lldpd",
    "lldpcli",
    "iperf3",
)
_SAY = (
    "import socket, sys;"
    "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'', (sys.argv[1], 9))"
)
_CALLED = (
    "import os, socket, sys;"
    "socket.sethostname(sys.argv[1]); os.execv(sys.argv[2], sys.argv[2:])"
)
_CLONE_NEWNET = 0x40000000
UPLINK = "up1"
_PORTS = 6
_CACHED_S = 1
_LLDP_NAMES = "1.0.8802.1.1.2.1.4.1.1.9"
_CACHE_TIMEOUT = "1.3.6.1.4.1.8072.1.5.3.1.2.1.3.6.1.2.1.2.2"
"""nsCacheTimeout of ifTable, from which ifXTable is made, too."""


class Machine(NamedTuple):
    """A PC: its address and the one of its card."""

    name: str
    address: str
    mac: str


class Traffic(NamedTuple):
    """What iperf3 says it sent, and what that is on an Ethernet link."""

    bytes: int
    packets: int

    @property
    def octets(self) -> int:
        """Payload and the headers of UDP, IPv4 and Ethernet; veth counts no FCS."""
        return self.bytes + self.packets * (8 + 20 + 14)


def run(*command: str, check: bool = True) -> str:
    """Return what *command* prints.

    Raises:
        RuntimeError: it failed.
    """
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if check and result.returncode:
        raise RuntimeError(f"{' '.join(command)}: {result.stderr or result.stdout}")
    return result.stdout


class LiveLan:
    """The rig; ``live_lan`` builds it and takes it down."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._mark = secrets.token_hex(2)
        self._programs: list[Program] = []
        self._spaces: list[str] = []
        self.machines: dict[str, Machine] = {}
        self.places: dict[str, tuple[str, str]] = {}
        self.addresses: dict[str, str] = {}

    # --- namespaces ----------------------------------------------------------
    def space(self, name: str) -> str:
        """Return the namespace of *name* (a switch, a PC, ``agent``)."""
        return f"hl{self._mark}-{name}"

    def inside(self, name: str, *command: str) -> list[str]:
        """Return *command* as it runs in the namespace of *name*."""
        return ["ip", "netns", "exec", self.space(name), *command]

    def start(self, name: str, log: str, *command: str) -> Program:
        """Start *command* in the namespace of *name*; it ends with the rig."""
        program = Program(
            self.inside(name, *command), self.folder / log, env=self._environment()
        )
        self._programs.append(program)
        return program

    def make(self, name: str) -> None:
        """Make the namespace of *name*."""
        run("ip", "netns", "add", self.space(name))
        self._spaces.append(self.space(name))
        run("ip", "-n", self.space(name), "link", "set", "lo", "up")

    def _environment(self) -> dict[str, str]:
        # MIB files are not needed, and Debian has none: no complaints about that.
        return {**os.environ, "MIBS": "", "SNMP_PERSISTENT_DIR": str(self.folder)}

    # --- switches ------------------------------------------------------------
    def add_switch(self, name: str, address: str) -> None:
        """Make a switch with free ports, without its programs."""
        self.make(name)
        space = self.space(name)
        self.addresses[name] = address
        run("ip", "-n", space, "link", "add", "br0", "type", "bridge")
        for number in range(1, _PORTS + 1):
            far = f"{name}-p{number}"
            run(
                *("ip", "-n", space, "link", "add", f"p{number}", "type", "veth"),
                *("peer", "name", far, "netns", self.space("panel")),
            )
            self._to_bridge(name, f"p{number}")
        run("ip", "-n", space, "address", "add", f"{address}/24", "dev", "br0")
        run("ip", "-n", space, "link", "set", "br0", "up")

    def uplink(self, one: str, other: str) -> None:
        """Join two switches by their port ``up1``."""
        run(
            *("ip", "-n", self.space(one), "link", "add", UPLINK, "type", "veth"),
            *("peer", "name", UPLINK, "netns", self.space(other)),
        )
        self._to_bridge(one, UPLINK)
        self._to_bridge(other, UPLINK)

    def _to_bridge(self, name: str, port: str) -> None:
        space = self.space(name)
        run("ip", "-n", space, "link", "set", port, "master", "br0")
        run("ip", "-n", space, "link", "set", port, "up")

    def start_switch(self, name: str) -> None:
        """Start snmpd and lldpd of the switch *name*."""
        folder = self.folder / name
        folder.mkdir()
        socket = folder / "agentx"
        settings = folder / "snmpd.conf"
        settings.write_text(
            f"[snmp] persistentDir {folder}\n"
            f"rwcommunity {COMMUNITY}\n"
            f"sysName {name}\nsysLocation rack\nsysServices 2\n"
            f"master agentx\nagentXSocket {socket}\nagentXPerms 0777 0777\n"
            f"pass_persist .1.3.6.1.2.1.17 {sys.executable} {bridge_mib.__file__}\n",
            encoding="utf-8",
        )
        self.start(
            *(name, f"{name}-snmpd.log", need("snmpd"), "-f", "-Lo", "-C"),
            *("-c", str(settings), "-p", str(folder / "pid")),
            f"udp:{self.addresses[name]}:161",
        )
        wait_for(socket.exists, within_s=20, name="snmpd")  # lldpd tries every 15 s
        control = folder / "lldpd"
        self.start(
            *(name, f"{name}-lldpd.log", "unshare", "--uts", sys.executable, "-c"),
            *(_CALLED, name, need("lldpd"), "-d", "-x", "-X", str(socket)),
            *("-u", str(control), "-I", f"{UPLINK},p*", "-m", self.addresses[name]),
        )
        wait_for(control.exists, within_s=20, name="lldpd")
        for words in (
            ("system", "description", "Linux bridge of a test"),
            ("system", "bond-slave-src-mac-type", "real"),
            ("lldp", "tx-interval", "1"),
        ):
            run(*self.inside(name, "lldpcli", "-u", str(control), "configure", *words))
        # lldpd begins paused and resumes by an lldpcli of its own; a configuration that
        # was read before that is written back with the pause in it.
        run(*self.inside(name, "lldpcli", "-u", str(control), "resume"))
        wait_for(lambda: self._quick(name), within_s=20, name="snmpd")

    def see_each_other(self, one: str, other: str) -> None:
        """Wait until both switches have the other as a neighbour, and say so."""

        def sees(name: str, whom: str) -> bool:
            said = run(
                *self.inside(name, "snmpwalk", "-v2c", "-c", COMMUNITY, "-t1", "-r0"),
                *(self.addresses[name], _LLDP_NAMES),
                check=False,
            )
            return f'"{whom}"' in said

        wait_for(
            lambda: sees(one, other) and sees(other, one), within_s=30, name="LLDP"
        )

    def _quick(self, name: str) -> bool:
        """Have snmpd read its tables anew each second; say whether it could be told."""
        host = self.addresses[name]
        with contextlib.suppress(RuntimeError):
            run(
                *self.inside(name, "snmpset", "-v2c", "-c", COMMUNITY, "-t1", "-r0"),
                *(host, _CACHE_TIMEOUT, "i", str(_CACHED_S)),
            )
            return True
        return False

    # --- machines and cables -------------------------------------------------
    def add_machine(self, name: str, number: int) -> Machine:
        """Make a PC that is not plugged in anywhere."""
        self.make(name)
        mac = f"00:00:5e:00:53:{number:02x}"  # RFC 7042: for documents
        self.machines[name] = Machine(name, f"{NETWORK}.{number}", mac)
        return self.machines[name]

    def plug(self, name: str, switch: str, port: str) -> None:
        """Put the cable of the PC *name* into *port* of *switch*."""
        machine, space = self.machines[name], self.space(name)
        panel = self.space("panel")
        run("ip", "-n", panel, "link", "set", f"{switch}-{port}", "netns", space)
        run(
            *("ip", "-n", space, "link", "set", f"{switch}-{port}", "name", "lan"),
            *("address", machine.mac),
        )
        run("ip", "-n", space, "address", "add", f"{machine.address}/24", "dev", "lan")
        run("ip", "-n", space, "link", "set", "lan", "up")
        self.places[name] = (switch, port)

    def unplug(self, name: str) -> None:
        """Pull the cable of the PC *name*: its port loses the link."""
        switch, port = self.places.pop(name)
        space, panel = self.space(name), self.space("panel")
        run("ip", "-n", space, "link", "set", "lan", "down")
        run("ip", "-n", space, "link", "set", "lan", "name", f"{switch}-{port}")
        run("ip", "-n", space, "link", "set", f"{switch}-{port}", "netns", panel)

    def speak(self, name: str) -> None:
        """Have the PC *name* send something that all switches hear and learn it by."""
        mac = self.machines[name].mac
        # Who looks for an address asks everybody (ARP).
        say = self.inside(name, sys.executable, "-c", _SAY, f"{NETWORK}.250")

        def learned() -> bool:
            run(*say)
            return all(mac in self.fdb(switch) for switch in self.addresses)

        wait_for(learned, within_s=15, name=f"{name} in the forwarding tables")

    def send(self, sender: str, receiver: str, *, megabytes: int) -> Traffic:
        """Have iperf3 send UDP datagrams from *sender* to *receiver*."""
        host = self.machines[receiver].address
        server = self.start(
            receiver, "iperf3.log", "iperf3", "--server", "--one-off", "--forceflush"
        )
        wait_for(
            lambda: "listening" in server.output(), within_s=15, name="iperf3 --server"
        )
        said = run(
            *self.inside(sender, "iperf3", "--client", host, "--udp", "--json"),
            *("--bytes", f"{megabytes}M", "--length", "1400", "--bitrate", "300M"),
        )
        total = json.loads(said)["end"]["sum"]
        return Traffic(int(total["bytes"]), int(total["packets"]))

    def counters_settle(self) -> None:
        """Wait until snmpd reads its tables anew, which it does each second."""
        time.sleep(_CACHED_S + 0.5)

    @contextlib.contextmanager
    def entered(self, name: str) -> Iterator[None]:
        """Have this thread's sockets, and those of its new threads, be of *name*."""
        libc = ctypes.CDLL(None, use_errno=True)
        with (
            Path("/proc/thread-self/ns/net").open("rb") as before,
            Path(f"/run/netns/{self.space(name)}").open("rb") as wanted,
        ):
            _enter(libc, wanted.fileno())
            try:
                yield
            finally:
                _enter(libc, before.fileno())

    def fdb(self, switch: str) -> dict[str, str]:
        """Return what the bridge itself has learned: port by MAC address."""
        said = run(*self.inside(switch, "bridge", "-json", "fdb", "show", "br", "br0"))
        return {
            row["mac"]: row["ifname"]
            for row in json.loads(said or "[]")
            if row.get("state") != "permanent"
        }

    def close(self) -> None:
        """End all programs, and what they started, and take the namespaces down."""
        for program in reversed(self._programs):
            with contextlib.suppress(subprocess.TimeoutExpired):
                program.stop(within_s=5)
        for space in self._spaces:
            for pid in run("ip", "netns", "pids", space, check=False).split():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(int(pid), signal.SIGKILL)
            run("ip", "netns", "delete", space, check=False)


def _enter(libc: ctypes.CDLL, namespace: int) -> None:
    if libc.setns(namespace, _CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "setns")


def need_programs() -> None:
    """Go on only where all that the rig is made of is installed, and as root."""
    need_root()
    for program in PROGRAMS:
        need(program)


@contextlib.contextmanager
def live_lan(
    machines: Sequence[str] = ("pc1", "pc2", "pc3", "pc4"),
) -> Iterator[LiveLan]:
    """Build two switches with an uplink, an agent's machine, and PCs.

    The agent and the odd PCs hang on ``sw-a``, the others on ``sw-b``.
    """
    need_programs()
    with tempfile.TemporaryDirectory(prefix="hl") as folder:
        Path(folder).chmod(0o755)  # lldpd's own user reaches the AgentX socket
        lan = LiveLan(Path(folder))
        try:
            _build(lan, machines)
            yield lan
        finally:
            lan.close()


def _build(lan: LiveLan, machines: Sequence[str]) -> None:
    """Make switches, cables and machines; return when the switches see each other."""
    lan.make("panel")
    lan.add_switch("sw-a", f"{NETWORK}.11")
    lan.add_switch("sw-b", f"{NETWORK}.12")
    lan.uplink("sw-a", "sw-b")
    lan.add_machine(AGENT, 5)
    lan.plug(AGENT, "sw-a", "p1")
    for number, name in enumerate(machines, start=1):
        lan.add_machine(name, 100 + number)
        lan.plug(name, "sw-a" if number % 2 else "sw-b", f"p{number + 1}")
    lan.start_switch("sw-a")
    lan.start_switch("sw-b")
    lan.see_each_other("sw-a", "sw-b")
