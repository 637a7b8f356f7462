"""An agent of SNMP on loopback that says whatever a test wants."""

import socket
import threading
from collections.abc import Callable, Sequence

from agent.sources.snmp.address import Address

Answer = Callable[[bytes], bytes | Sequence[bytes] | None]


class Agent:
    """Answers each packet with what *answer* makes of it; None is silence.

    Several packets are sent one after the other. It lives for the length of a block.
    """

    def __init__(self, answer: Answer, host: str = "127.0.0.1") -> None:
        self.answer = answer
        self.received: list[bytes] = []
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_DGRAM)
        self.socket.bind((host, 0))
        self.address = Address(host, int(self.socket.getsockname()[1]))
        self.speaker = self.socket
        self.thread = threading.Thread(target=self._serve)

    def _serve(self) -> None:
        while True:
            packet, sender = self.socket.recvfrom(65535)
            if not packet:
                return
            self.received.append(packet)
            said = self.answer(packet)
            packets = [said] if isinstance(said, bytes) else said or []
            for each in packets:
                self.speaker.sendto(each, sender)

    def __enter__(self) -> "Agent":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with socket.socket(self.socket.family, socket.SOCK_DGRAM) as last:
            last.sendto(b"", (self.address.host, self.address.port))
        self.thread.join()
        self.socket.close()


def reply(packet: bytes, error: int = 0) -> bytes:
    """Return a GETRESPONSE with the names of a question, the last one's NULL as it is."""
    place = packet.index(b"\x04") + 2 + packet[packet.index(b"\x04") + 1]
    head = packet[:place] + b"\xa2" + packet[place + 1 :]
    identifier = place + 2
    length = head[identifier + 1]
    status = identifier + 2 + length + 2
    head = head[:status] + bytes([error]) + head[status + 1 :]
    index = status + 3
    return head[:index] + b"\x00" + head[index + 1 :]
