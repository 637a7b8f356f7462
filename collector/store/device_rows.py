"""Devices in SQL: the newest survey of each, where machines hung, rules for links."""

import sys
from collections.abc import Iterable, Sequence
from typing import Any

from agent.shared.survey import Survey
from agent.shared.wire import decode, encode
from collector.devices import CLOCK_SET_BACK_S, device_id
from collector.store.database import Database
from collector.store.device import DeviceRecord, LinkRule, Sighting, SurveyRecord
from collector.store.packing import pack, unpack

# A survey that comes late only says since when the device is known. One that is kept
# from the future, because our clock was set back, gives way.
_PUT_SURVEY = (
    "INSERT INTO devices (id, agent, key, first_seen, time, body)"
    " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
    " SET first_seen = min(first_seen, excluded.first_seen),"
    " body = CASE WHEN excluded.time >= time OR time > ? THEN excluded.body"
    " ELSE body END,"
    " time = CASE WHEN excluded.time >= time OR time > ? THEN excluded.time"
    " ELSE time END"
)
_READ = "SELECT id, agent, key, first_seen, time, body FROM devices"
_PUT_SIGHTING = (
    "INSERT INTO sightings (mac, device, port, first, last, vlan)"
    " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (mac, device, port, first) DO UPDATE"
    " SET last = excluded.last, vlan = excluded.vlan"
)
_SIGHTINGS = (
    "SELECT mac, device, port, first, last, vlan FROM sightings WHERE last >= ?{}"
    " ORDER BY last DESC, mac, device, port, first LIMIT ?"
)
_PUT_RULE = (
    "INSERT INTO link_rules (a, a_port, b, b_port, time, body)"
    " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (a, a_port, b, b_port) DO UPDATE"
    " SET time = excluded.time, body = excluded.body"
)
_RULES = "SELECT body FROM link_rules ORDER BY time, a, a_port, b, b_port"
_REMOVE_RULE = (
    "DELETE FROM link_rules WHERE a = ? AND a_port = ? AND b = ? AND b_port = ?"
)


def insert_surveys(cursor: Any, records: Iterable[SurveyRecord]) -> None:
    """Keep each of *records* unless a newer survey of its device is there."""
    for record in records:
        key = record.survey.device
        row = (device_id(record.agent, key), record.agent, key, record.time)
        body = pack(encode(record.survey))
        received = record.received
        future = received + CLOCK_SET_BACK_S if received else sys.float_info.max
        cursor.execute(_PUT_SURVEY, (*row, record.time, body, future, future))


class SqlDevices:
    """The part of an SqlStore that keeps devices."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def devices(self) -> list[DeviceRecord]:
        """Return the newest survey of every device, by first_seen and id."""
        with self._database.reading() as connection:
            rows = connection.exec_driver_sql(f"{_READ} ORDER BY first_seen, id").all()
        return [_record(row) for row in rows]

    def device(self, device: str) -> DeviceRecord | None:
        """Return one device, or None."""
        with self._database.reading() as connection:
            row = connection.exec_driver_sql(f"{_READ} WHERE id = ?", (device,)).first()
        return None if row is None else _record(row)

    def survey_times(self) -> dict[str, float]:
        """Return the time of the newest survey of every device, by id."""
        with self._database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT id, time FROM devices").all()
        return {row[0]: row[1] for row in rows}

    def forget_device(self, device: str) -> bool:
        """Delete what is kept of a device itself; False if it is not there."""
        with self._database.writing() as connection:
            for sql in (
                "DELETE FROM sightings WHERE device = ?",
                "DELETE FROM findings WHERE agent = ?",
            ):
                connection.exec_driver_sql(sql, (device,))
            gone = "DELETE FROM devices WHERE id = ?"
            return connection.exec_driver_sql(gone, (device,)).rowcount > 0

    def sightings(
        self,
        *,
        mac: str | None = None,
        device: str | None = None,
        start: float = 0.0,
        limit: int = 1000,
    ) -> list[Sighting]:
        """Return where machines hung with last >= *start*, the latest first."""
        asked = {"mac": mac, "device": device}
        given = {name: value for name, value in asked.items() if value is not None}
        sql = _SIGHTINGS.format("".join(f" AND {name} = ?" for name in given))
        with self._database.reading() as connection:
            rows = connection.exec_driver_sql(sql, (start, *given.values(), limit))
            return [Sighting(*row) for row in rows]

    def put_sightings(self, sightings: Sequence[Sighting]) -> None:
        """Insert or replace *sightings* by mac, device, port and first."""
        if not sightings:
            return
        rows = [(s.mac, s.device, s.port, s.first, s.last, s.vlan) for s in sightings]
        with self._database.writing() as connection:
            connection.exec_driver_sql(_PUT_SIGHTING, rows)

    def link_rules(self) -> list[LinkRule]:
        """Return all rules, oldest first."""
        with self._database.reading() as connection:
            rows = connection.exec_driver_sql(_RULES).all()
        return [decode(row[0], LinkRule) for row in rows]

    def put_link_rule(self, rule: LinkRule) -> None:
        """Insert or replace *rule* by its name."""
        with self._database.writing() as connection:
            row = (*rule.name, rule.time, encode(rule))
            connection.exec_driver_sql(_PUT_RULE, row)

    def remove_link_rule(self, name: tuple[str, str, str, str]) -> bool:
        """Delete one rule; False if it is not there."""
        with self._database.writing() as connection:
            return connection.exec_driver_sql(_REMOVE_RULE, name).rowcount > 0


def _record(row: Any) -> DeviceRecord:
    id_, agent, key, first_seen, time, body = row
    survey = decode(unpack(body), Survey)
    return DeviceRecord(id_, agent, key, first_seen, time, survey)
