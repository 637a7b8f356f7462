"""ufw and firewalld: whether the firewall is on, and starts with the system."""

import re

import msgspec

from agent.readers.errors import ReadError
from agent.readers.linux.words import boolean, first, pairs, to_text

# "Status" and its answer in the languages that ufw is translated to and that we met;
# the agent itself asks in English.
_UFW_STATUS = re.compile(
    r"^\s*(?:Status|Stato|Estado|Statut|État|Stav|Állapot|Статус|Состояние|Stan|Durum"
    r"|Tila|Trạng thái|状态|狀態|状態|상태)\s*[:：]\s*(?P<word>\S[^\n]*)",
    re.IGNORECASE | re.MULTILINE,
)
_OFF = re.compile(
    r"(?:inacti|inaktiv|inatti|nieaktywn|neaktivn|неактив|отключ|не актив|nicht aktiv"
    r"|etkin değil|不活动|非アクティブ|非活動|비활성|không hoạt động|désactiv|deaktiv|off\b)",
    re.IGNORECASE,
)
_ON = re.compile(
    r"(?:acti|aktiv|atti[vw]|aktywn|актив|включ|etkin|激活|活动|アクティブ|啟用|활성"
    r"|đang hoạt động|hoạt động|on\b)",
    re.IGNORECASE,
)


class FirewallState(msgspec.Struct, frozen=True):
    """``incoming`` is what ufw does by default with what comes in (deny, allow)."""

    active: bool | None = None
    enabled_at_boot: bool | None = None
    tool: str | None = None
    incoming: str | None = None


def read_firewall(content: bytes | str) -> FirewallState:
    """Return what ``ufw status``, ``firewall-cmd --state`` or systemd says.

    ``/etc/ufw/ufw.conf`` and ``systemctl show`` are read, too.

    Raises:
        ReadError: it is none of them.
    """
    text = to_text(content)
    for reader in (_systemd, _systemd_show, _ufw, _ufw_conf, _firewall_cmd):
        found = reader(text)
        if found is not None:
            return found
    raise ReadError("no state of a firewall")


def _ufw(text: str) -> FirewallState | None:
    said = _UFW_STATUS.search(text)
    if not said:
        return None
    word = said["word"].strip()
    active = False if _OFF.match(word) else (True if _ON.match(word) else None)
    incoming = re.search(r"^Default:\s*([a-z]+) \(incoming\)", text, re.MULTILINE)
    return FirewallState(
        active=active, tool="ufw", incoming=incoming[1] if incoming else None
    )


def _ufw_conf(text: str) -> FirewallState | None:
    said = re.search(r"^\s*ENABLED\s*=\s*[\"']?(\w+)", text, re.MULTILINE)
    if not said:
        return None
    return FirewallState(enabled_at_boot=boolean(said[1]), tool="ufw")


def _firewall_cmd(text: str) -> FirewallState | None:
    word = text.strip().lower()
    if word in {"running", "not running", "failed"} or re.fullmatch(
        r"running but failed.*", word
    ):
        return FirewallState(active=word.startswith("running"), tool="firewalld")
    if "firewalld is not running" in word:
        return FirewallState(active=False, tool="firewalld")
    return None


def _systemd(text: str) -> FirewallState | None:
    missing = re.search(r"^Unit (\S+) could not be found", text, re.MULTILINE)
    if missing:
        return FirewallState(active=False, enabled_at_boot=False, tool=_unit(text))
    found = pairs(text)
    state, loaded = first(found, "active"), first(found, "loaded")
    if state is None or (loaded is None and "(" not in state):
        return None
    return FirewallState(
        active=state.split(" ")[0] in {"active", "reloading"},
        enabled_at_boot=_at_boot(loaded or ""),
        tool=_unit(text),
    )


def _at_boot(loaded: str) -> bool | None:
    """Return what ``loaded (/usr/lib/…; enabled; vendor preset: enabled)`` says."""
    parts = loaded.partition("(")[2].rstrip(")").split(";")
    words = [part.strip() for part in parts[1:]]
    if "masked" in loaded.split(" ")[0] or "not-found" in loaded.split(" ")[0]:
        return False
    return next((boolean(w.split("-")[0]) for w in words if _says(w)), None)


def _says(word: str) -> bool:
    return boolean(word.split("-")[0]) is not None


def _systemd_show(text: str) -> FirewallState | None:
    found = pairs(text, divider="=")
    state = found.get("activestate")
    if state is None:
        return None
    boot = found.get("unitfilestate", "")
    masked = boot.startswith("masked") or found.get("loadstate") == "not-found"
    return FirewallState(
        active=state in {"active", "reloading"},
        enabled_at_boot=False if masked else boolean(boot.split("-")[0]),
        tool=found.get("id", "").removesuffix(".service") or None,
    )


def _unit(text: str) -> str | None:
    found = re.search(r"([\w@-]{1,60})\.service", text)
    return found[1] if found else None
