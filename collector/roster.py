"""Who is shown to Prometheus, under which name and in which site."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from collector.store.interface import Agent

NO_SITE = "-"  # stands in paths for machines without a site


class Entry(NamedTuple):
    """One agent and its name in Prometheus."""

    agent: Agent
    instance: str


def instance_names(agents: Iterable[Agent]) -> dict[str, str]:
    """Return a name for each agent that no other has, in the order of enrolment.

    It is the host name; who comes second with the same adds ``~`` and the first
    eight digits of its id (all of them if need be), whoever comes or goes later.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for agent in sorted(agents, key=lambda a: (a.enrolled, a.id)):
        host = agent.hostname or agent.id
        for name in (host, f"{host}~{agent.id[:8]}", f"{host}~{agent.id}"):
            if name not in taken:
                break
        names[agent.id] = name
        taken.add(name)
    return names


def is_shown(agent: Agent) -> bool:
    """Return whether *agent* is a target: known, and not refused for good."""
    return agent.state in ("active", "quarantined")


class Roster:
    """The agents of one moment, sorted once for the many pages of a scrape."""

    def __init__(self, agents: Mapping[str, Agent]) -> None:
        self._agents = agents
        names = instance_names(agents.values())
        self._entries = {
            agent.id: Entry(agent, names[agent.id])
            for agent in agents.values()
            if is_shown(agent)
        }
        self._sites: dict[str, list[Entry]] = {}
        for entry in self._entries.values():
            self._sites.setdefault(entry.agent.site or NO_SITE, []).append(entry)

    def is_of(self, agents: Mapping[str, Agent]) -> bool:
        """Return whether *agents* are still the ones that this was made of.

        A mapping that was seen before is not looked into again: whoever keeps it
        replaces it and never changes it.
        """
        if agents is not self._agents:
            if self._agents != agents:
                return False
            self._agents = agents
        return True

    def entries(self) -> Sequence[Entry]:
        """Return everybody who is shown."""
        return tuple(self._entries.values())

    def entry(self, agent_id: str) -> Entry | None:
        """Return one agent, or None when it is not shown."""
        return self._entries.get(agent_id)

    def sites(self) -> Mapping[str, Sequence[Entry]]:
        """Return who is shown, by site; ``-`` for no site."""
        return self._sites

    def part(self, site: str, part: int, parts: int) -> list[Entry]:
        """Return the *part*-th (from 1) of *parts* of a site; by id, so it stays."""
        return [
            entry
            for entry in self._sites.get(site, ())
            if int(entry.agent.id[:8], 16) % parts == part - 1
        ]
