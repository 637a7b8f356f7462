"""One device's page besides its ports: its head and what it is made of. Pure."""

from dataclasses import dataclass

from collector.web.i18n import N_, Tongue
from collector.web.lan.device_rows import poe, port_count
from collector.web.lan.model import BRIDGES, Device
from collector.web.lan.words import shown
from collector.web.views_machine import Figure

HOT_CELSIUS = 70.0
LOW_SUPPLY = 0.1
MOST_VLANS, MOST_MODULES, MOST_SENSORS = 300, 100, 120
_SENSORS: dict[str, tuple[str, str]] = {
    "hatang_device_temperature_celsius": (N_("Temperature"), "°C"),
    "hatang_device_fan_rpm": (N_("Fan"), "rpm"),
    "hatang_device_power_watts": (N_("Power"), "W"),
    "hatang_device_voltage_volts": (N_("Voltage"), "V"),
    "hatang_device_current_amperes": (N_("Current"), "A"),
}
_OK = "hatang_device_sensor_ok"


@dataclass(frozen=True)
class SupplyRow:
    """What a printer uses up."""

    name: str
    ratio: float | None
    low: bool


@dataclass(frozen=True)
class SensorRow:
    """One sensor, fan or supply."""

    name: str
    kind: str
    value: str
    bad: bool


def figures(device: Device, tongue: Tongue, *, now: float) -> list[Figure]:
    """Return the figures at the head of the page."""
    _, formats, survey, levels = (
        tongue.text,
        tongue.formats,
        device.survey,
        device.levels,
    )
    found = []
    ports = port_count(survey)
    if survey.kind in BRIDGES and ports.total:
        free = _("{n} free").format(n=formats.number(ports.free))
        value = f"{formats.number(ports.up)} / {formats.number(ports.total)}"
        found.append(Figure(_("Ports with a link"), value, free))
    used, budget = poe(device)
    if used is not None:
        value = f"{formats.short(used)} W"
        told, tight = "", False
        if budget:
            told = _("of {watts} W").format(watts=formats.short(budget))
            tight = used / budget >= 0.85
        found.append(Figure("PoE", value, told, warn=tight))
    if levels.cpu_ratio is not None:
        busy = levels.cpu_ratio >= 0.85
        found.append(
            Figure(_("Processor"), formats.percent(levels.cpu_ratio), warn=busy)
        )
    if levels.memory_ratio is not None:
        found.append(Figure(_("Memory used"), formats.percent(levels.memory_ratio)))
    if levels.temperature_celsius is not None:
        hot = levels.temperature_celsius >= HOT_CELSIUS
        value = f"{formats.short(levels.temperature_celsius)} °C"
        found.append(Figure(_("Temperature"), value, _("warmest sensor"), warn=hot))
    found += _of_kind(device, tongue)
    boot = levels.boot_timestamp_s
    if boot is None and survey.uptime_s is not None:
        boot = device.record.time - survey.uptime_s
    if boot is not None and device.state != "down":
        since = _("since {time}").format(time=formats.moment(boot))
        found.append(Figure(_("Uptime"), formats.span(max(0.0, now - boot)), since))
    if survey.answered:
        last = device.last or device.record.time
        ago = _("{span} ago").format(span=formats.span(max(0.0, now - last), 1))
        found.append(Figure(_("Last answer"), formats.brief(last, now), ago))
    return found


def _of_kind(device: Device, tongue: Tongue) -> list[Figure]:
    """Return what printers and UPS have to say."""
    _, formats = tongue.text, tongue.formats
    level = {
        name: value
        for (name, labels), value in device.levels.others.items()
        if not labels
    }
    found = []
    pages = level.get("hatang_device_printer_pages_total")
    if pages is not None:
        found.append(
            Figure(_("Pages printed"), formats.number(pages), _("in its life"))
        )
    charge = level.get("hatang_device_ups_battery_charge_ratio")
    if charge is not None:
        found.append(Figure(_("Battery"), formats.percent(charge), warn=charge < 0.5))
    runtime = level.get("hatang_device_ups_battery_runtime_seconds")
    if runtime is not None:
        found.append(
            Figure(
                _("Would last"),
                formats.span(runtime, 1),
                _("at the load of now"),
                runtime < 300,
            )
        )
    if level.get("hatang_device_ups_on_battery") == 1:
        found.append(Figure(_("Mains"), _("off: feeds from its battery"), warn=True))
    if level.get("hatang_device_ups_battery_ok") == 0:
        found.append(Figure(_("State of the battery"), _("to be replaced"), warn=True))
    loads = [
        value
        for (name, _labels), value in device.levels.others.items()
        if name == "hatang_device_ups_load_ratio"
    ]
    if loads:
        found.append(
            Figure(_("Load"), formats.percent(max(loads)), warn=max(loads) > 0.8)
        )
    return found


def supplies(device: Device) -> list[SupplyRow]:
    """Return what a printer uses up, the emptiest first; those of unknown level last."""
    now = {
        labels[0]: value
        for (name, labels), value in device.levels.others.items()
        if name == "hatang_device_printer_supply_ratio" and labels
    }
    rows = []
    for one in device.survey.supplies:
        ratio = now.get(one.name, one.level_ratio)
        rows.append(
            SupplyRow(
                shown(one.name, 60), ratio, ratio is not None and ratio <= LOW_SUPPLY
            )
        )
    return sorted(rows, key=lambda row: (row.ratio is None, row.ratio or 0.0, row.name))


def sensors(device: Device, tongue: Tongue) -> list[SensorRow]:
    """Return what sensors say, what is not well first."""
    ok = {
        labels[0]: value
        for (name, labels), value in device.levels.others.items()
        if name == _OK and labels
    }
    rows, told = [], set()
    for (name, labels), value in device.levels.others.items():
        known = _SENSORS.get(name)
        if known is None or not labels:
            continue
        told.add(labels[0])
        unit = f"{tongue.formats.short(value)}\u00a0{known[1]}"
        bad = ok.get(labels[0]) == 0
        rows.append(SensorRow(shown(labels[0], 60), tongue.text(known[0]), unit, bad))
    for name, value in ok.items():
        if name not in told:
            word = tongue.text("well") if value else tongue.text("not well")
            rows.append(SensorRow(shown(name, 60), "", word, value == 0))
    rows.sort(key=lambda row: (not row.bad, row.kind, row.name))
    return rows[:MOST_SENSORS]
