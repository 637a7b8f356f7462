"""What only people know of their office, on the command line."""

import json

import pytest

from collector.__main__ import main
from collector.store.interface import Commit
from collector.store.memory import MemoryStore
from tests.support.fake_clock import FakeClock
from tests.support.store_values import survey


class Kept(MemoryStore):
    """A store that commands do not close."""

    def close(self):
        """Stay open for the next command."""


@pytest.fixture
def run(tmp_path, capsys):
    """Return a function that runs a command on one store."""
    store = Kept()
    store.commit(Commit(surveys=[survey(5.0, "router")]))

    def command(*arguments):
        code = main(
            [*arguments, "--data-directory", str(tmp_path), "--language", "en"],
            clock=FakeClock(1_795_000_000.0),
            open_store=lambda _url: store,
        )
        told = capsys.readouterr()
        return code, told.out, told.err

    command.store = store
    return command


def test_a_line_is_entered_listed_and_removed(run):
    """With the port where it comes in."""
    told = run(
        *("line", "set", "main", "--operator", "VNPT", "--down-mbps", "200"),
        *("--price-vnd-month", "3300000", "--device", "router", "--port", "Gi0/1"),
        *("--contract-ends", "31/03/2027"),
    )
    assert told[0] == 0
    (line,) = json.loads(run("line", "list", "--json")[1])
    assert line["up_mbps"] == 200
    assert line["contract_ends"] == "2027-03-31"
    assert "router Gi0/1" in run("line", "list")[1]
    assert run("line", "remove", "main")[0] == 0
    assert run("line", "remove", "main")[0] == 1


def test_departments_have_people(run):
    """The norm counts by them."""
    assert run("department", "set", "Văn phòng", "--heads", "12")[0] == 0
    assert run("department", "set", "Văn phòng", "--heads", "13")[0] == 0
    (found,) = json.loads(run("department", "list", "--json")[1])
    assert (found["name"], found["heads"]) == ("Văn phòng", 13)


def test_a_purchase_of_a_plans_line_names_its_target(run):
    """Today, unless a day is given."""
    assert run("purchase", "add", "machine:a/ram_8gib_ddr4", "--price-vnd", "9")[0] == 0
    told = run(
        "purchase", "add", "machine:b", "--option", "ssd", "--done", "2026-03-01"
    )
    assert told[0] == 0
    first, second = json.loads(run("purchase", "list", "--json")[1])
    assert (first["target"], first["option"]) == ("machine:a", "ram_8gib_ddr4")
    assert first["done"].startswith("2026-11-")
    assert second["done"] == "2026-03-01"
    assert "machine:b" in run("purchase", "list")[1]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("line", "set", "x", "--down-mbps", "-1"), "down_mbps"),
        (("line", "set", "x", "--down-mbps", "1", "--contract-ends", "soon"), "soon"),
        (("line", "set", "x", "--down-mbps", "1", "--device", "nobody"), "nobody"),
        (("department", "set", "x", "--heads", "-1"), "heads"),
        (("purchase", "add", "machine:a"), "--option"),
    ],
)
def test_what_cannot_be_is_said_and_not_kept(run, arguments, told):
    """One line that names the value."""
    code, _, err = run(*arguments)
    assert code == 1
    assert told in err
    assert not run.store.entries("line")
    assert not run.store.entries("purchase")


def test_who_entered_it_is_on_record(run):
    """Every change has its audit record."""
    run("department", "set", "P1", "--heads", "3")
    run("department", "remove", "P1")
    actions = [record.action for record in run.store.audit()]
    assert actions[:2] == ["department_removed", "department_set"]


def test_a_port_has_slashes_of_its_own(run):
    """What was bought stands behind the last one, or in the option."""
    assert run("purchase", "add", "port:d/Gi0/1/cable_cat6")[0] == 0
    assert run("purchase", "add", "port:d/Gi0/2", "--option", "cable_cat6")[0] == 0
    first, second = json.loads(run("purchase", "list", "--json")[1])
    assert {first["target"], second["target"]} == {"port:d/Gi0/1", "port:d/Gi0/2"}
    assert first["option"] == second["option"] == "cable_cat6"
