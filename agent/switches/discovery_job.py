"""Discovery of the running agent: what it finds becomes facts, events, and more work."""

import logging
from collections.abc import Callable, Iterable, Sequence

from agent.shared.address_ranges import RangeError, parse_ranges
from agent.shared.switch_settings import DeviceSettings, SwitchSettings
from agent.shared.toml import SettingsError
from agent.shared.wire import Event, Facts, Scalar
from agent.sources.snmp.credential import Credential
from agent.switches.adding import free_name
from agent.switches.discovery import Discovery, Plan
from agent.switches.proposals import FACT_KIND, MOST_PROPOSALS, Proposal, facts_of
from agent.switches.searching import known_devices

log = logging.getLogger(__name__)

NAME = "discovery"
"""Under this name the facts stand beside those of the probes."""
Search = Callable[[Plan, Sequence[Credential]], Discovery]


class DiscoveryJob:
    """Asks the ranges of *settings* when ``run``, and tells what is new.

    Args:
        settings: what may be asked, and what is there already.
        credentials: returns those to try; may raise SettingsError.
        search: does it (``searching.search`` with its doors).
        tell_facts: takes all proposals as they stand now.
        tell_event: takes ``device_found`` of each that was not proposed before.
        watch: takes devices to read at once, with ``watch_found``.
        before: the proposals of an earlier process.
    """

    def __init__(  # noqa: PLR0913 - all it does, it does by others
        self,
        settings: SwitchSettings,
        *,
        credentials: Callable[[], Sequence[Credential]],
        search: Search,
        tell_facts: Callable[[Facts], None],
        tell_event: Callable[[Event], None],
        watch: Callable[[Sequence[DeviceSettings]], None],
        before: Facts,
    ) -> None:
        self._settings = settings
        self._credentials = credentials
        self._search = search
        self._tell_facts = tell_facts
        self._tell_event = tell_event
        self._watch = watch
        self._told = set(before.get(FACT_KIND, {}))
        self._watched: dict[str, str] = {}

    def run(self) -> None:
        """Search once. What cannot be done now is logged, and tried the next time."""
        try:
            ranges = parse_ranges(self._settings.ranges)
            wanted = self._credentials()
            if not ranges or not wanted:
                return
            known = known_devices(self._settings)
            found = self._search(Plan(ranges, neighbours=True, known=known), wanted)
        except (RangeError, SettingsError, ImportError) as err:
            log.warning("discovery cannot be done: %s", err)
            return
        for host, why in found.problems.items():
            log.info("discovery: %s answers and cannot be read: %s", host, why)
        self._take(found.proposals)

    def _take(self, proposals: Sequence[Proposal]) -> None:
        """Tell of *proposals*, each of them once as an event."""
        new = [p for p in proposals if not p.known and p.address not in self._told]
        for proposal in new[:MOST_PROPOSALS]:
            self._tell_event(Event("device_found", attributes=_attributes(proposal)))
            log.info("discovery found %s (%s)", proposal.address, proposal.name)
        facts = facts_of(proposals)
        self._told |= set(facts[FACT_KIND])
        self._tell_facts(facts)
        if self._settings.watch_found:
            unknown = [p for p in proposals if not p.known]
            self._watch(self._as_devices(unknown[:MOST_PROPOSALS]))

    def _as_devices(self, proposals: Iterable[Proposal]) -> list[DeviceSettings]:
        """Return *proposals* as devices of the settings; each keeps its name."""
        taken = {device.name for device in self._settings.devices}
        taken |= set(self._watched.values())
        devices = []
        for proposal in proposals:
            kept = [self._watched.get(address, "") for address in proposal.addresses]
            name = "".join(kept[:1]) or free_name(
                proposal.name, proposal.address, taken
            )
            taken.add(name)
            self._watched.update(dict.fromkeys(proposal.addresses, name))
            devices.append(
                DeviceSettings(
                    name=name,
                    address=proposal.address,
                    credential=proposal.credential,
                )
            )
        return devices


def _attributes(proposal: Proposal) -> dict[str, Scalar]:
    said = {
        "address": proposal.address,
        "name": proposal.name,
        "kind": proposal.kind,
        "vendor": proposal.vendor,
        "model": proposal.model,
    }
    return {name: text[:500] for name, text in said.items() if text}
