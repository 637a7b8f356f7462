"""A connection to a service: each phase timed, all of it within one limit.

Slow drips do not outlast the limit: before each read what is left of it is set anew.
"""

import io
import socket
import ssl
import time
from typing import Any

from agent.services.shapes import Phase, ServiceError

_VERIFY_EXPIRED = frozenset({9, 10})  # X509_V_ERR_CERT_NOT_YET_VALID, …_HAS_EXPIRED
_VERIFY_NAME = frozenset({62, 64})  # …_HOSTNAME_MISMATCH, …_IP_ADDRESS_MISMATCH


class Limit:
    """The time that a check may take, and how long its phases took."""

    def __init__(self, seconds: float) -> None:
        self.begun = time.perf_counter()
        self._end = self.begun + seconds
        self.phases: dict[Phase, float] = {}

    def left(self) -> float:
        """Return the seconds that are left.

        Raises:
            ServiceError: none are.
        """
        left = self._end - time.perf_counter()
        if left <= 0:
            raise ServiceError("timeout", "no whole answer in time")
        return left

    def note(self, phase: Phase, since: float) -> None:
        """Note how long *phase* took; several of one are added up."""
        took = time.perf_counter() - since
        self.phases[phase] = self.phases.get(phase, 0.0) + took


class Connection:
    """An open connection; ``stream`` reads from it within the limit."""

    def __init__(self, door: socket.socket, limit: Limit) -> None:
        self.door = door
        self._limit = limit
        self._first = True
        self._sent = time.perf_counter()
        self.stream = io.BufferedReader(_Reader(self))

    def send(self, octets: bytes) -> None:
        """Send *octets*.

        Raises:
            ServiceError: it cannot be done.
        """
        self.door.settimeout(self._limit.left())
        self._sent = time.perf_counter()
        try:
            self.door.sendall(octets)
        except OSError as err:
            raise told(err) from err

    def receive_into(self, buffer: Any) -> int:
        """Read into *buffer* what comes next; 0 at the end.

        Raises:
            ServiceError: nothing comes in time, or the connection breaks.
        """
        self.door.settimeout(self._limit.left())
        try:
            count = self.door.recv_into(buffer)
        except OSError as err:
            raise told(err) from err
        if self._first:
            self._first = False
            self._limit.note("first_byte", self._sent)
        return count

    def close(self) -> None:
        """Close it."""
        self.door.close()


class _Reader(io.RawIOBase):
    """The connection as the standard library's readers want it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._connection.receive_into(buffer)


def connect(host: str, port: int, limit: Limit) -> socket.socket:
    """Return a TCP connection to *host*; each of its addresses is tried.

    Raises:
        ServiceError: the name has no address, or none of them answers.
    """
    begun = time.perf_counter()
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as err:
        raise ServiceError("dns_failed", str(err)) from err
    finally:
        limit.note("dns", begun)
    trouble = ServiceError("dns_failed", f"{host} has no address")
    for family, kind, protocol, _name, address in found[:4]:
        begun = time.perf_counter()
        door = socket.socket(family, kind, protocol)
        try:
            door.settimeout(limit.left())
            door.connect(address)
        except OSError as err:
            door.close()
            trouble = told(err)
        except ServiceError:
            door.close()
            raise
        else:
            limit.note("connect", begun)
            return door
    raise trouble


def secure(
    door: socket.socket, host: str, context: ssl.SSLContext, limit: Limit
) -> ssl.SSLSocket:
    """Return *door* under TLS.

    Raises:
        ServiceError: the handshake failed, or the certificate is not right.
    """
    begun = time.perf_counter()
    try:
        host.encode("idna")  # what TLS cannot carry; wrap_socket would leave door open
        door.settimeout(limit.left())
        return context.wrap_socket(door, server_hostname=host)
    except ssl.SSLCertVerificationError as err:
        raise _certificate(err) from err
    except TimeoutError as err:
        raise ServiceError("timeout", "the TLS handshake takes too long") from err
    except ConnectionResetError as err:
        raise ServiceError("reset", "closed within the TLS handshake") from err
    except (ssl.SSLError, OSError) as err:
        raise ServiceError("tls_failed", _reason(err)) from err
    except ValueError as err:
        raise ServiceError("tls_failed", str(err)[:200]) from err
    finally:
        limit.note("tls", begun)


def expiry(secured: ssl.SSLSocket) -> float | None:
    """Return the end of the server's certificate, whether it was checked or not."""
    plain: Any = secured.getpeercert()
    if plain and "notAfter" in plain:
        return float(ssl.cert_time_to_seconds(plain["notAfter"]))
    octets = secured.getpeercert(binary_form=True)
    if not octets:
        return None
    from cryptography import x509  # seldom: only where nothing was checked

    try:
        return x509.load_der_x509_certificate(octets).not_valid_after_utc.timestamp()
    except ValueError:
        return None


def told(err: OSError) -> ServiceError:
    """Return what went wrong with a connection as the word for it."""
    if isinstance(err, TimeoutError):
        return ServiceError("timeout", "no answer in time")
    if isinstance(err, ConnectionRefusedError):
        return ServiceError("refused", "nobody listens there")
    if isinstance(err, ConnectionError):
        return ServiceError("reset", "the connection was cut")
    if isinstance(err, ssl.SSLError):
        return ServiceError("tls_failed", _reason(err))
    return ServiceError("unreachable", err.strerror or str(err))


def _certificate(err: ssl.SSLCertVerificationError) -> ServiceError:
    text = str(err.verify_message)
    if err.verify_code in _VERIFY_EXPIRED:
        return ServiceError("certificate_expired", text)
    if err.verify_code in _VERIFY_NAME:
        return ServiceError("certificate_name", text)
    return ServiceError("certificate_untrusted", text)


def _reason(err: OSError) -> str:
    return str(getattr(err, "reason", None) or err.strerror or err)[:200]
