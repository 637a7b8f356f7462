import asyncio
import threading

import msgspec
import pytest
from starlette.applications import Starlette

from agent.shared import wire
from agent.shared.survey import Survey
from agent.shared.wire import Event
from collector import surveys
from collector.clones import CloneError
from collector.committer import UnavailableError
from collector.deliveries import decode_delivery, open_reports
from collector.settings import CollectorSettings, Limits
from collector.store.interface import StoreError
from collector.store.memory import MemoryStore
from collector.store.opening import open_store
from collector.web.api import routes
from tests.support.asgi import ask
from tests.support.deliveries import AGENT, BEARER, NOW, batch, report, run, services


class GatedStore(MemoryStore):
    """A store whose commits wait for a gate, and may fail behind it."""

    def __init__(self):
        super().__init__()
        self.gate = threading.Event()
        self.began = threading.Event()
        self.commits = []
        self.failures = 0

    def commit(self, commit):
        """Write once the gate is open."""
        self.began.set()
        assert self.gate.wait(20)
        if self.failures:
            self.failures -= 1
            raise StoreError("the disk is full")
        self.commits.append([stored.sequence for stored in commit.reports])
        return super().commit(commit)


def submit(parts, sequence, *, received=NOW, **changes):
    """Return the task of a delivery of one report."""
    body = wire.encode(batch(report(sequence, **changes)))
    delivery = decode_delivery(body)
    opened = open_reports(delivery.reports)
    return asyncio.ensure_future(
        parts.committer.submit(AGENT, delivery, opened, received)
    )


async def held(parts, *sequences):
    """Return the deliveries' tasks; the first is in its commit, the others wait."""
    first = submit(parts, sequences[0])
    await asyncio.to_thread(parts.store.began.wait, 20)
    tasks = [first, *[submit(parts, sequence) for sequence in sequences[1:]]]
    for _ in range(5):
        await asyncio.sleep(0)
    return tasks


def results(answers):
    """Return what became of the single report of each answer."""
    return [answer.outcomes[0].result for answer in answers]


def test_what_arrives_during_a_commit_goes_into_the_next_together():
    """Many deliveries that wait become one commit, each with its own answer."""
    parts = services(GatedStore())

    async def conversation(_parts):
        tasks = await held(parts, *range(1, 51))
        parts.store.gate.set()
        return await asyncio.gather(*tasks)

    answers = run(parts, conversation)
    assert [len(commit) for commit in parts.store.commits] == [1, 49]
    assert [a.outcomes[0].sequence for a in answers] == list(range(1, 51))
    assert set(results(answers)) == {"stored"}


def test_nobody_is_answered_before_the_commit():
    """While the store writes, the sender waits."""
    parts = services(GatedStore())

    async def conversation(_parts):
        tasks = await held(parts, 1, 2)
        waited = [task.done() for task in tasks]
        parts.store.gate.set()
        return waited, await asyncio.gather(*tasks)

    waited, answers = run(parts, conversation)
    assert waited == [False, False]
    assert results(answers) == ["stored", "stored"]


def test_stopping_writes_what_was_accepted_and_takes_nothing_more():
    """Under load each sender gets an answer: durable, or come again."""
    parts = services(GatedStore())

    async def conversation(_parts):
        tasks = await held(parts, 1, 2, 3)
        stopping = asyncio.ensure_future(parts.committer.stop())
        await asyncio.sleep(0)
        with pytest.raises(UnavailableError, match="stopping"):
            await submit(parts, 4)
        parts.store.gate.set()
        await stopping
        return await asyncio.gather(*tasks)

    answers = run(parts, conversation)
    assert results(answers) == ["stored"] * 3
    kept = parts.store.reports(AGENT, start=0, end=NOW * 2)
    assert sorted(row.sequence for row in kept) == [1, 2, 3]


def test_a_full_queue_answers_503_with_retry_after():
    """What does not fit is not kept; what waited is."""
    limits = Limits(queued_reports=100)
    parts = services(GatedStore(), settings=CollectorSettings(limits=limits))

    async def conversation(_parts):
        tasks = await held(parts, *range(1, 101))
        app = Starlette(routes=routes(parts))
        body = wire.encode(batch(report(101)))
        head = {"authorization": BEARER}
        refused = await ask(app, "POST", "/api/v1/reports", body, head)
        parts.store.gate.set()
        await asyncio.gather(*tasks)
        return refused, await ask(app, "POST", "/api/v1/reports", body, head)

    refused, again = run(parts, conversation)
    assert refused.status == 503
    assert refused.json()["reason"] == "store_unavailable"
    assert int(refused.headers["retry-after"]) >= 1
    assert again.json()["outcomes"][0]["result"] == "stored"


def test_when_the_store_fails_nothing_is_acknowledged():
    """Every delivery of the group gets 503, and comes again unharmed."""
    parts = services(GatedStore())
    parts.store.failures = 2

    async def conversation(_parts):
        tasks = await held(parts, 1, 2, 3)
        parts.store.gate.set()
        failed = await asyncio.gather(*tasks, return_exceptions=True)
        kept = list(parts.store.reports(AGENT, start=0, end=NOW * 2))
        again = await asyncio.gather(*[submit(parts, n) for n in (1, 2, 3)])
        return failed, kept, again

    failed, kept, again = run(parts, conversation)
    assert [type(err) for err in failed] == [UnavailableError] * 3
    assert all(err.retry_after_s > 0 for err in failed)
    assert kept == []
    assert results(again) == ["stored"] * 3


def test_a_sender_that_goes_away_does_not_hold_up_the_others():
    """Its reports are written all the same."""
    parts = services(GatedStore())

    async def conversation(_parts):
        tasks = await held(parts, 1, 2, 3)
        tasks[1].cancel()
        parts.store.gate.set()
        return await asyncio.gather(*tasks, return_exceptions=True)

    answers = run(parts, conversation)
    assert isinstance(answers[1], asyncio.CancelledError)
    assert results([answers[0], answers[2]]) == ["stored", "stored"]
    assert parts.store.commits == [[1], [2, 3]]


def test_a_clone_is_quarantined_and_after_approval_judged_afresh():
    """The evidence is written to the agent; what it had seen is forgotten."""
    parts = services()

    async def conversation(_parts):
        await submit(parts, 1)
        with pytest.raises(CloneError, match="two contents"):
            await submit(parts, 1, uptime_s=1.0)

    run(parts, conversation)
    assert parts.store.agent(AGENT).state == "quarantined"
    assert "two contents" in parts.store.agent(AGENT).note
    assert parts.registry.status(AGENT).instances == ()


def test_a_machine_set_back_to_an_old_image_is_noticed_after_a_restart():
    """A name with another content is never taken for a repeat of the stored one."""
    parts = services()
    run(parts, lambda _parts: submit(parts, 1))
    restarted = services(parts.store)

    async def conversation(_parts):
        with pytest.raises(CloneError, match="two contents"):
            await submit(restarted, 1, uptime_s=1.0)

    run(restarted, conversation)
    assert restarted.store.agent(AGENT).state == "quarantined"


@pytest.mark.parametrize("url", ["memory", "sqlite:///{}/hatang.db"])
def test_a_repeated_report_repeats_no_event(url, tmp_path):
    """A repeat that is dated milliseconds later brings its events only once."""
    store = MemoryStore() if url == "memory" else open_store(url.format(tmp_path))
    parts = services(store)
    event = Event("started", attributes={"n": 1})
    # a clock that is far off: the report is dated by its arrival, which varies
    told = {"events": (event,), "time": NOW - 5e6}

    async def conversation(_parts):
        return [
            await submit(parts, sequence, received=received, **told)
            for sequence, received in ((1, NOW), (1, NOW + 0.25), (2, NOW + 60))
        ]

    assert results(run(parts, conversation)) == ["stored", "repeated", "stored"]
    assert [found.event.kind for found in store.events()] == ["started"] * 2
    assert sorted({found.time for found in store.events()}) == [NOW, NOW + 60]
    store.close()


def test_devices_that_wait_for_their_commit_count_as_well(monkeypatch):
    """Whoever delivers much at the same time has no more of them."""
    monkeypatch.setattr(surveys, "MOST_DEVICES", 2)
    parts = services(GatedStore())

    def told(number):
        return (msgspec.Raw(wire.encode(Survey(device=f"sw{number}"))),)

    async def story():
        await parts.committer.start()
        tasks = [submit(parts, n, surveys=told(n)) for n in range(1, 6)]
        await asyncio.sleep(0.1)
        parts.store.gate.set()
        await asyncio.gather(*tasks)
        await submit(parts, 9, surveys=told(9))
        await parts.committer.stop()

    asyncio.run(story())
    assert sorted(d.key for d in parts.store.devices()) == ["sw1", "sw2"]
    assert parts.devices.sizes_of(AGENT).keys() == {"sw1", "sw2"}
