"""The example of a way to Zalo and SMS."""

import http.server
import json
import threading
import urllib.error
import urllib.request

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.alertmanager.adapter import MOST_LETTERS, Adapter, parse, text_of

HOOK = {
    "version": "4",
    "status": "firing",
    "alerts": [
        {
            "status": "firing",
            "annotations": {
                "description": "Drive sda of PC-1 is failing.",
                "description_vi": "Ổ sda của PC-1 đang hỏng.",
            },
        },
        {"status": "resolved", "annotations": {"description": "Over."}},
    ],
}


class Provider(http.server.BaseHTTPRequestHandler):
    """Stands for Zalo: keeps what it is given, and answers as it is told to."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        head = {name.lower(): value for name, value in self.headers.items()}
        self.server.received.append((head, body))
        self.send_response(self.server.answer)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        """Keep quiet."""


def serving(server):
    """Serve in a thread."""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture
def provider():
    """Return the provider."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    server.received, server.answer = [], 200
    yield serving(server)
    server.shutdown()
    server.server_close()


@pytest.fixture
def adapter(provider, tmp_path):
    """Return the address of an adapter for two receivers."""
    token = tmp_path / "token"
    token.write_text("s3cret\n")
    url = f"http://127.0.0.1:{provider.server_port}/send"
    words = ["--provider-url", url, "--token-file", str(token), "--port", "0"]
    words += ["--to", "1", "--to", "2", "--alive-file", str(tmp_path / "alive")]
    server = serving(Adapter(parse(words)))
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def post(url, body):
    """Send *body*; return the status."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data)) as answer:
            return answer.status
    except urllib.error.HTTPError as err:
        err.close()
        return err.code


def test_a_message_reaches_everybody_in_vietnamese(adapter, provider):
    """The token is in a header; what has no Vietnamese is told in English."""
    assert post(f"{adapter}/alerts", HOOK) == 200
    assert [b["recipient"]["user_id"] for _h, b in provider.received] == ["1", "2"]
    head, body = provider.received[0]
    assert head["access_token"] == "s3cret"
    assert body["message"]["text"] == "Ổ sda của PC-1 đang hỏng.\nĐÃ HẾT: Over."


def test_what_the_provider_refuses_is_tried_again(adapter, provider, capsys):
    """Alertmanager repeats what was not answered with 200; the token is not logged."""
    provider.answer = 503
    assert post(f"{adapter}/alerts", HOOK) == 502
    assert "s3cret" not in capsys.readouterr().err


def test_a_sign_of_life_is_noted(adapter, tmp_path):
    """By the age of a file."""
    assert post(f"{adapter}/alive", {}) == 200
    assert (tmp_path / "alive").exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"{", 400), (b"[]", 400), (b'{"alerts": [1]}', 400), (b"x" * 600_000, 413)],
)
def test_nonsense_is_refused(adapter, provider, body, status):
    """And nothing is sent."""
    assert post(f"{adapter}/alerts", body) == status
    assert post(f"{adapter}/other", b"{}") == 404
    assert provider.received == []


@given(
    st.recursive(
        st.none() | st.text() | st.integers(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["alerts", "annotations", "description", "status"]),
                inner,
            )
        ),
    )
)
def test_any_json_is_a_message_or_an_error(hook):
    """Never longer than a message may be, never with control letters."""
    try:
        text = text_of(hook, "vi")
    except ValueError:
        return
    assert len(text) <= MOST_LETTERS
    assert all(c == "\n" or c.isprintable() for c in text)


def test_a_token_does_not_travel_in_the_clear():
    """Only loopback may be without TLS."""
    words = ["--token-file", "f", "--to", "1", "--provider-url", "http://sms.example/"]
    with pytest.raises(SystemExit):
        parse(words)
