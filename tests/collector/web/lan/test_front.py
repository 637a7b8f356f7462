"""Ports stand where they are on the device."""

from hypothesis import given
from hypothesis import strategies as st

from agent.shared.survey import Port
from collector.web.lan.front import MOST_DRAWN, front
from tests.support.lan_views import port


def named(*keys):
    """Return ports of these names."""
    return [port(n, key) for n, key in enumerate(keys, 1)]


def at(member):
    """Return for each block the place of each label."""
    return [
        {p.label: (p.column, p.row) for p in block.places} for block in member.blocks
    ]


def test_odd_ports_stand_above_even_ones():
    """As on most fronts, whatever the names begin with."""
    for form in ("Gi0/{}", "{}", "ge.1.{}", "Slot0/{}", "swp{}"):
        (member,) = front(named(*(form.format(n) for n in range(1, 25))))
        (places,) = at(member)
        assert places["1"] == (0, 0)
        assert places["2"] == (0, 1)
        assert places["23"] == (11, 0)


def test_ports_that_count_from_zero_begin_above():
    """Port 0 is the first of the upper row."""
    (member,) = front(named(*(f"ge-0/0/{n}" for n in range(24))))
    assert at(member)[0]["0"] == (0, 0)
    assert at(member)[0]["1"] == (0, 1)


def test_what_is_beyond_a_full_row_leads_up():
    """28 ports are 24 and four others, whatever they are called."""
    (member,) = front(named(*(str(n) for n in range(1, 29))))
    main, up = member.blocks
    assert len(main.places) == 24
    assert [place.label for place in up.places] == ["25", "26", "27", "28"]
    assert up.uplink
    assert not main.uplink


def test_faster_ports_at_the_end_stand_apart():
    """Their speed says it where their number does not."""
    ports = [port(n, capable_bps=10**9 if n <= 12 else 10**10) for n in range(1, 17)]
    (member,) = front(ports)
    assert [len(block.places) for block in member.blocks] == [12, 4]


def test_other_prefixes_are_other_groups():
    """Gi0/1 and Te0/1 do not share a place."""
    names = [f"Gi0/{n}" for n in range(1, 25)] + [f"Te0/{n}" for n in range(1, 3)]
    (member,) = front(named(*names))
    assert [(block.name, block.uplink) for block in member.blocks] == [
        ("gi", False),
        ("te", True),
    ]


def test_the_members_of_a_stack_stand_one_under_the_other():
    """By the first of three numbers."""
    names = [f"Gi{m}/0/{n}" for m in (2, 1) for n in range(1, 25)]
    members = front(named(*names))
    assert [member.number for member in members] == [1, 2]


def test_a_small_device_has_one_row():
    """Five ports of a router stand side by side."""
    (member,) = front(named(*(f"ether{n}" for n in range(1, 6))))
    (block,) = member.blocks
    assert block.rows == 1


def test_ports_without_numbers_are_drawn_too():
    """A port for management stands apart."""
    (member,) = front([*named("mgmt"), *(port(n + 1) for n in range(1, 13))])
    assert [len(block.places) for block in member.blocks] == [12, 1]


def test_only_physical_ports_are_drawn():
    """A VLAN interface has no socket."""
    assert front([Port(1, "Vlan1", name="Vlan1")]) == []


@given(
    st.lists(
        st.text(max_size=60)
        | st.from_regex(r"[a-z]{0,3}\d{1,3}/\d{1,3}", fullmatch=True),
        max_size=60,
    )
)
def test_every_port_has_a_place_of_its_own(keys):
    """Whatever a device calls its ports, none hides another."""
    members = front(
        [
            Port(n, key[:255], name=key[:255], physical=True)
            for n, key in enumerate(keys)
        ]
    )
    for member in members:
        for block in member.blocks:
            places = [(p.column, p.row) for p in block.places]
            assert len(places) == len(set(places))
            assert max(p.column for p in block.places) < block.columns
            assert block.columns <= max(3 * len(places), 1)


def test_a_huge_device_is_bounded():
    """Nobody looks at two thousand drawn ports."""
    members = front(port(n) for n in range(1, 2001))
    assert sum(len(b.places) for m in members for b in m.blocks) == MOST_DRAWN
