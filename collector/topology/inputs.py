"""What conclusions are drawn from, put together from records of the store."""

from collections.abc import Iterable, Mapping
from math import inf

from collector.devices import CLOCK_SET_BACK_S, is_believed, place_of
from collector.store.device import DeviceRecord
from collector.store.interface import Agent, Store
from collector.topology.hosts import host_of
from collector.topology.shapes import Inputs, Seen

STALE_S = 7 * 86400.0  # a survey that is so much older than the newest is left out


def seen_of(
    records: Iterable[DeviceRecord], agents: Mapping[str, Agent], now: float = inf
) -> tuple[Seen, ...]:
    """Return the devices that still answer, each with the site where it stands.

    Those of revoked *agents* are left out.
    What lies in the future of *now* is from before our clock was set back: it makes
    nobody old.
    """
    records = [record for record in records if is_believed(record, agents)]
    soonest = now + CLOCK_SET_BACK_S
    times = (record.time for record in records if record.time <= soonest)
    newest = max(times, default=0.0)
    return tuple(
        Seen(record.id, place_of(record, agents).site, record.time, record.survey)
        for record in records
        if newest - record.time <= STALE_S
    )


def stored_inputs(store: Store) -> Inputs:
    """Return everything that *store* holds of the LAN; reads all facts.

    Raises:
        StoreError: it cannot be read.
    """
    agents = {agent.id: agent for agent in store.agents()}
    trusted = [agent for agent in agents.values() if agent.state != "revoked"]
    facts = [(agent, store.latest_facts(agent.id)) for agent in trusted]
    return Inputs(
        seen_of(store.devices(), agents),
        tuple(host_of(agent, told.facts) for agent, told in facts if told is not None),
        tuple(store.link_rules()),
    )
