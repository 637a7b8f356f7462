"""Puts what happened into words and names, as Alertmanager and people read it."""

from collections.abc import Callable, Mapping

from agent.shared.wire import Event
from collector.alert_events import Occurrence, Place, Sentences, alert, texts_of
from collector.device_book import DeviceBook
from collector.devices import place_of
from collector.registry import Registry
from collector.roster import instance_names
from collector.web.finding_words import tell_event
from collector.web.i18n import N_, Tongue

# What people did with the collector itself; agents tell the rest.
AUDIT_TEXTS: dict[str, str] = {
    "agent_enrolled": N_("the machine has enrolled from {address}"),
    "plan_set": N_("{actor} approved an upgrade plan"),
}
UNKNOWN = N_("a machine that is no longer known")


class AlertWriter:
    """Writes alerts; machines and devices have the names that Prometheus gives them."""

    def __init__(
        self,
        registry: Registry,
        devices: DeviceBook,
        timezone: str,
        collector: Callable[[], str],
    ) -> None:
        self._registry = registry
        self._devices = devices
        self._collector = collector
        self._tongues = {"vi": Tongue("vi", timezone), "en": Tongue("en", timezone)}

    def write(self, one: Occurrence, ends: float) -> Mapping[str, object]:
        """Return *one* as it is posted; it is over at *ends*."""
        place = self.place(one.owner)
        said = self.sentences(one, place)
        return alert(one, place, said, collector=self._collector(), ends=ends)

    def place(self, owner: str) -> Place:
        """Return what *owner* is called and where it stands."""
        agents = self._registry.agents()
        if agent := agents.get(owner):
            name = instance_names(agents.values())[owner]
            where = (agent.site, agent.department, agent.room)
            return Place(name, *where, f"/machines/{owner}")
        if device := self._devices.get(owner):
            where = place_of(device, agents)
            return Place(self._devices.instance(owner), *where, f"/switches/{owner}")
        return Place()

    def sentences(self, one: Occurrence, place: Place) -> Sentences:
        """Return what *one* says in both languages."""
        told = {name: self._told(one, tongue) for name, tongue in self._tongues.items()}
        if one.owner and not place.instance:
            unknown = {n: t.text(UNKNOWN) for n, t in self._tongues.items()}
            return Sentences(*(f"{unknown[n]}: {told[n]}." for n in ("vi", "en")))
        return texts_of(place, told)

    def _told(self, one: Occurrence, tongue: Tongue) -> str:
        text = AUDIT_TEXTS.get(one.kind)
        if text is None:
            event = Event(one.kind, 0.0, "info", one.attributes)
            told = tell_event(event, one.time, tongue).text
        else:
            values = {name: str(value) for name, value in one.attributes.items()}
            told = tongue.text(text)
            for name in ("address", "actor"):
                told = told.replace(f"{{{name}}}", values.get(name, "–"))
        when = tongue.formats.moment(one.time)
        return f"{told[:160].rstrip('.')} ({when})"
