import msgspec

from agent.shared import wire
from agent.shared.secret import Secret
from collector.registry import Refusal, Registry
from collector.store.interface import AuditRecord, Commit
from collector.store.memory import MemoryStore
from tests.support.deliveries import AGENT, BEARER, TABLE, TABLE_ID, agent

AUDIT = AuditRecord(0.0, "test", "test", AGENT)


def loaded(*agents, **sizes):
    """Return a registry and its store."""
    store = MemoryStore()
    for each in agents:
        store.put_agent(each, AUDIT)
    registry = Registry(store, **sizes)
    registry.load()
    return registry, store


def test_what_another_process_changes_is_seen_after_a_refresh():
    """The command line revokes; the server refuses."""
    registry, store = loaded(agent())
    assert registry.authenticate(BEARER).id == AGENT
    store.put_agent(agent(state="revoked"), AUDIT)
    registry.refresh()
    assert registry.authenticate(BEARER).reason == "identity_revoked"


def test_who_is_not_known_is_refused():
    """No header, another scheme, a wrong credential: one answer."""
    registry, _ = loaded(agent())
    for header in ("", "Basic x", "Bearer a.b", BEARER + "x", BEARER[:-1]):
        refusal = registry.authenticate(header)
        assert isinstance(refusal, Refusal)
        assert refusal.status == 401


def test_a_change_starts_from_what_the_store_has():
    """A revocation by another process is not overwritten by an old picture."""
    following = Secret("n" * 43)
    registry, store = loaded(agent(next_credential_digest=following.digest()))
    used = registry.authenticate(f"Bearer {AGENT}.{following.reveal()}")
    assert used.credential_digest == following.digest()
    store.put_agent(msgspec.structs.replace(store.agent(AGENT), state="revoked"), AUDIT)
    registry.complete_rotation(AGENT, 1.0)
    assert store.agent(AGENT).state == "revoked"
    assert store.agent(AGENT).credential_digest == following.digest()


def test_tables_are_bounded_in_memory_and_found_in_the_store():
    """What was forgotten is read again."""
    registry, store = loaded(most_tables=1)
    store.commit(Commit(tables={TABLE_ID: TABLE}))
    registry.keep_tables({"x": TABLE, "y": TABLE})
    assert registry.tables(["x", "y"]).keys() == {"y"}
    assert registry.read_tables([TABLE_ID, "none"]) == {TABLE_ID: TABLE}


def test_large_tables_do_not_fill_the_memory():
    """One agent may send many tables of megabytes; the longest unused are forgotten."""
    wide = msgspec.structs.replace(
        TABLE, series=tuple((0, (str(n),)) for n in range(99))
    )
    registry, _ = loaded(most_table_bytes=len(wire.encode(wide)) * 2)
    for name in ("x", "y", "y", "z"):
        registry.keep_tables({name: wide})
    assert registry.tables(["x", "y", "z"]).keys() == {"y", "z"}
