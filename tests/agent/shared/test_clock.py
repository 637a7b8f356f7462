import time

from agent.shared.clock import SystemClock


def test_the_clocks_of_this_machine_go_on():
    """Uptime never goes backwards, wall time is now, and a boot has one name."""
    clock = SystemClock()
    first = clock.uptime()
    assert clock.uptime() >= first > 0
    assert abs(clock.now() - time.time()) < 5  # noqa: TID251 - what it is held against
    assert clock.boot
    assert clock.boot == SystemClock().boot
