"""The server: several addresses, TLS that follows its files, limits, a clean end."""

import asyncio
import contextlib
import socket
import ssl

import pytest
import requests

from collector.authority import Authority
from collector.web.config_file import WebConfigFile
from collector.web.listeners import Address, bind
from collector.web.server import Server, run
from collector.web.tls import TlsFiles

NOW = 1_795_000_000.0


async def echo(scope, receive, send):
    """Answer with how many bytes came."""
    size = 0
    while True:
        message = await receive()
        size += len(message.get("body", b""))
        if not message.get("more_body"):
            break
    start = {"type": "http.response.start", "status": 200}
    headers = [(b"content-type", b"text/plain"), (b"content-length", b"%d" % 8)]
    await send({**start, "headers": headers})
    await send({"type": "http.response.body", "body": b"%8d" % size})


@contextlib.asynccontextmanager
async def serving(folder, *, schemes=("http",), app=echo, web_config=None):
    """Run a server in this loop; yield its URLs."""
    authority = Authority(folder)
    authority.ensure(["localhost", "127.0.0.1"], now=NOW)
    config = WebConfigFile(web_config)
    tls = TlsFiles(config.current, authority.server_file)
    listeners = [
        each for scheme in schemes for each in bind(Address(scheme, "127.0.0.1", 0))
    ]
    server = Server(app, listeners, tls)
    task = asyncio.create_task(server.serve_here())
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield [listener.address.url for listener in listeners]
    finally:
        server.should_exit = True
        await task


def talk(url, *parts, wait=5.0):
    """Send raw bytes, return what came back until the end."""
    host, port = url.partition("://")[2].split(":")
    with socket.create_connection((host, int(port)), timeout=wait) as peer:
        with contextlib.suppress(OSError):
            for part in parts:
                peer.sendall(part)
        answer = b""
        with contextlib.suppress(ConnectionError):
            while data := peer.recv(65536):
                answer += data
        return answer


def serial_of(url):
    """Return the certificate that is shown at a new connection, as PEM."""
    host, port = url.partition("://")[2].split(":")
    return ssl.get_server_certificate((host, int(port)))


def test_one_application_answers_on_https_and_http(tmp_path):
    """A client that trusts our CA alone is served over TLS."""

    async def main():
        async with serving(tmp_path, schemes=("https", "http")) as urls:
            for url in urls:
                answer = await asyncio.to_thread(
                    requests.post, url, b"12345", verify=tmp_path / "ca.pem", timeout=5
                )
                assert (answer.status_code, answer.text.strip()) == (200, "5")
                assert "server" not in answer.headers
            with pytest.raises(requests.exceptions.SSLError):
                await asyncio.to_thread(requests.get, urls[0], timeout=5)
        return 0

    assert run(main()) == 0


def test_a_renewed_certificate_holds_for_the_next_connection(tmp_path):
    """Nobody has to restart anything."""

    async def main():
        async with serving(tmp_path, schemes=("https",)) as (url,):
            before = await asyncio.to_thread(serial_of, url)
            assert await asyncio.to_thread(serial_of, url) == before
            Authority(tmp_path).ensure(["localhost"], now=NOW + 300 * 86400)
            assert await asyncio.to_thread(serial_of, url) != before
            good = (tmp_path / "server.pem").read_bytes()
            (tmp_path / "server.pem").write_text("half of")
            after = await asyncio.to_thread(serial_of, url)
            assert after.encode().split()[2] in good
        return 0

    assert run(main()) == 0


def test_client_certificates_are_asked_for_as_web_config_says(tmp_path):
    """Without a certificate of the client CA nobody is served."""
    Authority(tmp_path).ensure(["localhost", "127.0.0.1"], now=NOW)
    web_config = tmp_path / "web.yml"
    web_config.write_text(
        "tls_server_config:\n  cert_file: server.pem\n  key_file: server.pem\n"
        "  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: ca.pem\n"
    )

    def get(url):
        return requests.get(url, verify=tmp_path / "ca.pem", timeout=5)

    async def main():
        async with serving(tmp_path, schemes=("https",), web_config=web_config) as (
            url,
        ):
            with pytest.raises(requests.exceptions.ConnectionError):
                await asyncio.to_thread(get, url)
        return 0

    assert run(main()) == 0


def test_headers_that_are_too_large_end_the_connection(tmp_path):
    """Neither one huge header nor many small ones fill the memory."""
    head = b"GET / HTTP/1.1\r\nhost: x\r\n"

    async def main():
        async with serving(tmp_path) as (url,):
            large = head + b"a: " + b"x" * 40_000 + b"\r\n\r\n"
            assert b" 431 " in await asyncio.to_thread(talk, url, large)
            many = [head, *[b"a: " + b"x" * 999 + b"\r\n"] * 400]
            answer = await asyncio.to_thread(talk, url, *many)
            assert answer == b"" or b" 431 " in answer
            body = b"POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n"
            body += b"content-length: 200000\r\n\r\n" + b"y" * 200_000
            assert b"200000" in await asyncio.to_thread(talk, url, body)
        return 0

    assert run(main()) == 0


def test_junk_is_answered_with_400(tmp_path):
    """What is not HTTP does not disturb the server."""

    async def main():
        async with serving(tmp_path) as (url,):
            assert b" 400 " in await asyncio.to_thread(
                talk, url, b"\x16\x03\x01junk\r\n"
            )
        return 0

    assert run(main()) == 0


def test_a_stop_lets_a_running_request_finish(tmp_path):
    """What has begun is answered before the server ends."""
    began = []

    async def slow(scope, receive, send):
        began.append(True)
        await asyncio.sleep(0.3)
        await echo(scope, receive, send)

    async def main():
        async with serving(tmp_path, app=slow) as (url,):
            answer = asyncio.create_task(
                asyncio.to_thread(requests.get, url, timeout=5)
            )
            while not began:
                await asyncio.sleep(0.01)
        assert (await answer).status_code == 200
        return 0

    assert run(main()) == 0


def test_an_idle_connection_does_not_hold_up_the_end(tmp_path, caplog):
    """Agents keep theirs between two reports and do not read meanwhile."""

    async def main():
        async with serving(tmp_path, schemes=("https",)) as (url,):
            session = requests.Session()
            await asyncio.to_thread(
                session.get, url, verify=str(tmp_path / "ca.pem"), timeout=5
            )
        await asyncio.to_thread(session.close)
        return 0

    assert run(main()) == 0
    assert "timeout graceful shutdown" not in caplog.text
