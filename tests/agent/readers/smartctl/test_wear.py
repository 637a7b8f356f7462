"""How much life is left, over the fields of many makers."""

import pytest

from agent.readers.smartctl.answer import read_document
from tests.support.smart import attribute, nvme, sas, sata


@pytest.mark.parametrize(
    ("number", "name", "value"),
    [
        (177, "Wear_Leveling_Count", 81),
        (173, "Wear_Leveling_Count", 99),
        (231, "SSD_Life_Left", 64),
        (233, "Media_Wearout_Indicator", 15),
        (202, "Percent_Lifetime_Remain", 0),
        (202, "Percent_Lifetime_Used", 93),
        (169, "Remaining_Lifetime_Perc", 88),
        (248, "Remaining_Life", 70),
    ],
)
def test_the_normalised_value_of_a_known_field_is_the_life_left(number, name, value):
    """The source is named as people find it in the table."""
    table = attribute(number, 12345, name=name, value=value)
    life = read_document(sata(table, rpm=0)).life
    assert (life.percent, life.source) == (value, f"{number} {name}, normalised")


@pytest.mark.parametrize(
    ("number", "name", "value", "thresh"),
    [
        (230, "Media_Wearout_Indicator", 1, 0),  # rises with wear
        (233, "SandForce_Internal", 0, 0),
        (233, "Media_Wearout_Indicator", 0, 0),  # a guessed name, no value
        (177, "Wear_Range_Delta", 0, 0),
        (173, "Wear_Leveling_Count", 196, 100),  # a scale from 200
        (202, "Data_Address_Mark_Errs", 100, 0),
        (232, "Available_Reservd_Space", 4, 0),
        (230, "Perc_Write/Erase_Count", 100, 0),
    ],
)
def test_what_only_looks_like_life_is_none(number, name, value, thresh):
    """A new drive called worn is as bad as the reverse."""
    table = attribute(number, 1, name=name, value=value, thresh=thresh)
    assert read_document(sata(table, rpm=0)).life is None


def test_life_is_named_before_wear():
    """Of two fields the one that says what it means."""
    wear = attribute(177, 1, name="Wear_Leveling_Count", value=50)
    left = attribute(231, 1, name="SSD_Life_Left", value=90)
    assert read_document(sata(wear, left, rpm=0)).life.percent == 90


def test_hard_disks_have_no_life_to_use_up():
    """Whatever smartctl calls an attribute of a drive that it does not know."""
    wear = attribute(177, 1, name="Wear_Leveling_Count", value=50)
    assert read_document(sata(wear, rpm=7200)).life is None


def test_percentages_used_come_from_all_protocols():
    """They may exceed 100; the rest of a life does not fall below 0."""
    assert read_document(nvme(percentage_used=130)).life.percent == 0
    used = sas(rotation_rate=0, scsi_percentage_used_endurance_indicator=8)
    assert read_document(used).life.source == "SCSI percentage used"
    stated = read_document(sata(rpm=0, endurance_used={"current_percent": 5})).life
    assert (stated.percent, stated.source) == (95, "ATA endurance used")
