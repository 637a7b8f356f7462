"""What ``web.config`` may say: exporter-toolkit's format, strictly checked.

Unknown and repeated keys are errors that name their place.
"""

import re
import ssl
from collections.abc import Hashable
from typing import Any

import msgspec
import yaml

VERSIONS = {"TLS12": ssl.TLSVersion.TLSv1_2, "TLS13": ssl.TLSVersion.TLSv1_3}
_OLD_VERSIONS = ("TLS10", "TLS11")
# RequestClientCert asks without checking, which is the same as not asking.
CLIENT_AUTH = {
    "": ssl.CERT_NONE,
    "NoClientCert": ssl.CERT_NONE,
    "RequestClientCert": ssl.CERT_NONE,
    "VerifyClientCertIfGiven": ssl.CERT_OPTIONAL,
    "RequireAndVerifyClientCert": ssl.CERT_REQUIRED,
}
_HEADERS: dict[str, tuple[str, ...]] = {  # no values: any
    "Content-Security-Policy": (),
    "X-Frame-Options": ("deny", "sameorigin"),
    "X-Content-Type-Options": ("nosniff",),
    "X-XSS-Protection": (),
    "Strict-Transport-Security": (),
}
_BCRYPT = re.compile(r"\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}")
_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h)")
_UNIT_S = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}


class WebConfigError(ValueError):
    """The file cannot be used; the text says where and why."""


class TlsConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``tls_server_config``; empty: the collector's own certificate."""

    cert_file: str = ""
    key_file: str = ""
    client_auth_type: str = ""
    client_ca_file: str = ""
    client_allowed_sans: tuple[str, ...] = ()
    min_version: str = "TLS12"
    max_version: str = "TLS13"
    cipher_suites: tuple[str, ...] = ()
    curve_preferences: tuple[str, ...] = ()
    prefer_server_cipher_suites: bool = True


class HttpConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``http_server_config``. HTTP/1.1 is served whatever ``http2`` says."""

    http2: bool = True
    headers: dict[str, str] = {}


class RateLimit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``rate_limit``: one request each ``interval``, ``burst`` at once."""

    interval: str = "0s"
    burst: int = 0

    @property
    def interval_s(self) -> float:
        """Return the seconds between two requests; 0 for no limit."""
        return sum(float(n) * _UNIT_S[u] for n, u in _DURATION.findall(self.interval))


class WebConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file. ``basic_auth_users``: name to bcrypt hash."""

    tls_server_config: TlsConfig = TlsConfig()
    http_server_config: HttpConfig = HttpConfig()
    basic_auth_users: dict[str, str] = {}
    rate_limit: RateLimit = RateLimit()


class _Loader(yaml.SafeLoader):
    """Plain values only; a key that stands twice is an error."""

    def construct_mapping(
        self,
        node: yaml.MappingNode,
        deep: bool = False,  # noqa: FBT001, FBT002
    ) -> dict[Hashable, Any]:
        seen = set()
        for key, _ in node.value:
            word = (key.tag, key.value if isinstance(key.value, str) else id(key))
            if word in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"key {key.value!r} stands twice", key.start_mark
                )
            seen.add(word)
        return super().construct_mapping(node, deep)


def decode(text: str, *, name: str = "web.config") -> WebConfig:
    """Return what *text* says; files it names are not looked at.

    Raises:
        WebConfigError: not YAML, unknown keys, wrong types or values.
    """
    try:
        tree = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader
        config = msgspec.convert(tree if tree is not None else {}, WebConfig)
    except yaml.YAMLError as err:
        raise WebConfigError(f"{name}: not YAML: {_where(err)}") from err
    except (ValueError, RecursionError, OverflowError) as err:
        raise WebConfigError(f"{name}: {_readable(str(err))}") from err
    for place, what in _faults(config):
        raise WebConfigError(f"{name}: {place}: {what}")
    return config


def _faults(config: WebConfig) -> list[tuple[str, str]]:
    found = [
        ("basic_auth_users", f"the password of {user!r} is not a bcrypt hash")
        for user, hashed in config.basic_auth_users.items()
        if not _is_bcrypt(hashed)
    ]
    found += [
        (
            f"http_server_config.headers.{header}",
            f"only {', '.join(_HEADERS)} can be set",
        )
        for header in config.http_server_config.headers
        if header not in _HEADERS
    ]
    found += [
        (f"http_server_config.headers.{header}", "holds a line break or odd letters")
        for header, value in config.http_server_config.headers.items()
        if not value.isascii() or not value.isprintable()
    ]
    found += [
        (f"http_server_config.headers.{header}", f"is one of {', '.join(allowed)}")
        for header, value in config.http_server_config.headers.items()
        if (allowed := _HEADERS.get(header)) and value not in allowed
    ]
    if _DURATION.sub("", config.rate_limit.interval) not in {"", "0"}:
        found.append(("rate_limit.interval", "is not a duration such as 100ms or 1s"))
    if config.rate_limit.burst < 0:
        found.append(("rate_limit.burst", "is negative"))
    tls = [
        (f"tls_server_config.{p}", w) for p, w in _tls_faults(config.tls_server_config)
    ]
    return found + tls


def _tls_faults(tls: TlsConfig) -> list[tuple[str, str]]:
    found = []
    if tls != TlsConfig():
        needed = ("cert_file", "key_file")
        found += [(field, "is missing") for field in needed if not getattr(tls, field)]
    for field in ("min_version", "max_version"):
        version = getattr(tls, field)
        if version in _OLD_VERSIONS:
            found.append((field, f"{version} is not safe; TLS12 is the oldest served"))
        elif version not in VERSIONS:
            found.append((field, f"{version!r} is neither TLS12 nor TLS13"))
    if tls.min_version > tls.max_version:
        found.append(("min_version", "is above max_version"))
    return found + _client_faults(tls) + _unsupported(tls)


def _client_faults(tls: TlsConfig) -> list[tuple[str, str]]:
    mode = CLIENT_AUTH.get(tls.client_auth_type)
    if mode is None:
        known = ", ".join(filter(None, CLIENT_AUTH))
        return [("client_auth_type", f"is none of {known}")]
    if tls.client_ca_file and mode == ssl.CERT_NONE:
        return [("client_ca_file", "is of no use without a client_auth_type")]
    if mode != ssl.CERT_NONE and not tls.client_ca_file:
        return [("client_ca_file", f"is needed for {tls.client_auth_type}")]
    if tls.client_allowed_sans and mode == ssl.CERT_NONE:
        return [("client_allowed_sans", "is of no use without a client_auth_type")]
    return []


def _unsupported(tls: TlsConfig) -> list[tuple[str, str]]:
    return [
        (field, "is not supported: OpenSSL's safe defaults hold")
        for field in ("cipher_suites", "curve_preferences")
        if getattr(tls, field)
    ]


def _is_bcrypt(text: str) -> bool:
    match = _BCRYPT.fullmatch(text)
    return match is not None and 4 <= int(match.group(1)) <= 20


def _where(err: yaml.YAMLError) -> str:
    """Return what is wrong on which line, without quoting it: it may be a password."""
    mark = getattr(err, "problem_mark", None)
    problem = getattr(err, "problem", None) or "letters that YAML does not allow"
    return f"line {mark.line + 1}: {problem}" if mark is not None else problem


def _readable(message: str) -> str:
    what, mark, place = message.rpartition(" - at `")
    if not mark:
        return message
    return f"{place.rstrip('`').removeprefix('$').lstrip('.') or 'top'}: {what}"
