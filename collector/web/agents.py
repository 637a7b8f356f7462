"""What people and programs read of agents and machines."""

import asyncio

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from collector.history import changes
from collector.services import Services
from collector.store.interface import Agent
from collector.web.problems import ProblemError, answer
from collector.web.views import (
    AgentDetail,
    AgentList,
    AgentView,
    FactsView,
    History,
    MachineList,
    by_place,
    machine,
    view_fields,
)

MOST_MACHINES = 1000


class Agents:
    """The handlers; each reads memory and, where it must, the store in a thread."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def _agent(self, request: Request) -> Agent:
        agent = self._services.registry.agent(request.path_params["agent"])
        if agent is None:
            raise ProblemError(
                404, "unknown_agent", "No agent has this id: see /api/v1/agents."
            )
        return agent

    async def all(self, request: Request) -> Response:
        """Answer with every agent, revoked ones too; ``site`` narrows it."""
        site = request.query_params.get("site")
        found = [
            agent
            for agent in self._services.registry.agents().values()
            if site is None or agent.site == site
        ]
        views = [
            msgspec.convert(view_fields(self._services, agent), AgentView)
            for agent in by_place(found)
        ]
        return answer(AgentList(views))

    async def one(self, request: Request) -> Response:
        """Answer with one agent."""
        agent = self._agent(request)
        ranges = await asyncio.to_thread(self._services.store.sequences, agent.id)
        missing = sum(found.missing for found in ranges)
        fields = {**view_fields(self._services, agent), "missing": missing}
        return answer(msgspec.convert(fields, AgentDetail))

    async def facts(self, request: Request) -> Response:
        """Answer with the latest facts of an agent."""
        agent = self._agent(request)
        found = await asyncio.to_thread(self._services.store.latest_facts, agent.id)
        if found is None:
            raise ProblemError(404, "no_facts", "This agent has sent no facts yet.")
        return answer(FactsView(found.agent, found.time, found.id, found.facts))

    async def history(self, request: Request) -> Response:
        """Answer with what changed in an agent's facts."""
        agent = self._agent(request)
        records = await asyncio.to_thread(self._services.store.facts_history, agent.id)
        return answer(History(agent.id, changes(records)))

    async def machines(self, request: Request) -> Response:
        """Answer with the inventory, in pages of ``limit`` from ``offset``."""
        site = request.query_params.get("site")
        limit = _number(request, "limit", MOST_MACHINES, most=MOST_MACHINES)
        offset = _number(request, "offset", 0, most=10**9)
        shown = by_place(
            [
                agent
                for agent in self._services.registry.agents().values()
                if agent.state != "revoked" and (site is None or agent.site == site)
            ]
        )
        page = shown[offset : offset + limit]
        return await asyncio.to_thread(self._page, page, len(shown))

    def _page(self, agents: list[Agent], total: int) -> Response:
        store = self._services.store
        lines = [
            machine(self._services, agent, store.latest_facts(agent.id))
            for agent in agents
        ]
        return answer(MachineList(lines, total))


def _number(request: Request, name: str, default: int, *, most: int) -> int:
    text = request.query_params.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 12) or int(text) > most:
        raise ProblemError(
            400, "bad_parameter", f"{name} is a whole number from 0 to {most}."
        )
    return int(text)
