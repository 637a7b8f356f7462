"""Makes the digest of each working day once, and sends it, also over restarts."""

import datetime as dt
import logging
from collections.abc import Callable
from email.message import EmailMessage
from typing import NamedTuple

import msgspec

from agent.shared.clock import Clock
from agent.shared.wire import encode
from collector.digest import remember
from collector.digest_reader import NOTE, Sent, Today, read_sent, read_today
from collector.fleet import WEEKDAYS, OfficeHours
from collector.mailer import MailError
from collector.self_metrics import SelfMetrics
from collector.settings import CollectorSettings
from collector.store.interface import Store
from collector.web.digest_mail import Envelope, Letter, mail
from collector.web.digest_words import told, waiting
from collector.web.i18n import Tongue

log = logging.getLogger(__name__)
_LONGEST_WAIT_S = 1800.0
_FIRST_WAIT_S = 60.0


class Way(NamedTuple):
    """Where links lead (without a slash at the end), and how a mail goes out."""

    address: str
    send: Callable[[EmailMessage], None]


class DigestKeeper:
    """``run`` blocks, and is called every minute by one thread at a time.

    From ``at`` on, on a working day, it notes what is shown, so that what is left
    undone comes to rest; then it sends the mail, if the settings ask for one, until the
    server takes it or the day is over.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: CollectorSettings,
        metrics: SelfMetrics,
        way: Way,
    ) -> None:
        self._store, self._clock, self._metrics = store, clock, metrics
        self._settings = settings
        self._address, self._send = way
        language = settings.digest.language or settings.language or "vi"
        self._tongue = Tongue(language, settings.office_hours.timezone)
        self._wait_s = _FIRST_WAIT_S
        self._not_before = float("-inf")

    def run(self) -> bool:
        """Do what is due; return whether a mail went out.

        Raises:
            StoreError: the store does not answer; it is done the next minute.
        """
        now = self._clock.now()
        hours = self._settings.office_hours
        if not is_time(hours, self._settings.digest.at, now):
            return False
        sent, day = read_sent(self._store), hours.day(now)
        wanted = bool(self._settings.digest.smtp)
        if sent.shown == day and (sent.sent == day or not wanted):
            return False
        today = read_today(self._store, self._settings, now, dict(sent.memory))
        if sent.shown != day:
            memory = remember(dict(sent.memory), today.digest, day)
            sent = msgspec.structs.replace(sent, memory=memory, shown=day)
            self._store.put_note(NOTE, encode(sent))
        return wanted and self._mail(today, sent, now)

    def _mail(self, today: Today, sent: Sent, now: float) -> bool:
        if self._clock.uptime() < self._not_before:
            return False
        went = False
        if today.digest.actions or self._settings.digest.when_nothing:
            try:
                self._send(self._written(today, now))
            except MailError as err:
                self._failed(err)
                return False
            went = True
            self._metrics.digest_mails_total.inc()
        self._wait_s, self._not_before = _FIRST_WAIT_S, float("-inf")
        done = msgspec.structs.replace(sent, sent=today.day)
        self._store.put_note(NOTE, encode(done))
        return went

    def _written(self, today: Today, now: float) -> EmailMessage:
        settings = self._settings.digest
        letter = Letter(
            told(today, self._tongue),
            waiting(today, self._tongue),
            self._settings.organisation,
            self._address,
            now,
        )
        return mail(letter, Envelope(settings.from_, settings.to), self._tongue)

    def _failed(self, err: MailError) -> None:
        self._metrics.digest_mail_failures_total.inc()
        if self._wait_s == _FIRST_WAIT_S:
            log.warning("the digest waits: %s", err)
        self._not_before = self._clock.uptime() + self._wait_s
        self._wait_s = min(2 * self._wait_s, _LONGEST_WAIT_S)


def is_time(hours: OfficeHours, at: str, now: float) -> bool:
    """Return whether a digest of the day of *now* may go out: from *at* until midnight.

    *at* is local; days without office hours have none.
    """
    day = hours.day(now)
    date = dt.date.fromordinal(day)
    if WEEKDAYS[date.weekday()] not in hours.weekdays or date in hours.holidays:
        return False
    hour, _, minute = at.partition(":")
    return now - hours.midnight(day) >= int(hour) * 3600 + int(minute) * 60
