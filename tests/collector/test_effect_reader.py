"""What purchases brought, read from a store."""

import datetime as dt
import json
import random

import pytest

from collector import office
from collector.__main__ import main
from collector.effect_reader import read_effects
from collector.planning.effects.words import effect_text
from collector.planning.shapes.effect import Effect
from collector.planning.shapes.records import Purchase
from collector.planning_facts import load_planning
from collector.rollup_row import Rollup, encode_rollup
from collector.settings import CollectorSettings
from collector.sketch import Sketch
from collector.store.interface import Agent, AuditRecord
from collector.store.memory import MemoryStore
from collector.store.planning import DayRollup
from tests.support.fake_clock import FakeClock
from tests.support.simulated import NOW

SETTINGS = CollectorSettings()
POLICY = load_planning().policy
DONE = dt.date(2026, 10, 14)
FIRST, LAST = DONE.toordinal() - 45, DONE.toordinal() + 40


class Kept(MemoryStore):
    """A store that commands do not close."""

    def close(self):
        """Stay open for the next command."""


def free_memory(rng, day, treated):
    """Return the free memory of a day: short, and of who got more not afterwards."""
    level = 0.5 if treated and day > DONE.toordinal() else 0.06
    return (max(level + rng.gauss(0, 0.01), 0.01),) * 20


def fill(store, names, treated):
    """Write down agents and their days."""
    for name in names:
        rng = random.Random(name)
        store.put_agent(
            Agent(name, "active", "0" * 64, f"PC-{name}", department="P1"),
            AuditRecord(NOW, "test", "enrolled", name),
        )
        store.put_day_rollups(
            [
                DayRollup(
                    name,
                    day,
                    8,
                    encode_rollup(
                        Rollup(
                            480,
                            {
                                "memory_available_ratio": Sketch(
                                    free_memory(rng, day, name in treated)
                                )
                            },
                        )
                    ),
                )
                for day in range(FIRST, LAST)
            ]
        )


def bought(name, option="ram_8gib_ddr4", **more):
    """Return a purchase for a machine."""
    target = f"machine:{name}"
    return Purchase(
        id=f"{name} {option}",
        target=target,
        option=option,
        done=DONE,
        actor="t",
        time=NOW,
        price_vnd=1_300_000,
        **more,
    )


@pytest.fixture
def store():
    """Return a store of twelve machines; the first two got memory, one of them really."""
    made = Kept()
    names = [f"{n:032x}" for n in range(12)]
    fill(made, names, {names[0]})
    office.put_purchase(made, bought(names[0], relief={"memory": 0.9}))
    office.put_purchase(made, bought(names[1], relief={"memory": 0.9}))
    return made


def test_who_got_better_is_told_from_who_did_not(store):
    """By the same promise; both are no controls of each other."""
    good, bad = read_effects(store, SETTINGS, POLICY)
    (kept,), (missed,) = good.effects, bad.effects
    assert kept.verdict == "kept"
    assert kept.measured == pytest.approx(1.0, abs=0.15)
    assert missed.verdict == "not_kept"
    assert missed.low < 0.05
    assert kept.controls == missed.controls == 10
    assert kept.before_days > 20  # days off do not count
    assert good.target_name.startswith("PC-")


def test_what_is_no_machine_or_not_measured_has_no_effect(store):
    """A cable is not judged here; a licence has no days."""
    office.put_purchase(store, bought("x" * 32, option="licence_windows"))
    cable = Purchase(
        id="c", target="port:a/1", option="cable_cat6", done=DONE, actor="t", time=NOW
    )
    office.put_purchase(store, cable)
    found = read_effects(store, SETTINGS, POLICY)
    assert len(found) == 3
    assert found[-1].effects == ()


def test_only_some_may_be_asked_for(store):
    """As the quarter's report does."""
    every = office.purchases(store)
    (one,) = read_effects(store, SETTINGS, POLICY, every[:1])
    assert one.purchase == every[0].id
    assert read_effects(store, SETTINGS, POLICY, ()) == ()


def command(store, capsys, tmp_path, *arguments):
    """Run ``purchase effect``; return its code and output."""
    code = main(
        [
            *("purchase", "effect", "--data-directory", str(tmp_path)),
            *("--language", "en", *arguments),
        ],
        clock=FakeClock(NOW),
        open_store=lambda _url: store,
    )
    return code, capsys.readouterr().out


def test_the_command_tells_it_in_words_and_as_json(store, capsys, tmp_path):
    """One sentence for each dimension."""
    code, out = command(store, capsys, tmp_path)
    assert code == 0
    assert "Memory: as promised; severity fell by" in out
    assert "against 10 machines like it" in out
    assert "Memory: not as promised" in out
    code, out = command(store, capsys, tmp_path, "--lang", "vi")
    assert "Bộ nhớ: đạt như dự kiến" in out
    told = json.loads(command(store, capsys, tmp_path, "--json")[1])
    assert told[0]["effects"][0]["verdict"] == "kept"
    empty = command(Kept(), capsys, tmp_path)
    assert (empty[0], "No purchase" in empty[1]) == (0, True)


def test_too_early_says_from_when():
    """Without figures that mean nothing."""
    told = effect_text(Effect("memory", "too_early", ready="2026-11-30"))
    assert told.vi == "Bộ nhớ: còn quá sớm; xem lại từ 2026-11-30."
    assert told.en == "Memory: too early; from 2026-11-30."
