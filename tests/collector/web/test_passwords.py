"""Passwords against bcrypt."""

import asyncio
import threading

import pytest

from collector.web.config_file import make_hash
from collector.web.passwords import PasswordChecker, TooBusy


class CountingCheck:
    """Compares plainly and counts."""

    def __init__(self):
        self.asked = []

    def __call__(self, password, hashed):
        """Return whether both are the same."""
        self.asked.append(hashed)
        return password == hashed


def test_a_right_password_is_right_and_a_wrong_one_wrong():
    """With the real bcrypt."""
    users = {"lan": make_hash("mật khẩu")}

    async def main():
        checker = PasswordChecker()
        assert await checker.check("lan", "mật khẩu", users)
        assert not await checker.check("lan", "mat khau", users)
        assert not await checker.check("ai", "mật khẩu", users)
        assert not await checker.check("lan", "x" * 100, users)

    asyncio.run(main())


def test_a_result_is_remembered_until_the_hash_changes():
    """Each request of a browser carries the password; bcrypt runs once."""
    check = CountingCheck()

    async def main():
        checker = PasswordChecker(check=check)
        for _ in range(5):
            assert await checker.check("lan", "one", {"lan": "one"})
        assert len(check.asked) == 1
        assert not await checker.check("lan", "one", {"lan": "two"})

    asyncio.run(main())


def test_an_unknown_user_costs_as_much_as_a_known_one():
    """The time of the answer does not tell which users there are."""
    check = CountingCheck()

    async def main():
        checker = PasswordChecker(check=check)
        assert not await checker.check("nobody", "x", {})

    asyncio.run(main())
    assert len(check.asked) == 1


def test_the_memory_is_bounded():
    """A stream of wrong passwords does not fill the memory."""
    check = CountingCheck()

    async def main():
        checker = PasswordChecker(check=check, remembered=3)
        for number in range(10):
            await checker.check("lan", str(number), {"lan": "x"})
        assert len(checker._right) + len(checker._wrong) == 3

    asyncio.run(main())


def test_too_many_checks_at_once_are_refused():
    """Somebody who guesses in parallel cannot pile up work."""
    gate = threading.Event()

    def slow(_password, _hashed):
        gate.wait(10)
        return False

    async def main():
        checker = PasswordChecker(check=slow)
        waiting = [
            asyncio.create_task(checker.check("lan", str(n), {})) for n in range(32)
        ]
        await asyncio.sleep(0)
        with pytest.raises(TooBusy):
            await checker.check("lan", "one more", {})
        gate.set()
        assert not any(await asyncio.gather(*waiting))

    asyncio.run(main())


def test_guesses_do_not_push_out_those_who_are_known():
    """A flood of wrong passwords makes nobody wait who was let in before."""
    check = CountingCheck()

    async def main():
        checker = PasswordChecker(check=check, remembered=4)
        assert await checker.check("lan", "one", {"lan": "one"})
        for number in range(20):
            assert not await checker.check("lan", f"guess {number}", {"lan": "one"})
        asked = len(check.asked)
        assert await checker.check("lan", "one", {"lan": "one"})
        assert len(check.asked) == asked

    asyncio.run(main())
