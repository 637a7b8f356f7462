"""The daily digest arrives in a real mail box: once a day, over a killed collector."""

import time

import pytest

from collector.digest_reader import NOTE
from collector.store.finding import FindingRecord
from collector.store.interface import Agent, AuditRecord
from collector.store.opening import open_store
from tests.support.alert_flow import Flow
from tests.support.processes import wait_for
from tests.support.sinks import Mails, running

pytestmark = pytest.mark.system
PC = Agent("a" * 32, "active", "0" * 64, "PC-VP-01", department="Văn phòng")
SETTINGS = """\
organisation = "Sở Khoa học"
urls = ["https://giam-sat.example:9847"]
[digest]
smtp = "127.0.0.1:{port}"
from = "hatang@so.example"
to = ["it@so.example"]
at = "00:00"
[office_hours]
weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
"""


def test_one_mail_a_day_although_the_collector_is_killed(tmp_path):
    """In Vietnamese, as text and HTML, with a link to the machine; the next day another."""
    with running(Mails()) as (mails, port):
        day = Flow(tmp_path, port, port)
        folder = day.prepare_bare(SETTINGS.format(port=port))
        store = open_store(f"sqlite:///{folder}/hatang.db")
        store.put_agent(PC, AuditRecord(1.0, "t", "agent_enrolled", PC.id))
        record = FindingRecord(PC.id, "disk_failing", "sda", "critical", 1.0, 1.0)
        store.put_findings([record])
        try:
            day.start("collector")
            wait_for(lambda: mails.received, within_s=60, name="its mail")
            wait_for(lambda: b'"sent":7' in store.note(NOTE), within_s=10)
            day.restart("collector")
            time.sleep(16)  # a second mail would come now
            assert len(mails.received) == 1
            day.kill("collector")
            day.jump(86400)
            day.start("collector")
            wait_for(lambda: len(mails.received) == 2, within_s=60, name="the next day")
        finally:
            day.stop()
            store.close()
    first, second = mails.received
    assert "1 việc cần làm. Một ổ đĩa đang hỏng" in first["Subject"]
    for part in ("plain", "html"):
        text = first.get_body((part,)).get_content()
        assert "PC-VP-01 (Văn phòng)" in text
        assert f"https://giam-sat.example:9847/machines/{PC.id}" in text
    assert first["Message-ID"] != second["Message-ID"]
