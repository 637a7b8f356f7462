"""Agents, tokens and the audit log in SQL."""

from typing import Any

import msgspec

from agent.shared.wire import decode, encode
from collector.store.database import Database
from collector.store.interface import Agent, AgentStatus, AuditRecord, Token

_PUT_AGENT = (
    "INSERT INTO agents (id, enrolled, body) VALUES (?, ?, ?)"
    " ON CONFLICT (id) DO UPDATE SET enrolled = excluded.enrolled, body = excluded.body"
)
_REPLACE = (
    "INSERT INTO tokens (id, created, uses, max_uses, body) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (id) DO UPDATE SET created = excluded.created,"
    " max_uses = excluded.max_uses, body = excluded.body"
)
_COUNT_USE = "UPDATE tokens SET uses = uses + 1 WHERE id = ? AND uses < max_uses"
_ADD_AUDIT = "INSERT INTO audit (time, body) VALUES (?, ?)"


def agents(database: Database) -> list[Agent]:
    """Return all agents by enrolment time."""
    with database.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT body FROM agents ORDER BY enrolled, id"
        ).all()
    return [decode(row[0], Agent) for row in rows]


def agent(database: Database, id_: str) -> Agent | None:
    """Return one agent, or None."""
    with database.reading() as connection:
        row = connection.exec_driver_sql(
            "SELECT body FROM agents WHERE id = ?", (id_,)
        ).first()
    return None if row is None else decode(row[0], Agent)


def put_agent(database: Database, agent: Agent, audit: AuditRecord) -> None:
    """Insert or replace *agent*, with its audit record, at once."""
    with database.writing() as connection:
        connection.exec_driver_sql(_PUT_AGENT, _agent_row(agent))
        connection.exec_driver_sql(_ADD_AUDIT, _audit_row(audit))


def enrol(database: Database, agent: Agent, audit: AuditRecord) -> bool:
    """Insert *agent* and count one use of its token, or change nothing."""
    with database.writing() as connection:
        cursor: Any = connection.connection.cursor()
        taken = "SELECT 1 FROM agents WHERE id = ?"
        if cursor.execute(taken, (agent.id,)).fetchone():
            return False
        if agent.token_id:
            cursor.execute(_COUNT_USE, (agent.token_id,))
            if not cursor.rowcount:
                return False
        cursor.execute(_PUT_AGENT, _agent_row(agent))
        cursor.execute(_ADD_AUDIT, _audit_row(audit))
    return True


def tokens(database: Database) -> list[Token]:
    """Return all tokens, newest first."""
    with database.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT uses, body FROM tokens ORDER BY created DESC, id"
        ).all()
    return [
        msgspec.structs.replace(decode(body, Token), uses=uses) for uses, body in rows
    ]


def put_token(database: Database, token: Token, audit: AuditRecord) -> None:
    """Insert or replace *token*, but not its count of uses."""
    row = (token.id, token.created, token.uses, token.max_uses, encode(token))
    with database.writing() as connection:
        connection.exec_driver_sql(_REPLACE, row)
        connection.exec_driver_sql(_ADD_AUDIT, _audit_row(audit))


def audit(database: Database, limit: int) -> list[AuditRecord]:
    """Return the newest audit records, newest first."""
    with database.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT body FROM audit ORDER BY time DESC, number DESC LIMIT ?", (limit,)
        ).all()
    return [decode(row[0], AuditRecord) for row in rows]


def add_audit(database: Database, audit: AuditRecord) -> None:
    """Add one audit record."""
    with database.writing() as connection:
        connection.exec_driver_sql(_ADD_AUDIT, _audit_row(audit))


def statuses(database: Database) -> list[AgentStatus]:
    """Return the last status of every agent that has one."""
    with database.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT body FROM statuses ORDER BY agent"
        ).all()
    return [decode(row[0], AgentStatus) for row in rows]


def _agent_row(agent: Agent) -> tuple[str, float, bytes]:
    return (agent.id, agent.enrolled, encode(agent))


def _audit_row(audit: AuditRecord) -> tuple[float, bytes]:
    return (audit.time, encode(audit))
