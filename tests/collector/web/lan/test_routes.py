"""The pages of the LAN in both languages, whatever devices say of themselves."""

import dataclasses

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from agent.shared.survey import Module, Neighbour, Port, Station, Supply, Survey
from collector.device_book import DeviceBook
from collector.services import Services
from collector.store.device import SurveyRecord
from collector.store.interface import Commit
from collector.store.memory import MemoryStore
from collector.topology.build import topology
from collector.topology.shapes import Inputs, Seen
from collector.web.pages import routes
from tests.support.asgi import get
from tests.support.markup import Page, assert_sound
from tests.support.sample_fleet import NOW, agent_id, page_services, sample_points
from tests.support.sample_lan import (
    CHOSEN,
    SILENT,
    StillTopology,
    id_of,
    sample_lan,
    sample_port,
)


@pytest.fixture(scope="module")
def lan():
    """Return an application over the sample LAN."""
    services = sample_lan()
    return Starlette(
        routes=routes(services, read_points=sample_points, read_port=sample_port)
    )


PAGES = (
    *("/switches", "/switches?q=sw-t1&state=findings", "/switches?q=qqqq"),
    *("/map", "/map?q=PC-VP", "/map?site=x", "/find", "/find?q=PC-", "/find?q=sw-loi"),
    *("/find?q=nothing-of-that-name", "/find?q=10.0.1.133", "/"),
    *(f"/switches/{id_of(name)}" for name in (CHOSEN, SILENT, "ap-tang1", "router-so")),
    *(
        f"/switches/{id_of(name)}"
        for name in ("ups-maychu", "nas-luutru", "mayin-p201")
    ),
    f"/switches/{id_of(CHOSEN)}?port=7",
    f"/machines/{agent_id(1)}",
)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_sound_in_both_languages(lan, address, language):
    """One main heading, labels for fields, no inline script or style, unique ids."""
    answer = get(lan, address, headers={"accept-language": language})
    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    page = assert_sound(answer.text, language)
    targets = {
        a["href"][1:] for _tag, a in page.tags if a.get("href", "").startswith("#")
    }
    assert targets <= set(page.ids)
    linked = {a["aria-labelledby"] for _tag, a in page.tags if "aria-labelledby" in a}
    assert linked <= set(page.ids)


def test_without_devices_the_pages_teach_how_to_begin():
    """The range and the credential, then the commands."""
    app = Starlette(routes=routes(page_services(MemoryStore())))
    for address in ("/switches", "/map"):
        text = get(app, address).text
        assert "hatang-agent switch discover" in text
        assert "hatang-agent switch add" in text
        assert_sound(text, "en" if 'lang="en"' in text else "vi")
    assert "/switches" in get(app, "/find?q=x").text


def test_an_unknown_device_is_not_found(lan):
    """The page says what may have happened."""
    answer = get(lan, "/switches/nobody", headers={"accept-language": "en"})
    assert answer.status == 404
    assert "This device is not known here" in answer.text


def test_a_language_is_chosen_here_too(lan):
    """The address keeps the rest."""
    answer = get(lan, "/find?q=pc&lang=vi")
    assert (answer.status, answer.headers["location"]) == (303, "/find?q=pc")


def test_what_discovery_found_stands_with_its_command(lan):
    """For a person to confirm."""
    text = get(lan, "/switches").text
    assert "hatang-agent switch add 10.0.0.77" in text


def test_a_port_is_chosen_for_the_chart(lan):
    """By its key; without a wish it is the uplink."""
    chosen = get(
        lan, f"/switches/{id_of(CHOSEN)}?port=7", headers={"accept-language": "en"}
    )
    assert "Port 7: last 24 hours" in chosen.text
    default = get(lan, f"/switches/{id_of(CHOSEN)}", headers={"accept-language": "en"})
    assert "Port 24: last 24 hours" in default.text


def test_a_machine_tells_where_it_hangs(lan):
    """With the way to the gateway."""
    text = get(lan, f"/machines/{agent_id(1)}", headers={"accept-language": "en"}).text
    assert "In the network" in text
    assert "router-so" in text


HOSTILE = st.text(
    st.sampled_from(list("<>&\"'{}%` ab/1\u202e\u0000đ🖨\u0301")),
    min_size=1,
    max_size=60,
).map(lambda text: (text + '"><script>alert(1)</script>' + "x" * 200)[:255])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_device_that_never_answered_has_a_page_with_what_to_check(language):
    """Where it is asked, and with what; no finding says that all is well."""
    stub = Survey(
        device="sw-kho",
        address="10.0.0.9:1161",
        answered=False,
        tried=("read", "old"),
        problems={"device": "no answer"},
    )
    store = MemoryStore()
    store.commit(Commit(surveys=[SurveyRecord(agent_id(1), NOW, stub)]))
    app, (name,) = served(store)
    for address in ("/switches", f"/switches/{name}", "/map", "/find?q=sw-kho"):
        answer = get(app, address, headers={"accept-language": language})
        assert answer.status == 200
        assert_sound(answer.body.decode(), language)
    page = get(app, f"/switches/{name}", headers={"accept-language": language})
    text = page.body.decode()
    assert "read, old" in text
    assert "hatang-agent switch read 10.0.0.9:1161" in text
    assert 'id="findings"' not in text


def served(store):
    """Return an application over the devices of *store*, and their ids."""
    base = page_services(store)
    book = DeviceBook(store)
    book.load()
    inputs = Inputs(tuple(Seen(d.id, d.survey.site, NOW, d.survey) for d in book.all()))
    given = {f.name: getattr(base, f.name) for f in dataclasses.fields(base)}
    given |= {"devices": book, "topology": StillTopology(topology(inputs), inputs)}
    services = Services(**given)
    ids = [device.id for device in book.all()]
    return Starlette(routes=routes(services)), ids


class OneSwitch:
    """An application over one switch that says something else each time."""

    def __init__(self):
        self.number = 0

    def says(self, text):
        """Return an application over a switch that puts *text* wherever it may."""
        self.number += 1
        store = MemoryStore()
        records = [
            SurveyRecord("a" * 32, NOW, self._survey(text, name))
            for name in ("one", "two")
        ]
        store.commit(Commit(surveys=records))
        return served(store)

    def _survey(self, text, name):
        words = dict.fromkeys(
            (
                *("site", "room", "department", "address", "name", "vendor", "model"),
                *(
                    "version",
                    "serial",
                    "description",
                    "location",
                    "contact",
                    "credential",
                ),
            ),
            text,
        )
        ports = tuple(
            Port(
                n,
                (key := f"{n}{text}"[:255]),
                name=key,
                alias=text,
                physical=True,
                admin="up",
                link="up",
                speed_bps=10**9,
            )
            for n in range(1, 6)
        )
        return Survey(
            device=name + text[:200],
            kind="switch",
            bridge=True,
            ports=ports,
            macs=(f"00:00:00:00:00:0{len(name)}",),
            neighbours=(Neighbour("lldp", 1, "00:00:00:00:00:03", text, text, text),),
            stations=tuple(
                Station(f"00:00:00:00:01:{n:02x}", n % 5 + 1, 1) for n in range(9)
            ),
            vlans=((1, text),),
            modules=(Module(1, "chassis", text, text, text, text, software=text),),
            supplies=(Supply(text, text, 0.5),),
            incomplete=(text,),
            **words,
        )


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=HOSTILE)
def test_what_a_device_says_never_becomes_markup(text):
    """Names, aliases, neighbours, VLANs, modules are text and stay text."""
    app, ids = OneSwitch().says(text)
    for address in ("/switches", f"/switches/{ids[0]}", "/map", "/find?q=0000", "/"):
        answer = get(app, address, headers={"accept-language": "en"})
        assert answer.status == 200
        assert "<script>alert" not in answer.text
        assert "\u202e" not in answer.text
        assert len(Page(answer.text).all("script")) == 1


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=300))
def test_what_a_person_types_never_becomes_markup(lan, text):
    """Nor an error."""
    from urllib.parse import quote

    for address in (
        "/find?q=",
        "/switches?q=",
        "/map?q=",
        "/map?site=",
        "/switches?site=",
    ):
        answer = get(lan, address + quote(text))
        assert answer.status == 200
        assert len(Page(answer.text).all("script")) == 1


def test_large_lans_are_bounded():
    """Five hundred switches, one of them with two thousand ports."""
    store = MemoryStore()
    ports = tuple(
        Port(n, str(n), name=str(n), physical=True, link="up") for n in range(1, 2001)
    )
    surveys = [
        Survey(device=f"sw-{n}", name=f"sw-{n}", kind="switch") for n in range(500)
    ]
    surveys[0] = msgspec.structs.replace(surveys[0], ports=ports)
    store.commit(Commit(surveys=[SurveyRecord("a" * 32, NOW, s) for s in surveys]))
    services = page_services(store)
    app = Starlette(routes=routes(services))
    first = services.devices.all()[0].id
    for address in ("/switches", f"/switches/{first}", "/map", "/find?q=sw-"):
        answer = get(app, address)
        assert answer.status == 200
        assert len(answer.body) < 4_000_000
