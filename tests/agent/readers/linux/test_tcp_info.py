"""What the kernel knows of a connection."""

import socket
import struct
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.linux.tcp_info import SIZE, TcpInfo, read_tcp_info


@given(st.binary(max_size=300))
def test_any_bytes_are_read(content):
    """What is not there is unknown; an efficiency is a share."""
    info = read_tcp_info(content)
    assert (info.bytes_again is None) == (len(content) < 216)
    assert info.efficiency is None or 0 <= info.efficiency <= 1


def test_the_efficiency_is_what_was_not_sent_again():
    """RFC 6349: 5 of 100 bytes again are 95 %."""
    assert TcpInfo(bytes_sent=100, bytes_again=5).efficiency == pytest.approx(0.95)
    assert TcpInfo(bytes_sent=0, bytes_again=0).efficiency is None


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux is read without a library"
)
def test_the_kernel_of_this_machine_is_read():
    """What was sent over loopback is acknowledged, to the byte."""
    with (
        socket.create_server(("127.0.0.1", 0)) as listening,
        socket.create_connection(listening.getsockname()) as near,
        listening.accept()[0] as far,
    ):
        near.sendall(bytes(50_000))
        got = 0
        while got < 50_000:
            got += len(far.recv(65536))
        content = near.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, SIZE)
        received = far.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, SIZE)
    info = read_tcp_info(content)
    assert info.bytes_sent == 50_000
    assert info.bytes_acked in {50_000, 50_001}
    assert info.bytes_again == 0
    assert info.data_delivered >= 1
    other = read_tcp_info(received)
    assert other.data_received >= 1
    assert struct.unpack_from("=I", content, 68)[0] == info.rtt_us
