"""A row of the table says in short what a machine is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.shared.wire import Item
from collector.web.fact_summary import Summary, short_cpu, summarise
from tests.support.sample_fleet import GIB, item, office_pc


def test_an_office_pc_in_one_row():
    """What it runs, who made it, what is in it."""
    assert summarise(office_pc(5)) == Summary(
        operating_system="Windows 11 Pro 24H2",
        model="ASUSTeK ExpertCenter D700SC",
        cpu="12th Gen Intel(R) Core(TM) i5-12400",
        cpu_short="Core i5-12400",
        memory_bytes=16 * GIB,
        disk_bytes=256_060_514_304,
        disk_medium="NVMe",
    )


def test_no_facts_are_an_empty_row():
    """Nothing known is nothing claimed."""
    assert summarise({}) == Summary()


def test_memory_is_counted_by_modules_where_nobody_says_the_sum():
    """Two modules make the memory."""
    modules = {"A": item(size_bytes=4 * GIB), "B": item(size_bytes=0)}
    assert summarise({"memory_module": modules}).memory_bytes == 4 * GIB


def test_sticks_do_not_count_as_disks():
    """A USB stick is not part of the machine."""
    disks = {
        "sda": item(size_bytes=10**12, media="HDD", bus="sata"),
        "nvme0n1": item(size_bytes=10**11, media="SSD", bus="nvme"),
        "sdb": item(size_bytes=10**10, bus="usb"),
    }
    found = summarise({"disk": disks})
    assert found.disk_bytes == 11 * 10**11
    assert found.disk_medium == "NVMe + HDD"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Intel(R) Core(TM) i5-10500 CPU @ 3.10GHz", "Core i5-10500"),
        ("AMD Ryzen 5 3400G with Radeon Vega Graphics", "AMD Ryzen 5 3400G"),
        ("AMD Ryzen 7 5800X 8-Core Processor", "AMD Ryzen 7 5800X"),
        ("Intel(R)", "Intel(R)"),
        ("", ""),
    ],
)
def test_what_every_processor_is_called_is_left_out(name, short):
    """The number is what people compare."""
    assert short_cpu(name) == short


SCALARS = st.none() | st.text() | st.integers() | st.floats() | st.booleans()
NAMES = st.sampled_from(
    ["model", "name", "size_bytes", "installed_bytes", "bus", "media", "edition"]
)


@given(
    st.dictionaries(
        st.sampled_from(["cpu", "system", "memory", "disk", "operating_system"]),
        st.dictionaries(
            st.text(), st.builds(Item, st.dictionaries(NAMES, SCALARS)), max_size=3
        ),
    )
)
def test_no_facts_break_a_row(facts):
    """Whatever an agent sent, there is a summary."""
    assert isinstance(summarise(facts), Summary)
