"""How much life a solid-state drive has left: which of many makers' fields says it."""

from agent.readers.smartctl.document import Document, inside, natural
from agent.readers.smartctl.shapes import Ata, Attribute, Life, Media, Nvme, Scsi

# What a maker calls it, by number. Numbers alone say nothing (202 counts address marks
# on old hard disks, 230 of one maker rises with wear), so both must be as known. The
# normalised value of each falls from 100 (new) to 0 or 1 (used up), "used" or not.
_FALLING: dict[str, frozenset[int]] = {
    "ssd_life_left": frozenset({178, 231, 245}),
    "ssd_life_left_perc": frozenset({231}),
    "ssd_lifeleft": frozenset({178}),
    "lifetime_left": frozenset({231}),
    "percent_lifetime_remain": frozenset({201, 202, 231}),
    "percent_lifetime_used": frozenset({202}),
    "perc_rated_life_used": frozenset({202}),
    "perc_rated_life_remain": frozenset({231, 248}),
    "end_of_life": frozenset({202}),
    "remaining_lifetime_perc": frozenset({169, 209, 233}),
    "lifetime_remaining": frozenset({169, 177, 201, 248}),
    "remaining_life": frozenset({248}),
    "percent_life_remaining": frozenset({245}),
    "drive_life_remaining": frozenset({245}),
    "drivelife_remaining": frozenset({177}),
    "pct_life_remaining": frozenset({248}),
    "media_wearout_indicator": frozenset({233}),
    "wear_leveling_count": frozenset({173, 177}),
}
_RANK = {name: rank for rank, name in enumerate(_FALLING)}

# smartctl gives these names to drives that it does not know, too: a 0 may be no value.
_GUESSED = frozenset({"media_wearout_indicator", "wear_leveling_count"})
_MOST_THRESHOLD = 50  # a scale that ends higher is not one from 100 to 0


def read_life(
    document: Document,
    media: Media | None,
    ata: Ata | None,
    nvme: Nvme | None,
    scsi: Scsi | None,
) -> Life | None:
    """Return the life left that the drive states; None for hard disks and silence."""
    if nvme is not None and nvme.percentage_used is not None:
        return used(nvme.percentage_used, "NVMe percentage used")
    if scsi is not None and scsi.percentage_used is not None:
        return used(scsi.percentage_used, "SCSI percentage used")
    if media == "hdd":
        return None
    worn = wear_attribute(ata)
    if worn is not None and worn.value is not None:
        return Life(worn.value, f"{worn.number} {worn.name}, normalised")
    stated = natural(document, "endurance_used", "current_percent")
    if stated is not None:
        return used(stated, f"{inside(document, 'device', 'protocol')} endurance used")
    return None


def used(percent: int, source: str) -> Life:
    """Return the life left after *percent* are used; that may exceed 100."""
    return Life(max(0, 100 - percent), source)


def wear_attribute(ata: Ata | None) -> Attribute | None:
    """Return the attribute that says it best: one that names life before mere wear."""
    found = [a for a in (ata.attributes if ata else ()) if _says_life(a)]
    return min(found, key=lambda a: _RANK[_key(a)], default=None)


def _key(attribute: Attribute) -> str:
    return attribute.name.lower().replace("-", "_").rstrip("%")


def _says_life(attribute: Attribute) -> bool:
    name, value = _key(attribute), attribute.value
    if attribute.number not in _FALLING.get(name, ()) or value is None:
        return False
    if (attribute.threshold or 0) > _MOST_THRESHOLD:
        return False
    return (1 if name in _GUESSED else 0) <= value <= 100
