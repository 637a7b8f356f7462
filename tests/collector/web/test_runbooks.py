"""The runbooks of alerts, as pages."""

import pytest
from starlette.applications import Starlette

from collector.web.pages import routes
from dashboards.alerts import runbooks
from tests.support.asgi import get
from tests.support.markup import assert_sound
from tests.support.sample_fleet import page_services, sample_fleet, sample_points


@pytest.fixture(scope="module")
def app():
    """Return the pages."""
    store, live = sample_fleet()
    services = page_services(store, live=live)
    return Starlette(routes=routes(services, read_points=sample_points))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_alert_has_a_page_in_both_languages(app, language):
    """That is where its message leads to."""
    headers = {"accept-language": language}
    listing = get(app, "/runbooks", headers=headers).text
    assert_sound(listing, language)
    for alert in runbooks():
        assert f"/runbooks/{alert.name}" in listing
        page = get(app, f"/runbooks/{alert.name}", headers=headers)
        assert page.status == 200
        assert_sound(page.text, language)
        summary = alert.summary.vi if language == "vi" else alert.summary.en
        assert summary in page.text


def test_an_alert_that_is_not_ours_is_not_found(app):
    """As any page that is not there."""
    assert get(app, "/runbooks/Nothing").status == 404
