"""Datagrams over loopback."""

import contextlib
import os
import socket
import sys
from contextlib import closing
from pathlib import Path

import pytest

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


@pytest.mark.skipif(sys.platform == "win32", reason="Linux' files")
def test_a_sweep_works_beside_very_many_open_files():
    """``select`` would not take a socket whose number is above 1023."""
    import resource  # Windows has none

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 1200:
        pytest.fail("this machine lets nobody open 1200 files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 1200), hard))
    with contextlib.ExitStack() as stack:
        for _ in range(1100):
            stack.enter_context(Path(os.devnull).open("rb"))
        other = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        other.bind(("127.0.0.1", 0))
        datagrams = UdpDatagrams()
        stack.callback(datagrams.close)
        assert datagrams.send(b"x", Address(*other.getsockname()))
        _, sender = other.recvfrom(10)
        other.sendto(b"y", ("127.0.0.1", sender[1]))
        assert [packet for packet, _ in datagrams.receive(5)] == [b"y"]
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
