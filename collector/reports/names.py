"""What papers call the kinds of things that plans hold."""

from collector.planning.shapes.plan import FactUsed, Grade, LineKind, RejectCode
from collector.planning.shapes.problem import Pot
from collector.web.i18n import N_, Tongue

KINDS: dict[LineKind, str] = {
    "fix": N_("Fix at no cost"),
    "cable": N_("Network cable"),
    "part": N_("Computer part"),
    "machine": N_("New computer"),
    "switch": N_("Network switch"),
    "broadband": N_("Internet line"),
    "licence": N_("Software licence"),
}
POT_NAMES: dict[Pot, str] = {
    "assets": N_("Purchase of assets"),
    "parts": N_("Parts and tools"),
    "fees": N_("Recurrent fees"),
}
CODES: dict[RejectCode, str] = {
    "cut_off": N_("Others bring more for the money"),
    "blocked": N_("Something it needs is not there"),
    "rule": N_("A norm, ceiling or age forbids it"),
    "no_data": N_("Not enough data yet"),
    "no_need": N_("No need was measured"),
    "free_fix": N_("What costs nothing comes first"),
    "forbidden": N_("Excluded by decision"),
    "no_option": N_("Nothing in the price list fits"),
}
GRADES: dict[Grade, str] = {
    "": "–",
    "sure": N_("Sure"),
    "should": N_("Should be done"),
    "consider": N_("To be considered"),
}
MUSTS = {
    "disk_failing": N_("failing drive"),
    "system_unsupported": N_("system without security updates"),
    "no_antivirus": N_("no anti-malware"),
}
DIMENSIONS = {
    "cpu": N_("Processor"),
    "memory": N_("Memory"),
    "disk_speed": N_("Speed of the drive"),
    "disk_space": N_("Free space"),
    "disk_health": N_("Health of the drive"),
    "support": N_("Support of the system"),
    "link": N_("Connection to the LAN"),
    "port_use": N_("Load of ports"),
    "port_quality": N_("Quality of connections"),
    "ports_free": N_("Free ports"),
    "poe": N_("Power over Ethernet"),
    "device_health": N_("Health of network devices"),
    "line_use": N_("Load of Internet lines"),
    "line_quality": N_("Quality of Internet lines"),
}
SEVERITIES = {
    "critical": N_("Critical"),
    "warning": N_("Warning"),
    "info": N_("For information"),
}


def named(tongue: Tongue, names: dict[str, str], key: str) -> str:
    """Return what *key* is called; a key of a newer version as it is."""
    name = names.get(key)
    return key if name is None else tongue.text(name)


def kind_name(tongue: Tongue, kind: LineKind) -> str:
    """Return what a kind of item is called."""
    return tongue.text(KINDS[kind])


def pot_name(tongue: Tongue, pot: Pot) -> str:
    """Return what a pot of money is called."""
    return tongue.text(POT_NAMES[pot])


def code_name(tongue: Tongue, code: RejectCode) -> str:
    """Return why something is not in the plan, in short."""
    return tongue.text(CODES[code])


def grade_name(tongue: Tongue, grade: Grade) -> str:
    """Return how sure an item is."""
    return tongue.text(GRADES[grade]) if grade else GRADES[""]


def department_name(tongue: Tongue, department: str) -> str:
    """Return the department's name; of what all use, that."""
    return department or tongue.text("For common use")


def fact_state(tongue: Tongue, fact: FactUsed) -> str:
    """Return how far a fact may be relied on."""
    said = []
    if fact.example:
        said.append(tongue.text("example"))
    if fact.verified:
        said.append(tongue.text("verified"))
    else:
        said.append(tongue.text("not verified"))
    if fact.stale:
        said.append(tongue.text("out of date: look it up again"))
    return ", ".join(said)
