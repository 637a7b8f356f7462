"""Datagrams over loopback."""

import socket
from contextlib import closing

from agent.sources.snmp.address import Address
from agent.sources.snmp.datagrams import UdpDatagrams


def test_what_is_sent_can_be_answered():
    """With the address of who answers."""
    with (
        closing(UdpDatagrams()) as ours,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as device,
    ):
        device.bind(("127.0.0.1", 0))
        device.settimeout(10)
        address = Address("127.0.0.1", device.getsockname()[1])
        assert ours.receive(0) == []
        assert ours.send(b"who", address)
        packet, sender = device.recvfrom(100)
        assert packet == b"who"
        device.sendto(b"I", sender)
        device.sendto(b"I again", sender)
        found = ours.receive(10)
        while len(found) < 2:
            found += ours.receive(10)
        assert found == [(b"I", address), (b"I again", address)]


def test_nobody_there_is_no_failure():
    """Neither a closed port, nor an address that cannot be, nor a broadcast."""
    with closing(UdpDatagrams()) as ours:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as gone:
            gone.bind(("127.0.0.1", 0))
            port = gone.getsockname()[1]
        assert ours.send(b"who", Address("127.0.0.1", port))
        assert ours.receive(0.05) == []
        assert not ours.send(b"who", Address("no address", 161))
        assert not ours.send(b"who", Address("255.255.255.255", 161))
    assert ours.receive(0) == []
