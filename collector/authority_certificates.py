"""Making and reading X.509 certificates; functions of values."""

import contextlib
import hashlib
import ipaddress
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

CA_LIFE = timedelta(days=3652)
SERVER_LIFE = timedelta(days=396)
_BACKDATE = timedelta(days=1)  # for clocks that are a little behind
Key = ec.EllipticCurvePrivateKey


class AuthorityError(Exception):
    """The CA or a certificate cannot be used; the text says which and why."""


def pin_of(pem: bytes) -> str:
    """Return the SHA-256 of the SubjectPublicKeyInfo of the last certificate of *pem*.

    Raises:
        AuthorityError: *pem* holds no certificate.
    """
    info = (
        anchor_of(pem)
        .public_key()
        .public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    )
    return hashlib.sha256(info).hexdigest()


def anchor_of(pem: bytes) -> x509.Certificate:
    """Return the last certificate of a chain: what those who pin it trust."""
    try:
        return x509.load_pem_x509_certificates(pem)[-1]
    except (ValueError, IndexError) as err:
        raise AuthorityError(f"holds no certificate in PEM: {err}") from err


def anchor_pem(pem: bytes) -> bytes:
    """Return the last certificate of the chain *pem*, alone.

    Raises:
        AuthorityError: it is not self-signed, so that agents could not trust it.
    """
    anchor = anchor_of(pem)
    if anchor.subject != anchor.issuer:
        raise AuthorityError(
            "the last certificate of cert_file is not a CA's own: append the "
            "certificate of the CA, because agents trust that one alone"
        )
    return anchor.public_bytes(serialization.Encoding.PEM)


def read_key(pem: bytes) -> Key:
    """Return the private key that *pem* holds.

    Raises:
        AuthorityError: it is not a key on an elliptic curve.
    """
    try:
        key = serialization.load_pem_private_key(pem, None)
    except (ValueError, TypeError) as err:
        raise AuthorityError(f"is not a private key: {err}") from err
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise AuthorityError("is not a key on an elliptic curve")
    return key


def read_certificate(pem: bytes) -> x509.Certificate:
    """Return the first certificate of *pem*.

    Raises:
        AuthorityError: there is none.
    """
    try:
        return x509.load_pem_x509_certificates(pem)[0]
    except (ValueError, IndexError) as err:
        raise AuthorityError(f"is not a certificate: {err}") from err


def _moment(now: float) -> datetime:
    return datetime.fromtimestamp(int(now), UTC)


def new_key() -> Key:
    """Return a fresh private key on P-256."""
    return ec.generate_private_key(ec.SECP256R1())


def private_pem(key: Key) -> bytes:
    """Return *key* as PKCS #8 in PEM, not encrypted."""
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def is_due(
    leaf: x509.Certificate, ca: x509.Certificate, names: Sequence[str], *, now: float
) -> bool:
    """Return whether *leaf* must be replaced.

    At two thirds of its life, when it lacks one of *names*, or is not of *ca*.
    """
    try:
        leaf.verify_directly_issued_by(ca)
    except (InvalidSignature, ValueError, TypeError):
        return True
    begin, end = leaf.not_valid_before_utc, leaf.not_valid_after_utc
    if not begin <= _moment(now) < begin + (end - begin) * 2 / 3:
        return True
    return not set(_san(names)) <= set(_names_of(leaf))


def self_sign(key: Key, *, now: float) -> x509.Certificate:
    """Return the certificate of a new CA that may only sign servers."""
    public = key.public_key()
    key_id = x509.SubjectKeyIdentifier.from_public_key(public).digest.hex()
    name = _name(f"Hatang CA {key_id[:8]}")
    builder = _builder(name, name, public, _moment(now), CA_LIFE)
    builder = builder.add_extension(
        x509.BasicConstraints(ca=True, path_length=0), critical=True
    ).add_extension(_usage(ca=True), critical=True)
    return builder.sign(key, hashes.SHA256())


def issue(
    ca_key: Key, ca: x509.Certificate, names: Sequence[str], *, now: float
) -> bytes:
    """Return a new server's key, its certificate for *names* and the CA, in PEM."""
    key = new_key()
    builder = _builder(
        _name("Hatang collector"),
        ca.subject,
        key.public_key(),
        _moment(now),
        SERVER_LIFE,
    )
    builder = (
        builder.add_extension(
            x509.BasicConstraints(ca=False, path_length=None), critical=True
        )
        .add_extension(_usage(ca=False), critical=True)
        .add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False
        )
        .add_extension(x509.SubjectAlternativeName(_san(names)), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()),
            critical=False,
        )
    )
    leaf = builder.sign(ca_key, hashes.SHA256())
    pem = serialization.Encoding.PEM
    return private_pem(key) + leaf.public_bytes(pem) + ca.public_bytes(pem)


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    public: ec.EllipticCurvePublicKey,
    now: datetime,
    life: timedelta,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BACKDATE)
        .not_valid_after(now - _BACKDATE + life)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(public), critical=False
        )
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _usage(*, ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=ca,
        crl_sign=ca,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _san(names: Sequence[str]) -> list[x509.GeneralName]:
    found: list[x509.GeneralName] = []
    for name in names:
        try:
            address = ipaddress.ip_address(name.strip("[]").partition("%")[0])
            found.append(x509.IPAddress(address))
        except ValueError:
            with contextlib.suppress(ValueError):  # a name that DNS could not hold
                found.append(x509.DNSName(name.encode("idna").decode("ascii")))
    return list(dict.fromkeys(found))


def _names_of(certificate: x509.Certificate) -> list[x509.GeneralName]:
    try:
        found = certificate.extensions.get_extension_for_class(
            x509.SubjectAlternativeName
        )
    except x509.ExtensionNotFound:
        return []
    return list(found.value)
