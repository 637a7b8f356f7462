"""What the settings say of devices to be read over SNMP: which, how, how often."""

from gettext import gettext as _
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from agent.shared.twice import twice

Label = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Place = Annotated[str, msgspec.Meta(max_length=200)]
MOST_DEVICES = 1000
MOST_CREDENTIALS = 20
MOST_RANGES = 100


class CredentialSettings(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A credential to read devices with: a community, or a user of SNMPv3.

    Secrets stand in files of their own; each holds one, and only its owner may read it.
    """

    name: Label
    version: Literal["1", "2c", "3"] = "2c"
    community_file: Path | None = None
    user: Place = ""
    auth_protocol: Literal["md5", "sha", "sha224", "sha256", "sha384", "sha512"] = "sha"
    auth_key_file: Path | None = None
    priv_protocol: Literal[
        "des",
        "3des",
        "aes",
        "aes192",
        "aes256",
        "aes192-blumenthal",
        "aes256-blumenthal",
    ] = "aes"
    priv_key_file: Path | None = None
    context: Place = ""

    def __post_init__(self) -> None:
        if self.version == "3":
            if not self.user:
                raise ValueError(_("an SNMPv3 credential needs a user"))
            if self.priv_key_file and not self.auth_key_file:
                raise ValueError(
                    _("SNMPv3 has no privacy without authentication: auth_key_file")
                )
        elif self.community_file is None:
            raise ValueError(_("an SNMPv1 or v2c credential needs a community_file"))


class DeviceSettings(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One device to read. ``name`` is its key for ever; ``address`` is HOST[:PORT].

    ``credential`` names the one to use; empty: all are tried in their order, and the
    one that works is remembered. Empty places are those of the agent.
    """

    name: Label
    address: Label
    credential: Place = ""
    site: Place = ""
    department: Place = ""
    room: Place = ""
    interval_s: Annotated[float, msgspec.Meta(ge=10, le=3600)] | None = None
    timeout_s: Annotated[float, msgspec.Meta(ge=0.05, le=60)] | None = None
    retries: Annotated[int, msgspec.Meta(ge=0, le=10)] | None = None


class SwitchSettings(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True
):
    """All of ``[switches]``.

    Counters are read every ``interval_s``, all the rest every ``survey_interval_s``, of
    ``at_once`` devices at the same time. ``ranges`` (addresses, networks) are what
    discovery may ask, at most ``sweep_per_s`` addresses a second, every
    ``discover_interval_s`` (0: never by itself). What it finds is proposed; with
    ``watch_found`` it is read at once. ``all_interfaces``: also loopbacks, VLAN
    interfaces and the like.
    """

    interval_s: Annotated[float, msgspec.Meta(ge=10, le=3600)] = 60.0
    survey_interval_s: Annotated[float, msgspec.Meta(ge=60, le=86400)] = 600.0
    timeout_s: Annotated[float, msgspec.Meta(ge=0.05, le=60)] = 2.0
    retries: Annotated[int, msgspec.Meta(ge=0, le=10)] = 1
    at_once: Annotated[int, msgspec.Meta(ge=1, le=64)] = 16
    all_interfaces: bool = False
    credentials: Annotated[
        tuple[CredentialSettings, ...], msgspec.Meta(max_length=MOST_CREDENTIALS)
    ] = ()
    devices: Annotated[
        tuple[DeviceSettings, ...], msgspec.Meta(max_length=MOST_DEVICES)
    ] = ()
    ranges: Annotated[tuple[Label, ...], msgspec.Meta(max_length=MOST_RANGES)] = ()
    discover_interval_s: Annotated[float, msgspec.Meta(ge=0, le=31 * 86400)] = 86400.0
    sweep_per_s: Annotated[float, msgspec.Meta(gt=0, le=1000)] = 20.0
    watch_found: bool = False

    def __post_init__(self) -> None:
        _check_unique("devices", [device.name for device in self.devices])
        names = [credential.name for credential in self.credentials]
        _check_unique("credentials", names)
        for device in self.devices:
            if device.credential and device.credential not in names:
                raise ValueError(
                    _("device {device}: there is no credential {name}").format(
                        device=device.name, name=device.credential
                    )
                )


def _check_unique(what: str, names: list[str]) -> None:
    if (name := twice(names)) is not None:
        raise ValueError(
            _("switches.{what}: the name {name} stands twice").format(
                what=what, name=name
            )
        )
