"""One thread for COM: answers, errors, questions that hang."""

import contextlib
import threading

import pytest

from agent.sources.com_thread import MOST_HUNG, ComThread


def a_thread(**options):
    """Return a thread that needs no COM."""
    return ComThread(ready=contextlib.nullcontext, **options)


def hang(thread, what):
    """Ask something that never answers; return what makes it come back."""
    release = threading.Event()
    with pytest.raises(TimeoutError, match="did not answer"):
        thread.call(what, release.wait, limit_s=0.01)
    return release


def test_all_questions_share_one_thread():
    """And each gets its own answer or its own error."""
    thread = a_thread()
    ids = {thread.call(n, threading.get_ident, limit_s=9) for n in ("a", "b", "c")}
    assert len(ids) == 1
    assert threading.get_ident() not in ids

    def refuse():
        raise PermissionError("no")

    with pytest.raises(PermissionError, match="no"):
        thread.call("d", refuse, limit_s=9)
    assert thread.call("e", lambda: 5, limit_s=9) == 5


def test_a_question_that_hangs_does_not_hold_up_the_others():
    """It is refused at once while it hangs, and asked again when it came back."""
    thread = a_thread()
    release = hang(thread, "bad")
    assert thread.call("good", lambda: 1, limit_s=9) == 1
    with pytest.raises(TimeoutError, match="still"):
        thread.call("bad", lambda: 1, limit_s=9)
    release.set()
    for hung in list(thread._hung.values()):
        hung.join(10)
    assert thread.call("bad", lambda: 2, limit_s=9) == 2


def test_hanging_threads_are_few():
    """A Windows that answers nothing does not fill the process with threads."""
    thread = a_thread()
    releases = [hang(thread, f"bad {number}") for number in range(MOST_HUNG)]
    with pytest.raises(TimeoutError, match="too much"):
        thread.call("another", lambda: 1, limit_s=9)
    for release in releases:
        release.set()


def test_a_thread_without_work_ends():
    """And the next question gets a new one."""
    thread = a_thread(idle_s=0.01)
    assert thread.call("a", lambda: 1, limit_s=9) == 1
    worker = thread._worker
    if worker is not None:
        worker.join(10)
        assert not worker.is_alive()
    assert thread.call("b", lambda: 2, limit_s=9) == 2


def test_without_com_the_question_is_refused():
    """Not left waiting for its limit."""

    @contextlib.contextmanager
    def broken():
        raise ImportError("comtypes")
        yield

    thread = ComThread(ready=broken)
    for what in ("a", "b"):
        with pytest.raises(OSError, match="COM is not there"):
            thread.call(what, lambda: 1, limit_s=30)
