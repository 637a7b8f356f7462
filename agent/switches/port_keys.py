"""The key of each port: its name within the device, the same at every poll.

The ``port`` label of metrics and ``agent.shared.survey.Port.key`` are made here, so that
what is measured and what is said of a port meet.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from agent.readers.snmp.ports import Port
from agent.switches.fitting import short


def port_keys(ports: Sequence[Port]) -> dict[int, str]:
    """Return the key of each of *ports* by ifIndex: no two are the same.

    It is ifName; where that is empty or another port has it too, ifDescr; where that is
    so as well, the ifIndex in digits.
    """
    names = {port.if_index: short(port.if_name) for port in ports}
    descriptions = {port.if_index: short(port.if_descr) for port in ports}
    keys = _alone(names, ())
    others = {i: text for i, text in descriptions.items() if i not in keys}
    unique = _alone(descriptions, ())
    keys |= _alone({i: t for i, t in others.items() if i in unique}, keys.values())
    taken = set(keys.values())
    for port in ports:
        if port.if_index not in keys:
            key = str(port.if_index)
            while key in taken:  # another port is *called* this number
                key = f"#{key}"
            keys[port.if_index] = key
            taken.add(key)
    return {port.if_index: keys[port.if_index] for port in ports}


def _alone(texts: dict[int, str], taken: Iterable[str]) -> dict[int, str]:
    """Return those of *texts* that stand once and are not *taken*."""
    count = Counter(texts.values())
    used = set(taken)
    return {
        index: text
        for index, text in texts.items()
        if text and count[text] == 1 and text not in used
    }
