import pytest
from starlette.applications import Starlette

from agent.shared import wire
from agent.shared.wire import Item
from collector.web.api import routes
from tests.support.asgi import ask
from tests.support.deliveries import AGENT, BEARER, agent, batch, report, run, services

FLEET = [
    agent(),
    agent(id="b" * 32, hostname="pc-0"),
    agent(id="c" * 32, hostname="pc-9", site="sg"),
    agent(id="d" * 32, hostname="gone", state="revoked"),
]


def read(*paths, body=None):
    """Return the answers to *paths*, after one delivery of *body*."""

    async def conversation(parts):
        app = Starlette(routes=routes(parts))
        if body is not None:
            head = {"authorization": BEARER}
            await ask(app, "POST", "/api/v1/reports", wire.encode(body), head)
        return [await ask(app, "GET", f"/api/v1/{path}") for path in paths]

    return run(services(agents=FLEET), conversation)


def names(answer, of):
    """Return the host names in an answer."""
    return [each["hostname"] for each in answer.json()[of]]


def test_agents_are_listed_by_place_and_machines_without_the_revoked():
    """A site narrows both; one that does not exist has nothing."""
    answers = read("agents", "agents?site=sg", "agents?site=no", "machines?site=hn")
    assert sorted(names(answers[0], "agents")) == ["gone", "pc-0", "pc-1", "pc-9"]
    assert names(answers[1], "agents") == ["pc-9"]
    assert names(answers[2], "agents") == []
    assert names(answers[3], "machines") == ["pc-0", "pc-1"]


def test_the_inventory_comes_in_pages():
    """Each page tells the whole number; together they are everything."""
    whole, *pages = read(
        "machines", *[f"machines?limit=1&offset={n}" for n in range(4)]
    )
    found = [name for page in pages for name in names(page, "machines")]
    assert found == names(whole, "machines")
    assert {page.json()["total"] for page in pages} == {3}


@pytest.mark.parametrize("value", ["-1", "x", "", "1001", "1.5", "²", "9" * 50])
def test_a_number_that_is_none_is_refused(value):
    """With the range that is right."""
    (answer,) = read(f"machines?limit={value}".encode().decode("latin-1"))
    assert (answer.status, answer.json()["reason"]) == (400, "bad_parameter")
    assert "1000" in answer.json()["detail"]


def test_who_is_not_known_has_nothing_to_show():
    """And an agent without facts says that it has sent none."""
    *unknown, none = read(
        "agents/x", "agents/x/facts", "agents/x/history", f"agents/{AGENT}/facts"
    )
    assert [(a.status, a.json()["reason"]) for a in unknown] == [
        (404, "unknown_agent")
    ] * 3
    assert (none.status, none.json()["reason"]) == (404, "no_facts")


def test_facts_are_shown_as_they_were_sent():
    """With their time and id."""
    facts = {"memory": {"": Item({"size_bytes": 1}, {"speed": "no right"})}}
    sent = batch(report(facts=facts, facts_id=wire.facts_id(facts)))
    (answer,) = read(f"agents/{AGENT}/facts", body=sent)
    assert answer.json()["id"] == wire.facts_id(facts)
    assert answer.json()["facts"]["memory"][""]["unknown"] == {"speed": "no right"}
