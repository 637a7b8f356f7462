"""One digest a working day: noted, sent once over restarts, and tried again."""

import datetime as dt

import pytest

from collector.digest_keeper import DigestKeeper, Way, is_time
from collector.digest_reader import read_sent, read_today
from collector.fleet import OfficeHours
from collector.mailer import MailError
from collector.self_metrics import SelfMetrics
from collector.settings import CollectorSettings
from collector.settings_messages import DigestSettings
from collector.store.finding import FindingRecord
from collector.store.interface import Agent, AuditRecord
from collector.store.memory import MemoryStore
from tests.support.fake_clock import FakeClock

MONDAY = 1_795_395_600.0  # 23 November 2026, 08:00 in Hà Nội
DAY = 86400.0
MAIL = DigestSettings(
    smtp="127.0.0.1:25", from_="hatang@so.example", to=("it@so.example",)
)


class Office:
    """A keeper over a store that outlives it."""

    def __init__(self, digest=MAIL):
        self.store, self.clock = MemoryStore(), FakeClock(MONDAY)
        self.settings = CollectorSettings(digest=digest)
        self.mails, self.problem = [], ""
        agent = Agent("a" * 32, "active", "0" * 64, "PC-1", department="Kế toán")
        self.store.put_agent(agent, AuditRecord(0.0, "x", "agent_enrolled", agent.id))
        self.finds("disk_failing")
        self.anew()

    def anew(self):
        """Start the collector once more."""
        self.metrics = SelfMetrics()
        way = Way("https://c:9847", self.send)
        self.keeper = DigestKeeper(
            self.store, self.clock, self.settings, self.metrics, way
        )

    def send(self, message):
        """Take a mail, or not."""
        if self.problem:
            raise MailError(self.problem)
        self.mails.append(message)

    def finds(self, kind, cleared=None):
        """Let a finding stand, or go."""
        told = FindingRecord(
            "a" * 32, kind, "sda", "critical", 5.0, 5.0, cleared=cleared
        )
        self.store.put_findings([told])

    def at(self, hours):
        """Go to a time after Monday morning."""
        self.clock.pass_(MONDAY + hours * 3600.0 - self.clock.now())
        return self.keeper.run()


@pytest.fixture
def office():
    """Return one with a drive that fails."""
    return Office()


def test_one_mail_a_day_over_restarts(office):
    """With the day's actions, to those who are named."""
    assert [office.at(0), office.at(0.1)] == [True, False]
    office.anew()
    assert office.at(2) is False
    (mail,) = office.mails
    assert mail["To"] == "it@so.example"
    assert "Một ổ đĩa đang hỏng" in mail["Subject"]
    assert office.at(24) is True
    assert office.mails[1]["Message-ID"] != mail["Message-ID"]


def test_a_mail_server_that_is_away_is_tried_again(office):
    """Less and less often, and the mail comes once."""
    office.problem = "refused"
    assert [office.at(n / 60) for n in range(60)] == [False] * 60
    page = office.metrics.render().decode()
    (line,) = [x for x in page.splitlines() if x.startswith("hatang_digest_mail_f")]
    assert 4 <= float(line.split()[-1]) <= 8
    office.problem = ""
    assert [office.at(2), office.at(3)] == [True, False]
    assert len(office.mails) == 1


def test_a_day_without_actions_is_silent_unless_asked(office):
    """One line, or nothing."""
    office.finds("disk_failing", cleared=6.0)
    assert office.at(0) is False
    asked = Office(mail_settings(when_nothing=True))
    asked.finds("disk_failing", cleared=6.0)
    assert asked.at(0) is True
    assert asked.mails[0]["Subject"].endswith("không có việc gì")


def mail_settings(**changes):
    """Return the settings of mails with *changes*."""
    told = {"smtp": MAIL.smtp, "from_": MAIL.from_, "to": MAIL.to, **changes}
    return DigestSettings(**told)


def test_what_is_left_undone_comes_to_rest_for_the_first_page_too(office):
    """Without any mail."""
    silent = Office(DigestSettings())
    for day in range(4):
        assert silent.at(24 * day) is False
    now = silent.clock.now()
    today = read_today(silent.store, silent.settings, now)
    assert [one.kind for one in today.digest.resting] == ["disk_failing"]
    assert read_sent(silent.store).sent == 0


@pytest.mark.parametrize(
    ("hours", "is_it"),
    [(-0.26, False), (-0.25, True), (15.9, True), (24 * 5, False), (24 * 8, False)],
)
def test_it_is_written_from_its_time_on_working_days(hours, is_it):
    """Not on Saturdays, nor on holidays."""
    office = OfficeHours(holidays=(dt.date(2026, 12, 1),))
    assert is_time(office, "07:45", MONDAY + hours * 3600.0) is is_it
