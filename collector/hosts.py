"""Names and addresses of this host, for its certificate and for tokens."""

import contextlib
import ipaddress
import socket
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

_FIB_TRIE = Path("/proc/net/fib_trie")
_IF_INET6 = Path("/proc/net/if_inet6")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
# Documentation addresses: connecting a datagram socket to them sends nothing.
_ANYWHERE = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))


def is_loopback(host: str) -> bool:
    """Return whether *host*, a name or an address, can only be this machine."""
    if host.lower().rstrip(".") in {"localhost", "ip6-localhost"}:
        return True
    try:
        address = ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return address.is_loopback or bool(mapped and mapped.is_loopback)


def is_unspecified(host: str) -> bool:
    """Return whether *host* means every address of this machine."""
    return host in {"", "0.0.0.0", "::", "[::]", "*"}  # noqa: S104 - compared only


def parse_fib_trie(text: str) -> list[str]:
    """Return the local IPv4 addresses that Linux' routing trie names."""
    found: list[str] = []
    last = ""
    for line in text.splitlines():
        words = line.split()
        if words[:1] in (["|--"], ["+--"]) and len(words) > 1:
            last = words[1]
        elif words[:3] == ["/32", "host", "LOCAL"] and last not in found:
            found.append(last)
    return found


def parse_if_inet6(text: str) -> list[str]:
    """Return the IPv6 addresses of ``/proc/net/if_inet6``, link-local ones left out."""
    found = []
    for line in text.splitlines():
        word = line.partition(" ")[0]
        with contextlib.suppress(ValueError):
            address = ipaddress.IPv6Address(bytes.fromhex(word))
            if not address.is_link_local:
                found.append(str(address))
    return found


def own_addresses() -> list[str]:
    """Return the addresses of this host that others may reach; what can be found."""
    found: list[str] = []
    with contextlib.suppress(OSError):
        found += parse_fib_trie(_FIB_TRIE.read_text(encoding="ascii"))
    with contextlib.suppress(OSError):
        found += parse_if_inet6(_IF_INET6.read_text(encoding="ascii"))
    for family, address in _ANYWHERE:
        with (
            contextlib.suppress(OSError),
            socket.socket(family, socket.SOCK_DGRAM) as probe,
        ):
            probe.connect((address, 9))
            found.append(probe.getsockname()[0])
    unique = dict.fromkeys(a for a in found if not is_loopback(a))
    return [a for a in unique if not is_unspecified(a)]


def own_names() -> list[str]:
    """Return the host name and, if it has one, the full name of this host."""
    names = [socket.gethostname(), socket.getfqdn()]
    return [n for n in dict.fromkeys(n.lower().rstrip(".") for n in names) if n]


def certificate_names(urls: Iterable[str]) -> list[str]:
    """Return what the server certificate is for: this host, loopback, *urls*' hosts."""
    hosts = [urlsplit(url).hostname or "" for url in urls]
    found = [*hosts, *own_names(), *_LOOPBACK, *own_addresses()]
    return [name for name in dict.fromkeys(found) if name]


def url_of(host: str, port: int, *, scheme: str = "https") -> str:
    """Return the URL of *host*, an IPv6 address in brackets."""
    shown = f"[{host}]" if ":" in host else host
    return f"{scheme}://{shown}:{port}"
