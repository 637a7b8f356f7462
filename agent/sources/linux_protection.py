"""What guards a Linux machine, in one reading; each part fails alone."""

from collections.abc import Callable

from agent.sources.doors import Doors
from agent.sources.linux_accounts import read_accounts
from agent.sources.linux_antivirus import read_antivirus_products
from agent.sources.linux_firewall import read_firewalls
from agent.sources.linux_volumes import read_volumes
from agent.sources.safety import (
    Accounts,
    Antivirus,
    AnyRow,
    Firewall,
    Protection,
    Volume,
    unreadable,
)


def read_protection(doors: Doors) -> Protection:
    """Return encryption, antivirus, firewall and administrators."""
    return Protection(
        volumes=part(doors, read_volumes, Volume),
        antivirus=part(doors, read_antivirus_products, Antivirus),
        firewalls=part(doors, read_firewalls, Firewall),
        accounts=single(doors, read_accounts, Accounts),
    )


def part(
    doors: Doors, read: Callable[[Doors], dict[str, AnyRow]], row: type[AnyRow]
) -> dict[str, AnyRow]:
    """Return what *read* finds; if it fails, one row that says so."""
    try:
        return read(doors)
    except (OSError, RuntimeError) as err:
        return unreadable(row, f"could not be read: {type(err).__name__}")


def single(doors: Doors, read: Callable[[Doors], AnyRow], row: type[AnyRow]) -> AnyRow:
    """Return what *read* finds; if it fails, a row that says so."""
    return part(doors, lambda d: {"": read(d)}, row)[""]
