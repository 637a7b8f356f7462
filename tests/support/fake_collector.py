"""A small HTTPS collector for tests: own CA, enrolment, reports by the contract."""

import datetime
import gzip
import hashlib
import ipaddress
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.x509.oid import NameOID

from agent.shared import wire
from agent.shared.secret import Secret
from agent.shared.token import EnrolmentToken, encode_token

OLD = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


def make_ca():
    """Return a CA's key and certificate."""
    return _certificate("Test CA", None)


def _certificate(name, issuer, *, start=OLD):
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    signer, issuer_name = (key, subject) if issuer is None else issuer
    if issuer is not None:
        issuer_name = issuer[1].subject
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer_name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + datetime.timedelta(days=36500))
        .add_extension(x509.BasicConstraints(issuer is None, None), critical=True)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()),
            critical=False,
        )
    )
    if issuer is None:
        names = ("content_commitment", "key_encipherment", "data_encipherment")
        names += ("key_agreement", "encipher_only", "decipher_only")
        names = dict.fromkeys(names, False)
        usage = x509.KeyUsage(
            digital_signature=True, key_cert_sign=True, crl_sign=True, **names
        )
        builder = builder.add_extension(usage, critical=True)
    else:
        place = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
        builder = builder.add_extension(
            x509.SubjectAlternativeName([place]), critical=False
        )
    return key, builder.sign(signer, hashes.SHA256())


class FakeCollector:
    """Answers as the wire says; ``answers`` are refusals to give first, in order.

    ``reports`` maps (spool, sequence) to the body of every report that was stored.
    """

    def __init__(self, folder, *, valid_from=OLD):
        self.reports = {}
        self.bodies = []  # decoded batches, as they came
        self.tables = {}
        self.repeats = 0
        self.answers = []
        self.refuse = {}
        self.lose_answers = 0
        self.want_facts = False
        self.enrolments = []
        self.credentials = []
        self.authorizations = []  # of the deliveries
        self.offset_s = 0.0
        self.date = None  # of the head, if it is not the true one
        self.bytes_in = 0
        self.ca = make_ca()
        key, certificate = _certificate("127.0.0.1", self.ca, start=valid_from)
        path = folder / "server.pem"
        path.write_bytes(
            key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            + certificate.public_bytes(Encoding.PEM)
        )
        self.ca_pem = self.ca[1].public_bytes(Encoding.PEM)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        fake = self

        class Handler(_Handler):
            collector = fake

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.socket = context.wrap_socket(
            self.server.socket, server_side=True, do_handshake_on_connect=False
        )
        self.url = f"https://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.05}
        )
        self.thread.start()

    def close(self):
        """Stop serving."""
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    @property
    def pin(self):
        """The pin of the CA's public key."""
        key = self.ca[1].public_key()
        return hashlib.sha256(
            key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        ).hexdigest()

    def token(self, *, pin=None, urls=None):
        """Return a token for this collector."""
        secret = Secret("the-secret-of-the-token")
        return encode_token(
            EnrolmentToken(tuple(urls or [self.url]), pin or self.pin, "t1", secret)
        )

    def take(self, batch):
        """Return the acknowledgement of *batch*."""
        self.bodies.append(batch)
        self.tables.update(batch.tables)
        outcomes, wanted = [], []
        for raw in batch.reports:
            report = wire.decode(raw, wire.Report)
            name = (report.spool, report.sequence)
            missing = [r.table for r in report.readings if r.table not in self.tables]
            result, reason = "stored", ""
            if name in self.refuse:
                result, reason = "refused", self.refuse[name]
            elif missing:
                result = "wait_for_table"
                wanted += missing
            elif name in self.reports:
                result = "repeated"
                self.repeats += 1
                assert self.reports[name] == bytes(raw), "another body, same name"
            else:
                self.reports[name] = bytes(raw)
            outcomes.append(wire.Outcome(*name, result, reason))
        return wire.Acknowledgement(
            received=batch.sent - self.offset_s,
            outcomes=tuple(outcomes),
            want_tables=tuple(dict.fromkeys(wanted)),
            want_facts=self.want_facts,
        )


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    collector: FakeCollector

    def log_message(self, *_):
        """Stay silent."""

    def date_time_string(self, timestamp=None):
        """Return what the Date header says."""
        return self.collector.date or super().date_time_string(timestamp)

    def answer(self, status, content, kind="application/json", headers=()):
        """Answer one request."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def do_GET(self):
        """Answer one request."""
        if self.path == "/ca.pem":
            self.answer(200, self.collector.ca_pem, "application/x-pem-file")
        else:
            self.answer(200, b"ready\n", "text/plain")

    def do_POST(self):
        """Answer one request."""
        fake = self.collector
        body = self.rfile.read(int(self.headers["Content-Length"]))
        fake.bytes_in += len(body) + len(str(self.headers)) + len(self.requestline)
        if fake.answers:
            status, content, kind, headers = fake.answers.pop(0)
            self.answer(status, content, kind, headers)
        elif self.path == "/api/v1/enrolment":
            request = wire.decode(body, wire.EnrolmentRequest)
            fake.enrolments.append(request)
            self.reply(wire.EnrolmentAnswer(request.agent, "active"))
        elif self.path == "/api/v1/agent/credential":
            fake.credentials.append(wire.decode(body, wire.CredentialRequest))
            self.answer(204, b"")
        else:
            fake.authorizations.append(self.headers["Authorization"])
            batch = wire.decode(gzip.decompress(body), wire.Batch)
            self.reply(fake.take(batch))

    def reply(self, message):
        """Answer one request."""
        if self.collector.lose_answers:
            self.collector.lose_answers -= 1
            self.close_connection = True
            return
        self.answer(200, msgspec.json.encode(message))


def refusal(status, reason, detail="do something", headers=()):
    """Return an answer for ``FakeCollector.answers``: a problem."""
    problem = wire.Problem("No", status, reason, detail)
    return status, msgspec.json.encode(problem), "application/problem+json", headers
