"""The files are for users, named by the day, and narrowed by department."""

import zipfile
from io import BytesIO

import pytest
from starlette.applications import Starlette

from collector.web.access import who_may_call
from collector.web.exports import CSV_TYPE, XLSX_TYPE
from collector.web.pages import routes
from tests.support.asgi import get
from tests.support.sample_fleet import page_services, sample_fleet


@pytest.fixture(scope="module")
def app():
    """Return an application over the sample fleet."""
    return Starlette(routes=routes(page_services(*sample_fleet())))


def test_the_csv_has_every_machine_but_the_revoked(app):
    """In the language that was asked for."""
    answer = get(app, "/inventory.csv?lang=en")
    assert answer.status == 200
    assert answer.headers["content-type"] == CSV_TYPE
    assert answer.headers["cache-control"] == "no-store"
    assert 'filename="hatang-2026-11-24.csv"' in answer.headers["content-disposition"]
    lines = answer.body.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 60
    assert lines[0].startswith("Name,Department,")
    assert get(app, "/inventory.csv?lang=vi").body.decode("utf-8-sig")[:4] == "Tên;"


def test_a_department_can_have_its_own(app):
    """What the table shows is what the file holds."""
    body = get(app, "/inventory.csv?lang=en&department=Thanh+tra+S%E1%BB%9F").body
    assert len(body.decode().splitlines()) == 1 + 5


def test_the_workbook_opens(app):
    """It is a sound archive."""
    answer = get(app, "/inventory.xlsx")
    assert answer.headers["content-type"] == XLSX_TYPE
    assert zipfile.ZipFile(BytesIO(answer.body)).testzip() is None


def test_strangers_get_no_inventory():
    """The same rule as for pages."""
    assert who_may_call("/inventory.csv") == who_may_call("/inventory.xlsx") == "user"
