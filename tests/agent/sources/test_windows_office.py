"""Office programs of Windows, from registries made by hand."""

import pytest

from agent.sources.windows_asking import Asking
from agent.sources.windows_doors import NotWindows
from agent.sources.windows_office import name_of, office
from tests.support.windows_pc import UNINSTALL, Pc

OLD = UNINSTALL.replace("SOFTWARE\\", "SOFTWARE\\WOW6432Node\\")


def found_on(pc):
    """Return the office programs of a PC."""
    return office(Asking(pc.doors()))


def test_click_to_run_names_its_products():
    """Each with the one version that all of them have."""
    found = found_on(Pc())
    assert found["o365proplusretail"].name == "Microsoft 365 Apps"
    assert found["visiopro2019volume"].name == "Microsoft Visio 2019"
    assert found["visiopro2019volume"].build == "17126.20132"
    assert found["libreoffice"].version == "24.2.5.2"
    assert len(found) == 3


def test_an_old_office_is_found_in_the_32_bit_list():
    """Its product, not its parts: languages, proofing tools."""
    pc = Pc()
    pc.keys_and_values |= {
        rf"{OLD}\Office14.PROPLUS": {
            "DisplayName": "Microsoft Office Professional Plus 2010",
            "DisplayVersion": "14.0.7015.1000",
        },
        rf"{OLD}\Office14.PROOFKIT": {"DisplayName": "Proofing"},
        rf"{OLD}\{{90140000-0011-0000-0000-0000000FF1CE}}": {
            "DisplayName": "Microsoft Office Professional Plus 2010"
        },
    }
    found = found_on(pc)
    assert found["office14.proplus"].version == "14.0.7015.1000"
    assert found["office14.proplus"].build == "7015.1000"
    assert len(found) == 4


@pytest.mark.parametrize(
    ("product", "name"),
    [
        ("O365HomePremRetail", "Microsoft 365 Apps"),
        ("ProPlus2021Volume", "Microsoft Office 2021"),
        ("ProPlusRetail", "Microsoft Office 2016"),
        ("HomeBusiness2019Retail", "Microsoft Office 2019"),
        ("Standard2024Volume", "Microsoft Office 2024"),
        ("ProjectPro2021Volume", "Microsoft Project 2021"),
        ("AccessRetail", "Microsoft Access 2016"),
    ],
)
def test_products_have_the_names_that_people_use(product, name):
    """The year tells until when it gets updates."""
    assert name_of(product) == name


def test_a_registry_that_refuses_is_unknown_and_an_empty_one_has_none():
    """These are two things."""
    pc = Pc()
    refused = office(Asking(pc.doors()._replace(registry=NotWindows())))
    assert "not Windows" in refused[""].reasons["name"]
    pc.keys_and_values.clear()
    assert found_on(pc) == {}
