"""Mails go to a real server: in clear on this machine only, else by TLS, with a password."""

import base64
import email
import email.policy
import socketserver
import ssl
from email.message import EmailMessage

import pytest

from agent.shared.clock import SystemClock
from collector.authority import Authority
from collector.mailer import MailError, send
from collector.settings_messages import DigestSettings
from tests.support.sinks import Mails, running

FAR = "2130706433"  # 127.0.0.1 as one number: the mailer cannot know that it is near


class Server(Mails):
    """A mail server that offers STARTTLS and asks for a password, if it is told to."""

    def __init__(self, context=None):
        super().__init__()
        self.context = context
        self.said = []
        self.RequestHandlerClass = _Talk


class _Talk(socketserver.StreamRequestHandler):
    def handle(self):
        server, secure = self.server, False
        self._say("220 sink")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            server.said.append((secure, line))
            if word == "EHLO":
                offers = ["250-sink"]
                if server.context and not secure:
                    offers.append("250-STARTTLS")
                self._say("\r\n".join([*offers, "250 AUTH PLAIN"]))
            elif word == "STARTTLS":
                self._say("220 go on")
                self.request = server.context.wrap_socket(
                    self.request, server_side=True
                )
                self.rfile = self.request.makefile("rb")
                self.wfile = self.request.makefile("wb", buffering=0)
                secure = True
            elif word == "AUTH":
                self._say("235 come in" if "bad" not in line else "535 5.7.8 no")
            elif word == "RCPT" and "nobody" in line:
                self._say("550 no such user")
            elif word == "DATA":
                self._say("354 go on")
                self._keep()
                self._say("250 kept")
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 yes")

    def finish(self):
        """Close what STARTTLS has put in the place of the socket, too."""
        super().finish()
        self.request.close()

    def _say(self, text):
        self.wfile.write(f"{text}\r\n".encode())

    def _keep(self):
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line)
        made = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        self.server.take(made)


@pytest.fixture
def tls(tmp_path):
    """Return a server's context and the file with the CA that vouches for it."""
    authority = Authority(tmp_path / "tls")
    authority.ensure([FAR, "127.0.0.1", "localhost"], now=SystemClock().now())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority.server_file)
    return context, authority.ca_file


def message(text="Chào"):
    """Return a mail."""
    made = EmailMessage()
    made["Subject"] = "Việc hôm nay"
    made.set_content(text)
    return made


def settings(port, host="127.0.0.1", **more):
    """Return the settings for a server."""
    told = {"from_": "hatang@so.example", "to": ("it@so.example",), "timeout_s": 5.0}
    return DigestSettings(smtp=f"{host}:{port}", **told, **more)


def password(tmp_path, text="bi-mat"):
    """Return a file that holds a password."""
    path = tmp_path / "password"
    path.write_text(text)
    path.chmod(0o600)
    return {"user": "hatang", "password_file": path}


def test_on_this_machine_it_goes_in_clear():
    """Vietnamese arrives whole."""
    with running(Server()) as (server, port):
        send(message(), settings(port))
    (mail,) = server.received
    assert mail["Subject"] == "Việc hôm nay"
    assert mail.get_content().strip() == "Chào"


def test_elsewhere_it_goes_by_tls_with_the_password_inside(tls, tmp_path):
    """Nothing but the greeting is said before; the certificate is checked."""
    context, ca = tls
    with running(Server(context)) as (server, port):
        send(message(), settings(port, FAR, ca_file=ca, **password(tmp_path)))
    assert len(server.received) == 1
    assert [line.split()[0].upper() for secure, line in server.said if not secure] == [
        "EHLO",
        "STARTTLS",
    ]
    (login,) = [line for secure, line in server.said if line.startswith("AUTH")]
    assert base64.b64decode(login.split()[-1]) == b"\0hatang\0bi-mat"


def test_without_tls_nothing_leaves_the_machine(tmp_path):
    """Neither the mail nor the password."""
    with (
        running(Server()) as (server, port),
        pytest.raises(MailError, match="STARTTLS"),
    ):
        send(message(), settings(port, FAR, **password(tmp_path)))
    assert server.received == []
    assert not [line for _, line in server.said if line.startswith("AUTH")]


def test_a_certificate_that_nobody_vouches_for_is_refused(tls):
    """Also where TLS is offered on this machine."""
    refused = pytest.raises(MailError, match="certificate")
    with running(Server(tls[0])) as (server, port), refused:
        send(message(), settings(port, FAR))
    assert server.received == []


def test_what_the_server_refuses_is_told_without_the_password(tmp_path):
    """A wrong password, and an address that it does not know."""
    with running(Server()) as (server, port):
        bad = password(tmp_path, "bi-mat")
        with pytest.raises(MailError, match="it takes no mail for nobody@"):
            send(
                message(),
                DigestSettings(
                    smtp=f"127.0.0.1:{port}", from_="a@b", to=("nobody@so.example",)
                ),
            )
        bad["password_file"].chmod(0o644)
        with pytest.raises(MailError, match="others may read it") as caught:
            send(message(), settings(port, **bad))
        assert "bi-mat" not in str(caught.value)
    assert server.received == []


def test_a_server_that_is_not_there_is_an_error():
    """With its address."""
    with running(Server()) as (_server, port):
        pass
    with pytest.raises(MailError, match=f"127.0.0.1:{port}"):
        send(message(), settings(port))


def test_a_ca_that_cannot_be_read_is_an_error(tmp_path):
    """And no crash of the job."""
    with pytest.raises(MailError, match="No such file"):
        send(message(), settings(25, ca_file=tmp_path / "none"))
