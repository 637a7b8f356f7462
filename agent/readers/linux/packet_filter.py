"""Rule sets of nftables and iptables: whether anything is filtered on the way in.

A machine with Docker or libvirt has rules, too, but none on its input: those are no
firewall for itself.
"""

import re
from typing import Any

import msgspec

from agent.readers.errors import ReadError
from agent.readers.linux.words import from_json, natural, to_text

_REFUSES = re.compile(r"\b(?:drop|reject|queue)\b")
_HOOK = re.compile(r"type\s+filter\s+hook\s+input\b")
_POLICY = re.compile(r"\bpolicy\s+(accept|drop)")
_JUMP = re.compile(r"\b(?:jump|goto)\s+([\w.:-]+)")
_LISTED = re.compile(
    r"^Chain (\S+) \((?:policy (\w+)|\d+ references).*\)", re.MULTILINE
)
_MOST_CHAINS = 5000


class PacketFilter(msgspec.Struct, frozen=True):
    """``filters_input``: something that comes to this machine may be refused.

    ``input_policy`` is the harshest default of the chains on input; ``rules`` counts
    the rules of the whole set.
    """

    filters_input: bool | None = None
    input_policy: str | None = None
    rules: int | None = None
    tool: str | None = None


class _Chain(msgspec.Struct):
    """One chain: whether input passes it, its policy, and its rules as text."""

    hooked: bool = False
    policy: str | None = None
    rules: list[str] = []


def read_packet_filter(content: bytes | str) -> PacketFilter:
    """Return what ``nft list ruleset``, ``iptables -S``, ``-L`` or -save printed.

    Raises:
        ReadError: it is none of them.
    """
    text = to_text(content)
    if text.lstrip().startswith("{") and '"nftables"' in text:
        return _judge(_nft_json(from_json(text)), "nftables")
    if re.search(r"^\s*table\s+\w+\s+\S+\s*\{", text, re.MULTILINE):
        return _judge(_nft_text(text), "nftables")
    if re.search(r"^(?:-P|:)\s?\w+ (?:ACCEPT|DROP|-)", text, re.MULTILINE):
        return _judge(_iptables(text), "iptables")
    if _LISTED.search(text):
        return _judge(_listed(text), "iptables")
    raise ReadError("no rule set of nftables or iptables")


def _judge(chains: dict[str, _Chain], tool: str) -> PacketFilter:
    hooked = [chain for chain in chains.values() if chain.hooked]
    policies = {chain.policy for chain in hooked}
    reached: set[str] = {name for name, chain in chains.items() if chain.hooked}
    waiting = list(reached)
    while waiting:
        table = waiting[-1].rpartition("\n")[0]
        for rule in chains[waiting.pop()].rules:
            for target in _JUMP.findall(rule):
                name = f"{table}\n{target}"
                if name in chains and name not in reached:
                    reached.add(name)
                    waiting.append(name)
    refuses = any(_REFUSES.search(r) for name in reached for r in chains[name].rules)
    return PacketFilter(
        filters_input=refuses or "drop" in policies,
        input_policy="drop" if "drop" in policies else ("accept" if hooked else None),
        rules=sum(len(chain.rules) for chain in chains.values()),
        tool=tool,
    )


def _chain(chains: dict[str, _Chain], name: str) -> _Chain:
    if len(chains) >= _MOST_CHAINS:
        raise ReadError(f"more than {_MOST_CHAINS} chains")
    return chains.setdefault(name, _Chain())


def _nft_text(text: str) -> dict[str, _Chain]:
    chains: dict[str, _Chain] = {}
    table, chain = "", None
    for line in text.splitlines():
        words = line.split()
        if words[:1] == ["table"] and len(words) >= 3:
            table, chain = f"{words[1]} {words[2]}", None
        elif words[:1] == ["chain"] and len(words) >= 2:
            chain = _chain(chains, f"{table}\n{words[1]}")
        elif words[:1] == ["}"]:
            chain = None
        elif chain is not None and words:
            _nft_line(chain, line)
    return chains


def _nft_line(chain: _Chain, line: str) -> None:
    """Read one line of a chain: what it hooks, or a rule (without its comment)."""
    if line.split()[0] == "type":
        policy = _POLICY.search(line)
        chain.hooked = bool(_HOOK.search(line))
        chain.policy = policy[1] if policy else "accept"
    elif not line.lstrip().startswith("#"):
        chain.rules.append(re.sub(r'"[^"]*"', '""', line))


def _nft_json(document: Any) -> dict[str, _Chain]:
    chains: dict[str, _Chain] = {}
    listed = document.get("nftables") if isinstance(document, dict) else None
    for entry in listed if isinstance(listed, list) else ():
        for kind, said in entry.items() if isinstance(entry, dict) else ():
            if not isinstance(said, dict) or kind not in {"chain", "rule"}:
                continue
            table = f"{said.get('family')} {said.get('table')}"
            if kind == "chain":
                chain = _chain(chains, f"{table}\n{said.get('name')}")
                kept = said.get("type") == "filter" and said.get("hook") == "input"
                chain.hooked, chain.policy = kept, str(said.get("policy", "accept"))
            else:
                _chain(chains, f"{table}\n{said.get('chain')}").rules.append(
                    _statements(said.get("expr"))
                )
    return chains


def _statements(expressions: Any) -> str:
    """Return the verdicts of a rule in JSON as words of the text form."""
    words = []
    for statement in expressions if isinstance(expressions, list) else ():
        for name, value in statement.items() if isinstance(statement, dict) else ():
            target = value.get("target", "") if isinstance(value, dict) else ""
            words.append(f"{name} {target if isinstance(target, str) else ''}")
    return " ".join(words)


def _iptables(text: str) -> dict[str, _Chain]:
    """Read ``iptables -S`` and ``iptables-save``; input of the table filter counts."""
    chains: dict[str, _Chain] = {}
    table = "filter"
    for line in text.splitlines():
        words = line.split()
        if line.startswith("*"):
            table = line[1:].strip()
        elif len(words) >= 2 and (words[0] in {"-P", "-N"} or line.startswith(":")):
            name, *policy = words[1:] if words[0] in {"-P", "-N"} else words
            chain = _chain(chains, f"{table}\n{name.removeprefix(':')}")
            chain.policy = policy[0].lower() if policy else None
            chain.hooked = table == "filter" and name.removeprefix(":") == "INPUT"
        elif words[:1] == ["-A"] and len(words) >= 2:
            _chain(chains, f"{table}\n{words[1]}").rules.append(_target(line))
    return chains


def _target(line: str) -> str:
    found = re.findall(r"\s-[jg] (\S+)", line)
    target = found[-1] if found else ""
    return target.lower() if target in {"DROP", "REJECT"} else f"jump {target}"


def _listed(text: str) -> dict[str, _Chain]:
    chains: dict[str, _Chain] = {}
    chain = None
    for line in text.splitlines():
        head = _LISTED.match(line)
        if head:
            chain = _chain(chains, f"filter\n{head[1]}")
            chain.policy = head[2].lower() if head[2] else None
            chain.hooked = head[1] == "INPUT"
        elif (
            chain is not None
            and line.split()
            and not line.startswith(("target", " pkts", "num"))
        ):
            chain.rules.append(_listed_target(line.split()))
    return chains


def _listed_target(words: list[str]) -> str:
    named = [w for w in words[:4] if natural(w) is None and not re.match(r"\d", w)]
    target = named[0] if named else ""
    return target.lower() if target in {"DROP", "REJECT"} else f"jump {target}"
