"""Reads whether the Windows firewall is on, by profile.

``NotConfigured`` is no answer: it means that a policy leaves the profile to another one.
``netsh`` speaks the language of Windows, but its profiles come in a fixed order, and the
state is the first line of each.
"""

import re
from collections.abc import Mapping

import msgspec

from agent.readers.errors import ReadError
from agent.readers.windows.records import read_records, truth
from agent.readers.windows.words import switched

MOST_TEXT = 1 << 20  # of far more than three profiles
NAMES = ("Domain", "Private", "Public")
_RULE = re.compile(r"-{20,}")
_STEMS = {
    "Domain": re.compile(
        r"dom[aä]|домен|域|ドメイン|도메인|τομέα|doména", re.IGNORECASE
    ),
    "Private": re.compile(
        r"p?riv[aáà]|частн|приват|专用|私人|プライベート|개인|ιδιωτ|prywat|soukrom|özel"
        r"|magán|yksity|súkrom",
        re.IGNORECASE,
    ),
    "Public": re.compile(
        r"p[uú]bb?l|öffent|offent|offen|общ|загальн|公用|公共|公開|パブリック|공용|δημόσ|veřej"
        r"|ortak|nyilv|julki|verej|openba",
        re.IGNORECASE,
    ),
}


class Firewall(msgspec.Struct, frozen=True):
    """Profile → on or off; None: the recording does not say."""

    profiles: Mapping[str, bool | None]


def read_firewall(text: str) -> Firewall:
    """Return what *text*, from PowerShell or netsh, says of the profiles.

    Raises:
        ReadError: it names no profile.
    """
    text = text[:MOST_TEXT]
    profiles: dict[str, bool | None] = {}
    for record in read_records(text):
        name = _name(str(record.get("name") or record.get("profile") or ""))
        if name and "enabled" in record:
            profiles[name] = truth(record["enabled"])
    profiles = profiles or _read_netsh(text)
    if not profiles:
        raise ReadError("no firewall profile")
    return Firewall(profiles)


def _name(title: str) -> str | None:
    return next((name for name, stem in _STEMS.items() if stem.search(title)), None)


def _read_netsh(text: str) -> dict[str, bool | None]:
    """Return the states of netsh's sections: title, rule, state."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found: list[tuple[str, bool | None]] = []
    for title, rule, state in zip(lines, lines[1:], lines[2:], strict=False):
        value = re.split(r"\s{2,}|\t", state)
        if _RULE.fullmatch(rule) and len(value) == 2:
            found.append((title, switched(value[1])))
    if len(found) == len(NAMES):
        states = [state for _, state in found]
        return dict(zip(NAMES, states, strict=True))
    named = [(_name(title), state) for title, state in found]
    return {name: state for name, state in named if name}
