from collector.limits import RateLimit


def test_a_minutes_worth_may_come_at_once_and_then_waits():
    """The bucket refuses with the seconds until the next is free."""
    limit = RateLimit(60)
    assert [limit.take("a", 0.0) for _ in range(60)] == [0.0] * 60
    assert limit.take("a", 0.0) == 1.0
    assert limit.take("b", 0.0) == 0.0
    assert limit.take("a", 1.0) == 0.0


def test_memory_is_bounded():
    """The sender that came longest ago is forgotten first."""
    limit = RateLimit(1, most_keys=10)
    for number in range(100):
        limit.take(str(number), 0.0)
    assert len(limit) == 10
