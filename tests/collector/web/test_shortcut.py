"""Tests of the way past routing."""

import asyncio

import pytest

from collector.web.shortcut import Shortcut


def _way_of(scope):
    taken = []

    def named(name):
        async def app(_scope, _receive, _send):
            taken.append(name)

        return app

    async def nothing(*_):
        return None

    shortcut = Shortcut(named("long"), {("POST", "/hot"): named("short")})
    asyncio.run(shortcut(scope, nothing, nothing))
    return taken


def test_a_hot_request_takes_the_short_way():
    """Method and path that are named go to their handler alone."""
    assert _way_of({"type": "http", "method": "POST", "path": "/hot"}) == ["short"]


@pytest.mark.parametrize(
    "scope",
    [
        {"type": "http", "method": "GET", "path": "/hot"},
        {"type": "http", "method": "POST", "path": "/hot/"},
        {"type": "http", "method": "POST", "path": "/cold"},
        {"type": "lifespan"},
    ],
)
def test_everything_else_takes_the_long_way(scope):
    """Another method, another path and another kind of call are routed as ever."""
    assert _way_of(scope) == ["long"]
