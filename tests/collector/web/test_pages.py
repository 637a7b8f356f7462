"""Every page in both languages, whatever the machines say of themselves."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from agent.shared.wire import Item
from collector.store.interface import Agent, AgentStatus, Commit, FactsRecord
from collector.store.memory import MemoryStore
from collector.web.pages import refusal_pages, routes
from tests.support.asgi import get
from tests.support.markup import Page, assert_sound
from tests.support.sample_fleet import (
    NOW,
    add_agent,
    agent_id,
    page_services,
    sample_fleet,
    sample_points,
)


@pytest.fixture(scope="module")
def fleet():
    """Return an application over the sample fleet."""
    services = page_services(*sample_fleet())
    return Starlette(routes=routes(services, read_points=sample_points))


@pytest.fixture
def nobody():
    """Return an application without agents."""
    return Starlette(routes=routes(page_services(MemoryStore())))


PAGES = (
    *("/", "/fleet", "/data-safety", "/data-safety?kind=backup_none", "/privacy"),
    *(f"/machines/{agent_id(number)}" for number in (4, 5, 7, 30, 60)),
)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_sound_in_both_languages(fleet, address, language):
    """One main heading, labels for fields, no inline script or style, unique ids."""
    answer = get(fleet, address, headers={"accept-language": language})
    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    assert_sound(answer.text, language)


def test_a_collector_without_agents_teaches_the_next_step(nobody):
    """The landing page and the table say how the first machine comes."""
    for address in ("/", "/fleet", "/data-safety"):
        text = get(nobody, address).text
        assert "hatang-collector token create" in text
        assert "hatang-agent enrol TOKEN" in text


def test_the_filter_narrows_the_table(fleet):
    """Typing without diacritics finds the department."""
    text = get(fleet, "/fleet?q=thanh+tra").text
    assert "PC-TTra-02" in text
    assert "PC-VP-01" not in text
    assert "No machine fits" in get(fleet, "/fleet?q=qqqq&lang_=en").text


def test_an_unknown_machine_is_not_found(fleet):
    """The page says what may have happened."""
    answer = get(fleet, "/machines/nobody", headers={"accept-language": "vi"})
    assert answer.status == 404
    assert "Ở đây không có máy này" in answer.text


def test_the_chosen_language_is_kept_in_a_cookie(fleet):
    """The address loses lang and keeps the rest."""
    answer = get(fleet, "/fleet?q=pc&lang=vi")
    assert answer.status == 303
    assert answer.headers["location"] == "/fleet?q=pc"
    assert "hatang_language=vi" in answer.headers["set-cookie"]
    again = get(fleet, "/fleet", headers={"cookie": "hatang_language=vi"})
    assert 'lang="vi"' in again.text


def test_static_files_may_be_kept_for_an_hour(fleet):
    """The sheet does not travel with every page."""
    answer = get(fleet, "/static/hatang.css")
    assert answer.status == 200
    assert "max-age" in answer.headers["cache-control"]


@pytest.mark.parametrize("status", [404, 405, 418, 500])
def test_a_refusal_is_a_page_too(status):
    """In the language of whoever asked."""
    services = page_services(MemoryStore())
    page = refusal_pages(services)

    async def app(scope, receive, send):
        from starlette.requests import Request

        await page(Request(scope), status, {"x-a": "b"})(scope, receive, send)

    answer = get(app, "/x", headers={"accept-language": "vi"})
    assert answer.status == status
    assert answer.headers["x-a"] == "b"
    assert len(Page(answer.text).all("h1")) == 1


HOSTILE = st.text(
    st.sampled_from(list("<>&\"'{}%` ab\u202e\u0000đ")), min_size=1, max_size=30
).map(lambda text: text + "<script>alert(1)</script>")
VALUES = st.none() | HOSTILE | st.integers() | st.floats() | st.booleans()
FACTS = st.dictionaries(
    st.sampled_from(["disk", "memory_module", "system", "x<y"]) | HOSTILE,
    st.dictionaries(
        HOSTILE | st.just(""),
        st.builds(
            Item,
            st.dictionaries(HOSTILE | st.sampled_from(["model", "size_bytes"]), VALUES),
            st.dictionaries(HOSTILE, HOSTILE),
        ),
        max_size=2,
    ),
    max_size=3,
)


class OneMachine:
    """An application over one machine that says something else each time."""

    def __init__(self):
        self.store, self.count = MemoryStore(), 0
        self.app = Starlette(routes=routes(page_services(self.store)))

    def says(self, text, facts):
        """Put *text* wherever a machine may put text."""
        self.count += 1
        me, facts_id = agent_id(1), str(self.count)
        agent = Agent(
            *(me, "quarantined", "0", text, text, text, text, text),
            note=text,
            operating_system=text,
            enrolled=NOW,
        )
        add_agent(self.store, agent)
        status = AgentStatus(
            me, last_received=NOW, agent_version=text, facts_id=facts_id, dropped=1
        )
        record = FactsRecord(me, NOW + self.count, facts_id, facts)
        self.store.commit(Commit(facts=[record], statuses=[status]))


@pytest.fixture(scope="module")
def machine():
    """Return an application over one machine."""
    return OneMachine()


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.function_scoped_fixture,
    ],
)
@given(text=HOSTILE, facts=FACTS)
def test_what_a_machine_says_never_becomes_markup(machine, text, facts):
    """Host names, places, notes and facts are text and stay text."""
    machine.says(text, facts)
    for address in ("/", "/fleet", f"/machines/{agent_id(1)}"):
        language = "vi" if machine.count % 2 else "en"
        answer = get(machine.app, address, headers={"accept-language": language})
        assert answer.status == 200
        assert "<script>" not in answer.text
        assert len(Page(answer.text).all("script")) == 1
