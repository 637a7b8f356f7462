"""Says what is wrong with the devices of the settings, and what to do about it."""

from collections.abc import Iterable, Iterator
from gettext import gettext as _
from typing import NamedTuple

from agent.shared.switch_settings import SwitchSettings
from agent.shared.toml import SettingsError
from agent.sources.snmp.address import AddressError
from agent.sources.snmp.device import NoAnswerError, WrongCredentialError
from agent.switches.credentials import credential
from agent.switches.once import Once


class Looked(NamedTuple):
    """One thing looked at; ``advice`` says what to do when it is not good."""

    good: bool
    text: str
    advice: str = ""


def secrets_trouble(settings: SwitchSettings) -> list[str]:
    """Return why credentials of *settings* cannot be used now; empty if all can."""
    found = []
    for one in settings.credentials:
        try:
            credential(one)
        except SettingsError as err:
            found.append(str(err))
    if settings.devices and not settings.credentials:
        found.append(_("switches: there are devices, but no credential to read them"))
    return found


def examine(settings: SwitchSettings, answers: Iterable[Once]) -> Iterator[Looked]:
    """Yield what is found of the secret files, then of each device in *answers*."""
    for text in secrets_trouble(settings):
        yield Looked(
            good=False,
            text=text,
            advice=_("put the secret into that file, for the agent's user alone"),
        )
    for one in answers:
        yield _device(one)


def _device(one: Once) -> Looked:
    place = f"{one.device.name} ({one.device.address})"
    err = one.trouble
    if err is None:
        text = _("device {device} answers to credential {name}")
        return Looked(good=True, text=text.format(device=place, name=one.credential))
    text = _("device {device}: {error}").format(
        device=place, error=str(err) or type(err).__name__
    )
    if isinstance(err, NoAnswerError):
        text = _("device {device}: no answer").format(device=place)
        advice = _(
            "check its address, that SNMP is on, that the community or the user is its"
            " own, that its access list lets this machine ask, and that no firewall"
            " drops UDP port 161"
        )
    elif isinstance(err, WrongCredentialError):
        advice = _("it lives: correct the credential in the settings")
    elif isinstance(err, AddressError):
        text = _("device {device}: no such address or name").format(device=place)
        advice = _("correct its address in the settings, or look at DNS")
    elif isinstance(err, ImportError):
        advice = _("this needs pysnmp: pip install 'hatang[agent,switch]'")
    else:
        advice = _("try: hatang-agent switch read {address}").format(
            address=one.device.address
        )
    return Looked(good=False, text=text, advice=advice)
