"""Checks against real servers of Debian: nginx, dnsmasq, slapd, OpenSMTPD.

Certificates are made here: one that is right, one of ourselves, one that is over, one that
is over soon, one for another name.
"""

import datetime as dt

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from agent.services.check import check
from agent.shared.clock import SystemClock
from agent.shared.service_settings import ServiceSettings
from tests.support.processes import free_port, need, need_root, started, wait_for

pytestmark = pytest.mark.system

NOW = dt.datetime.fromtimestamp(SystemClock().now(), dt.UTC)
DAY = dt.timedelta(days=1)
ENDS = {
    "good": 300 * DAY,
    "soon": 3 * DAY,
    "over": -2 * DAY,
    "other": 300 * DAY,
    "own": 300 * DAY,
}
SITE = """
server {{
    listen 127.0.0.1:{port} ssl;
    ssl_certificate {folder}/{name}.pem;
    ssl_certificate_key {folder}/{name}.key;
    location = / {{ return 200 "Dich vu cong"; }}
    location = /moved {{ return 301 /; }}
    location = /away {{ return 302 https://elsewhere.example/; }}
    location = /closed {{ return 403; }}
    location = /cut {{ return 444; }}
}}
"""
NGINX = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {sites}
}}
"""


def key():
    """Return a fresh key."""
    return ec.generate_private_key(ec.SECP256R1())


def name(text):
    """Return a distinguished name."""
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def certificate(subject, own_key, signer, ends, *, names=(), ca=False):
    """Return a certificate; *signer* is the issuer's name and key."""
    builder = (
        x509.CertificateBuilder()
        .subject_name(name(subject))
        .issuer_name(signer[0])
        .public_key(own_key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - 30 * DAY)
        .not_valid_after(NOW + ends)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    )
    if names:
        known = [x509.DNSName(one) for one in names]
        builder = builder.add_extension(
            x509.SubjectAlternativeName(known), critical=False
        )
    return builder.sign(signer[1], hashes.SHA256())


def write(folder, stem, made, own_key):
    """Write a certificate and its key."""
    (folder / f"{stem}.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = own_key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / f"{stem}.key").write_bytes(plain)


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """Give the port of a site for each certificate, and the CA's file."""
    folder = tmp_path_factory.mktemp("nginx")
    ca_key = key()
    ca = certificate("Test CA", ca_key, (name("Test CA"), ca_key), 900 * DAY, ca=True)
    write(folder, "ca", ca, ca_key)
    ports = {}
    for stem, ends in ENDS.items():
        own_key = key()
        signer = (name(stem), own_key) if stem == "own" else (name("Test CA"), ca_key)
        host = "elsewhere.example" if stem == "other" else "localhost"
        write(
            folder,
            stem,
            certificate(stem, own_key, signer, ends, names=[host]),
            own_key,
        )
        ports[stem] = free_port()
    text = "".join(
        SITE.format(port=port, folder=folder, name=stem) for stem, port in ports.items()
    )
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, sites=text))
    command = [need("nginx"), "-c", str(config), "-p", str(folder), "-e", "stderr"]
    with started(command, folder / "nginx.log"):
        for port in ports.values():
            probe = ServiceSettings("x", f"tcp://127.0.0.1:{port}")
            wait_for(lambda p=probe: check(p).word == "ok", within_s=20, name="nginx")
        yield ports, folder / "ca.pem"


def asked(sites, stem, path="/", **more):
    """Return the check of one site."""
    ports, ca = sites
    url = f"https://localhost:{ports[stem]}{path}"
    return check(ServiceSettings("s", url, ca_file=ca, timeout_s=5, **more))


@pytest.mark.parametrize(
    ("stem", "word"),
    [
        *(("good", "ok"), ("soon", "ok"), ("over", "certificate_expired")),
        *(("other", "certificate_name"), ("own", "certificate_untrusted")),
    ],
)
def test_a_certificate_ends_in_its_word_and_tells_its_end(sites, stem, word):
    """Also where it was not accepted."""
    result = asked(sites, stem)
    assert result.word == word, result
    wanted = (NOW + ENDS[stem]).timestamp()
    assert abs(result.expires - wanted) < 2
    if word == "ok":
        assert set(result.phases) == {"dns", "connect", "tls", "first_byte", "total"}


def test_who_wants_no_certificate_checked_gets_an_answer(sites):
    """And is told its end all the same."""
    result = asked(sites, "over", insecure=True)
    assert result.word == "ok"
    assert result.expires < NOW.timestamp()


@pytest.mark.parametrize(
    ("path", "more", "word"),
    [
        ("/", {"text": "Dich vu cong"}, "ok"),
        ("/", {"text": "something else"}, "wrong_text"),
        ("/moved", {}, "ok"),
        ("/moved", {"redirects": "none"}, "redirected"),
        ("/away", {}, "redirected"),
        ("/closed", {}, "wrong_status"),
        ("/closed", {"status": (200, 403)}, "ok"),
        ("/cut", {}, "protocol"),
    ],
)
def test_pages_are_what_they_should_be(sites, path, more, word):
    """By a real nginx."""
    assert asked(sites, "good", path, **more).word == word


def test_plain_http_at_a_port_of_tls(sites):
    """Nginx answers 400; it is no right answer."""
    port = sites[0]["good"]
    result = check(ServiceSettings("s", f"http://127.0.0.1:{port}/", timeout_s=5))
    assert (result.word, result.status) == ("wrong_status", 400)


def test_a_real_resolver(tmp_path):
    """What it knows, what is not there, and a name that it may not ask for."""
    port = free_port()
    command = [
        *(need("dnsmasq"), "--keep-in-foreground", "--no-resolv", "--no-hosts"),
        *("--conf-file=/dev/null", "--listen-address=127.0.0.1", "--bind-interfaces"),
        *(
            f"--port={port}",
            "--address=/portal.example/10.0.0.9",
            "--local=/gone.example/",
        ),
        f"--pid-file={tmp_path / 'pid'}",
    ]

    def word(asked_for):
        url = f"dns://127.0.0.1:{port}/{asked_for}"
        return check(ServiceSettings("s", url, timeout_s=1)).word

    with started(command, tmp_path / "log"):
        wait_for(lambda: word("portal.example") == "ok", within_s=10, name="dnsmasq")
        assert word("gone.example") == "ok"  # that there is none is an answer
        assert word("other.example") == "dns_failed"  # refused
    assert word("portal.example") == "dns_failed"


def test_a_real_directory(tmp_path):
    """Slapd answers an anonymous bind, and one that forbids it is there, too."""
    need_root()
    port = free_port()
    config = tmp_path / "slapd.conf"
    config.write_text(
        f"include /etc/ldap/schema/core.schema\npidfile {tmp_path}/pid\n"
        "modulepath /usr/lib/ldap\nmoduleload back_mdb\n"
        f'database mdb\nsuffix "dc=example"\ndirectory {tmp_path}\n'
    )
    command = [
        need("slapd"),
        "-d",
        "0",
        "-f",
        str(config),
        "-h",
        f"ldap://127.0.0.1:{port}",
    ]
    settings = ServiceSettings("s", f"ldap://127.0.0.1:{port}", timeout_s=3)
    with started(command, tmp_path / "log"):
        wait_for(lambda: check(settings).word == "ok", within_s=20, name="slapd")
    config.write_text("disallow bind_anon\n" + config.read_text())
    with started(command, tmp_path / "log"):
        wait_for(lambda: check(settings).word == "ok", within_s=20, name="slapd")
    assert check(settings).word == "refused"


def test_a_real_mail_server(tmp_path):
    """OpenSMTPD says 220; an IMAP client would be at the wrong door."""
    need_root()
    program = need("smtpd")
    port = free_port()
    config = tmp_path / "smtpd.conf"
    config.write_text(
        f'listen on 127.0.0.1 port {port} hostname "mail.example"\n'
        'action "drop" relay\nmatch from local for any action "drop"\n'
    )
    command = [program, "-d", "-f", str(config)]
    smtp = ServiceSettings("s", f"smtp://127.0.0.1:{port}", timeout_s=3)
    with started(command, tmp_path / "log") as running:
        try:
            wait_for(lambda: check(smtp).word == "ok", within_s=20, name="smtpd")
        except TimeoutError:
            raise AssertionError(running.output()) from None
        imap = ServiceSettings("s", f"imap://127.0.0.1:{port}", timeout_s=3)
        assert check(imap).word == "protocol"
        running.stop()
