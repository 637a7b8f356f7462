"""Antivirus of Linux: the products that we know how to ask, each on its own."""

from typing import NamedTuple

from agent.readers.linux.antivirus import Product, read_antivirus
from agent.readers.linux.timers import Unit, read_units
from agent.readers.linux.words import unix_seconds
from agent.sources.asking import NotInstalled, Unanswered, ask, understand
from agent.sources.doors import Doors
from agent.sources.safety import Antivirus, whole_minutes


class Known(NamedTuple):
    """A product: how to ask it, its service, and the one that checks files in use."""

    name: str
    argv: tuple[str, ...]
    service: str
    realtime_service: str = ""


PRODUCTS = (
    Known(
        "Microsoft Defender", ("mdatp", "health", "--output", "json"), "mdatp.service"
    ),
    Known(
        "Bitdefender",
        ("/opt/bitdefender-security-tools/bin/bduitool", "get", "ps"),
        "bdsec.service",
    ),
    Known("ESET", ("/opt/eset/eea/bin/upd", "--list-modules"), "eea.service"),
    Known("Kaspersky", ("kesl-control", "--app-info"), "kesl.service"),
    Known("Dr.Web", ("drweb-ctl", "baseinfo"), "drweb-configd.service"),
    Known("Sophos", ("/opt/sophos-av/bin/savdstatus",), "sav-protect.service"),
    Known(
        "SentinelOne",
        ("/opt/sentinelone/bin/sentinelctl", "status"),
        "sentinelone.service",
    ),
    Known(
        "CrowdStrike Falcon",
        ("/opt/CrowdStrike/falconctl", "-g", "--version", "--rfm-state"),
        "falcon-sensor.service",
        "falcon-sensor.service",
    ),
    Known(
        "ClamAV",
        ("clamscan", "--version"),
        "clamav-daemon.service",
        "clamav-clamonacc.service",
    ),
)
_NO_DATE = "the product does not print a date of its signatures"


def read_antivirus_products(doors: Doors) -> dict[str, Antivirus]:
    """Return the installed products by name; none where none of those we know is."""
    units: dict[str, Unit] | None = None
    found = {}
    for known in PRODUCTS:
        try:
            said = ask(doors, *known.argv)
        except NotInstalled:
            continue
        except Unanswered as why:
            reasons = dict.fromkeys(Antivirus.__struct_fields__[1:], str(why))
            found[known.name] = Antivirus(reasons=reasons)
            continue
        units = _services(doors) if units is None else units
        try:
            product = understand(read_antivirus, said, known.name)
            found[known.name] = _row(known, product, units, "the product does not say")
        except Unanswered as why:
            found[known.name] = _row(known, Product(), units, str(why))
    return found


def _services(doors: Doors) -> dict[str, Unit]:
    names = sorted({n for k in PRODUCTS for n in (k.service, k.realtime_service) if n})
    properties = "--property=Id,LoadState,ActiveState,UnitFileState"
    try:
        said = ask(doors, "systemctl", "show", properties, *names)
        return understand(read_units, said, "systemctl")
    except Unanswered:
        return {}


def _row(
    known: Known, product: Product, units: dict[str, Unit], reason: str
) -> Antivirus:
    """Return the facts: what the product says counts more than that its service runs."""
    service, checker = units.get(known.service), units.get(known.realtime_service)
    realtime = product.enabled
    if realtime is None and checker is not None:
        realtime = checker.active
    running = service.active if service is not None and service.loaded else None
    return Antivirus(
        enabled=realtime if realtime or running is None else running,
        realtime=realtime,
        signatures={True: "up_to_date", False: "outdated"}.get(product.up_to_date)
        if product.up_to_date is not None
        else None,
        signatures_timestamp_seconds=whole_minutes(_date(product)),
        tamper_protected=product.tamper_protected,
        reasons=dict.fromkeys(Antivirus.__struct_fields__[1:], reason)
        | {"signatures_timestamp_seconds": _NO_DATE},
    )


def _date(product: Product) -> float | None:
    """Return the time of the signatures; a day without a zone counts from its begin."""
    if product.definitions_seconds is not None:
        return product.definitions_seconds
    return unix_seconds(product.definitions_date, "%Y-%m-%d")
