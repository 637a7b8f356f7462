"""What happened, in the words of both languages, under the names of Prometheus."""

from agent.shared.survey import Survey
from collector.alert_events import Occurrence
from collector.alert_words import AlertWriter
from collector.device_book import DeviceBook
from collector.devices import device_id
from collector.registry import Registry
from collector.store.device import SurveyRecord
from collector.store.interface import Agent, AuditRecord, Commit
from collector.store.memory import MemoryStore

NOW = 1795487100.0  # 24 November 2026, 09:25 in Hà Nội
PC = Agent("a" * 32, "active", "0" * 64, "PC-1", site="hq", department="Kế toán")
TWIN = Agent("b" * 32, "active", "0" * 64, "PC-1", site="hq", enrolled=5.0)


def writer():
    """Return a writer over two machines of one name and a switch."""
    store = MemoryStore()
    for agent in (PC, TWIN):
        store.put_agent(agent, AuditRecord(0.0, "x", "agent_enrolled", agent.id))
    survey = Survey("sw-1", kind="switch", room="P.1")
    store.commit(Commit(surveys=[SurveyRecord(PC.id, 10.0, survey)]))
    registry, devices = Registry(store), DeviceBook(store)
    registry.load()
    devices.load()
    return AlertWriter(registry, devices, "Asia/Ho_Chi_Minh", lambda: "https://c:9847")


def written(kind, owner, **attributes):
    """Return the alert of an event."""
    return writer().write(Occurrence(kind, owner, NOW, attributes), NOW + 1800)


def test_a_machine_has_its_name_place_and_page():
    """A second one of the same name is told apart."""
    made = written("administrator_added", PC.id, old=1, new=2)
    assert made["labels"]["instance"] == "PC-1"
    assert made["generatorURL"] == f"https://c:9847/machines/{PC.id}"
    assert made["annotations"]["description"] == (
        "PC-1 (Kế toán): There are 2 local administrators; there were 1"
        " (24 Nov 2026 09:25)."
    )
    assert written("drive_removed", TWIN.id)["labels"]["instance"] == "PC-1~bbbbbbbb"


def test_a_device_is_named_like_its_target():
    """With its room."""
    owner = device_id(PC.id, "sw-1")
    made = written("neighbour_appeared", owner, port="Gi0/1", neighbour="AP-la")
    assert made["labels"]["instance"] == "sw-1"
    assert made["labels"]["room"] == "P.1"
    assert made["generatorURL"] == f"https://c:9847/switches/{owner}"
    assert "AP-la" in made["annotations"]["description_vi"]


def test_what_people_did_is_told_too():
    """A plan belongs to no machine, and who is gone is said to be."""
    plan = written("plan_set", "", actor="{address}", plan="p")["annotations"]
    assert plan["description"].startswith("{address} approved an upgrade plan")
    gone = written("agent_enrolled", "c" * 32, address="10.0.0.7")["annotations"]
    assert gone["description"].startswith("a machine that is no longer known: ")
    assert "10.0.0.7" in gone["description"]
