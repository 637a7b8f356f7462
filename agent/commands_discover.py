"""``hatang-agent switch discover``: finds devices in ranges and proposes them."""

import os
import sys
import time
from argparse import Namespace
from contextlib import closing
from gettext import gettext as _
from pathlib import Path
from typing import TextIO

import msgspec

from agent.commands import FAILED, OK, UNUSABLE, complain, load_settings, say
from agent.commands_switch import CredentialError, NoCredentialError
from agent.commands_switch import credentials as given
from agent.settings import Settings, default_settings_file
from agent.shared.address_ranges import RangeError, parse_ranges
from agent.shared.switch_settings import SwitchSettings
from agent.shared.toml import SettingsError
from agent.sources.snmp.credential import Credential
from agent.sources.snmp.datagrams import UdpDatagrams
from agent.switches.credentials import credentials as of_settings
from agent.switches.discovery import Discovery, Plan
from agent.switches.discovery_text import text_of
from agent.switches.searching import Manners, known_devices, search

DEFAULT_RATE = SwitchSettings().sweep_per_s


def discover(arguments: Namespace) -> int:
    """Print what answers in the ranges that the command line or the settings name.

    Raises:
        SettingsError: the settings are needed and cannot be used.
    """
    settings = _settings(arguments)
    try:
        wanted = _credentials(arguments, settings)
        plan = plan_of(arguments, settings)
        found = _searched(arguments, settings, plan, wanted)
    except (CredentialError, RangeError) as err:
        complain(str(err))
        return UNUSABLE
    except ImportError:
        complain(_("this needs pysnmp: pip install 'hatang[agent,switch]'"))
        return UNUSABLE
    except KeyboardInterrupt:
        complain(_("stopped before it was through"))
        return FAILED
    if arguments.json:
        say(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
    else:
        by_hand = any(one.name not in settings_names(settings) for one in wanted)
        say(text_of(found, port=arguments.port, by_hand=by_hand))
    return OK


def settings_names(settings: SwitchSettings) -> set[str]:
    """Return what the credentials of *settings* are called."""
    return {one.name for one in settings.credentials}


def _searched(
    arguments: Namespace,
    settings: SwitchSettings,
    plan: Plan,
    wanted: list[Credential],
) -> Discovery:
    manners = Manners(
        per_s=arguments.rate or settings.sweep_per_s,
        timeout_s=arguments.timeout_s,
        retries=arguments.retries,
    )
    line = ProgressLine(sys.stderr)
    with closing(UdpDatagrams()) as datagrams, closing(line):
        return search(
            plan, wanted, manners, datagrams, time.monotonic, progress=line.show
        )


def _settings(arguments: Namespace) -> SwitchSettings:
    """Return what the settings say of devices; nothing where there are none to use.

    Raises:
        SettingsError: the command line names them, or needs them, and they are no good.
    """
    by_hand = (arguments.v3_user, arguments.community, arguments.community_file)
    try:
        return load_settings(arguments).switches
    except SettingsError:
        if arguments.config or not arguments.ranges or not any(by_hand):
            raise
        return Settings().switches


def _credentials(arguments: Namespace, settings: SwitchSettings) -> list[Credential]:
    """Return the credentials to try.

    Raises:
        CredentialError: there are none.
        SettingsError: a file that the settings name cannot be used.
    """
    try:
        return given(arguments)
    except NoCredentialError:
        found = list(of_settings(settings).values())
        if not found:
            raise CredentialError(
                _(
                    "give a credential to read with: --community-file, --community or"
                    " --v3-user here, or [[switches.credentials]] in the settings"
                )
            ) from None
        return found


def plan_of(arguments: Namespace, settings: SwitchSettings) -> Plan:
    """Return what the command line and the settings let a discovery do.

    Raises:
        RangeError: a range cannot be used, or there is none.
    """
    ranges = parse_ranges(arguments.ranges or settings.ranges)
    if not ranges:
        path = arguments.config or default_settings_file(sys.platform, os.environ)
        raise RangeError(
            _(
                "give a RANGE to ask, such as 192.0.2.0/24, or switches.ranges in {path}"
            ).format(path=Path(path))
        )
    within = (*parse_ranges(settings.ranges), *parse_ranges(arguments.within))
    return Plan(
        ranges,
        within=within,
        neighbours=arguments.neighbours or bool(arguments.within),
        port=arguments.port,
        known=known_devices(settings),
    )


class ProgressLine:
    """One line on a terminal that tells how far it is; elsewhere nothing."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._on = stream.isatty()
        self._shown = ""

    def show(self, what: str, done: int, of: int) -> None:
        """Show how much of *what* is done; no *what*: devices are read."""
        if not self._on:
            return
        told = what or _("reading devices")
        text = f"{told}: {done}/{of}"
        if text != self._shown:
            self._stream.write(f"\r{text:{len(self._shown)}}")
            self._stream.flush()
            self._shown = text

    def close(self) -> None:
        """Take the line away."""
        if self._shown:
            self._stream.write("\r" + " " * len(self._shown) + "\r")
            self._stream.flush()
