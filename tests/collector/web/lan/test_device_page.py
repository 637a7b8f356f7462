"""The figures of a device fit its kind."""

from agent.shared.survey import Supply
from collector.web.i18n import Tongue
from collector.web.lan.device_page import figures, sensors, supplies
from collector.web.lan.model import Levels
from tests.support.lan_views import NOW, device, port

TONGUE = Tongue("en")


def told(box):
    """Return the figures by label."""
    return {figure.label: figure for figure in figures(box, TONGUE, now=NOW)}


def series(**values):
    """Return levels of series without labels."""
    return Levels(others={(f"hatang_device_{k}", ()): v for k, v in values.items()})


def test_a_switch_tells_ports_power_heat_and_uptime():
    """What is too much is marked."""
    levels = Levels(0.9, 0.4, 75.0, NOW - 86400, 180.0, 185.0)
    found = told(device("sw", ports=[port(1), port(2, link="down")], levels=levels))
    assert found["Ports with a link"].value == "1 / 2"
    assert found["PoE"].warn
    assert found["Temperature"].warn
    assert found["Processor"].warn
    assert found["Memory used"].value == "40%"
    assert found["Uptime"].value.startswith("1")
    assert found["Last answer"].note.endswith("ago")


def test_a_ups_tells_charge_and_runtime():
    """And whether the mains are off."""
    levels = series(
        ups_battery_charge_ratio=0.4,
        ups_battery_runtime_seconds=240.0,
        ups_on_battery=1.0,
        ups_battery_ok=0.0,
    )
    found = told(device("ups", kind="ups", levels=levels))
    assert found["Battery"].warn
    assert found["Would last"].warn
    assert found["Mains"].warn
    assert found["State of the battery"].warn
    loads = Levels(others={("hatang_device_ups_load_ratio", ("1",)): 0.9})
    assert told(device("ups", kind="ups", levels=loads))["Load"].warn


def test_a_printer_tells_pages_and_what_runs_out():
    """The newest level counts; what is not told stands last."""
    box = device(
        "in",
        kind="printer",
        supplies=(
            Supply("Drum", "drum", 0.6),
            Supply("Paper"),
            Supply("Toner", "toner", 0.5),
        ),
        levels=Levels(
            others={
                ("hatang_device_printer_pages_total", ()): 1234.0,
                ("hatang_device_printer_supply_ratio", ("Toner",)): 0.05,
            }
        ),
    )
    assert told(box)["Pages printed"].value == "1,234"
    assert [(s.name, s.low) for s in supplies(box)] == [
        ("Toner", True),
        ("Drum", False),
        ("Paper", False),
    ]


def test_a_silent_device_has_no_uptime():
    """Nobody knows."""
    assert "Uptime" not in told(device("sw", state="down", uptime_s=99.0))
    assert "Uptime" in told(device("sw", uptime_s=99.0))


def test_sensors_that_are_not_well_stand_first():
    """A supply that only says that it is well, too."""
    others = {
        ("hatang_device_temperature_celsius", ("Chassis",)): 40.0,
        ("hatang_device_fan_rpm", ("Fan 1",)): 0.0,
        ("hatang_device_sensor_ok", ("Fan 1", "fan")): 0.0,
        ("hatang_device_sensor_ok", ("PSU A", "supply")): 1.0,
        ("hatang_device_up", ()): 1.0,
    }
    rows = sensors(device("sw", levels=Levels(others=others)), TONGUE)
    assert [(row.name, row.value, row.bad) for row in rows] == [
        ("Fan 1", "0\u00a0rpm", True),
        ("PSU A", "well", False),
        ("Chassis", "40\u00a0°C", False),
    ]
