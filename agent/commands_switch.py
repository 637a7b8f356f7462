"""``hatang-agent switch``: reads devices over SNMP and prints what they say."""

import sys
from argparse import Namespace
from collections.abc import Callable
from gettext import gettext as _
from pathlib import Path
from typing import Any

import msgspec

from agent.commands import FAILED, OK, STDIN, UNUSABLE, complain, say
from agent.console import decode
from agent.shared.secret import Secret
from agent.shared.switch_settings import DeviceSettings
from agent.sources.snmp.address import AddressError, resolve
from agent.sources.snmp.credential import (
    SHORTEST_KEY,
    Community,
    Credential,
    User,
)
from agent.sources.snmp.device import (
    Fault,
    NoAnswerError,
    SnmpDevice,
    SnmpError,
    WrongCredentialError,
)
from agent.sources.snmp.opening import connector, open_device
from agent.switches.levels import levels
from agent.switches.reading import Collected, collect, describe
from agent.switches.survey import survey_of

Connect = Callable[[Credential], SnmpDevice]


class CredentialError(Exception):
    """The command line names no usable credential; says what to do."""


class NoCredentialError(CredentialError):
    """The command line names none at all."""


def switch(arguments: Namespace) -> int:
    """Do what ``hatang-agent switch ACTION`` asks."""
    try:
        wanted = credentials(arguments)
    except CredentialError as err:
        complain(str(err))
        return UNUSABLE
    try:
        address = resolve(arguments.host)
    except AddressError:
        complain(
            _("{host} is no address and no name that the resolver knows").format(
                host=arguments.host
            )
        )
        return UNUSABLE
    connect = connector(
        address, timeout_s=arguments.timeout_s, retries=arguments.retries
    )
    try:
        return read(arguments.host, wanted, connect, survey=arguments.survey)
    except ImportError:
        complain(_("this needs pysnmp: pip install 'hatang[agent,switch]'"))
        return UNUSABLE


def read(
    host: str, wanted: list[Credential], connect: Connect, *, survey: bool = False
) -> int:
    """Print what the device *host* says to the first credential that it takes.

    With *survey* it is what the agent reports of a device that it watches.
    """
    try:
        opened = open_device(wanted, connect)
    except SnmpError as err:
        complain(advice(host, err))
        return FAILED
    try:
        collected = collect(opened.device)
    except SnmpError as err:
        complain(advice(host, err))
        return FAILED
    finally:
        opened.device.close()
    document = (_reported if survey else _described)(collected, host, opened.credential)
    say(msgspec.json.format(msgspec.json.encode(document), indent=2).decode())
    return OK


def _described(collected: Collected, _host: str, credential: str) -> dict[str, Any]:
    return {
        **describe(collected),
        "credential": credential,
        "problems": collected.problems,
    }


def _reported(collected: Collected, host: str, credential: str) -> dict[str, Any]:
    settings = DeviceSettings(name=host, address=host)
    return {
        "survey": survey_of(collected, settings, address=host, credential=credential),
        "levels": [
            {
                "metric": sample.metric.name,
                "labels": dict(zip(sample.metric.labels, sample.labels, strict=True)),
                "value": sample.value,
            }
            for sample in levels(collected.walk)
        ],
    }


def advice(host: str, err: SnmpError) -> str:
    """Return what went wrong with *host* and what a person can check."""
    if isinstance(err, NoAnswerError):
        return _(
            "{host}: no answer. A device does not answer a wrong community either:"
            " check the community and its version (--version 1 for old devices), that"
            " SNMP is on, that the device lets this machine ask (its access list), and"
            " that no firewall drops UDP port 161"
        ).format(host=host)
    if isinstance(err, WrongCredentialError):
        return f"{host}: {_fault(err.why)}"
    return _("{host}: the device answers, but not usably: {error}").format(
        host=host, error=err
    )


def _fault(why: Fault) -> str:
    texts = {
        Fault.USER: _("it knows no v3 user of this name: check --v3-user"),
        Fault.AUTH_KEY: _(
            "it knows the v3 user, but the authentication key or protocol is wrong:"
            " check --v3-auth-key-file and --v3-auth-protocol"
        ),
        Fault.PRIV_KEY: _(
            "it knows the v3 user, but the privacy key or protocol is wrong: check"
            " --v3-priv-key-file and --v3-priv-protocol"
        ),
        Fault.LEVEL: _(
            "it does not let this v3 user ask at this security level: give both keys,"
            " or only the authentication key"
        ),
        Fault.CONTEXT: _("it has no such v3 context: check --v3-context"),
        Fault.CLOCK: _(
            "its SNMPv3 clock does not agree with itself: it may have two devices'"
            " engine ID, or it has just started; try again"
        ),
    }
    return texts[why]


def credentials(arguments: Namespace) -> list[Credential]:
    """Return the credentials on the command line, in the order to try them.

    Raises:
        CredentialError: there are none, or a file cannot be read.
    """
    found: list[Credential] = []
    if arguments.v3_user:
        found.append(_v3(arguments))
    version = arguments.snmp_version
    texts = [("community {}", text) for text in arguments.community]
    if arguments.community_file:
        lines = _text(arguments.community_file).splitlines()
        texts += [("community-file {}", line.strip()) for line in lines if line.strip()]
    found += [
        Community(name.format(number), Secret(text), version)
        for number, (name, text) in enumerate(texts, start=1)
    ]
    if not found:
        raise NoCredentialError(
            _("give --community-file, --community or --v3-user: a credential to read")
        )
    return found


def _v3(arguments: Namespace) -> User:
    auth = _key(arguments.v3_auth_key_file)
    priv = _key(arguments.v3_priv_key_file)
    if priv is not None and auth is None:
        raise CredentialError(
            _("SNMPv3 has no privacy without authentication: give --v3-auth-key-file")
        )
    return User(
        name="v3-user",
        user=arguments.v3_user,
        auth_protocol=arguments.v3_auth_protocol if auth else "",
        auth_key=auth,
        priv_protocol=arguments.v3_priv_protocol if priv else "",
        priv_key=priv,
        context=arguments.v3_context,
    )


def _key(path: str | None) -> Secret | None:
    if path is None:
        return None
    text = _text(path).strip("\r\n")
    if len(text) < SHORTEST_KEY:
        raise CredentialError(
            _("{path}: a v3 passphrase has at least {count} letters").format(
                path=path, count=SHORTEST_KEY
            )
        )
    return Secret(text)


def _text(path: str) -> str:
    """Return the text in the file *path*, or on standard input.

    Raises:
        CredentialError: it cannot be read.
    """
    try:
        if path == STDIN:
            return sys.stdin.read().lstrip("\ufeff")
        return decode(Path(path).read_bytes())
    except (OSError, UnicodeDecodeError) as err:
        raise CredentialError(
            _("{path} cannot be read: {error}").format(
                path=path, error=getattr(err, "strerror", None) or err
            )
        ) from err
