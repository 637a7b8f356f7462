"""A real browser over the pages of a collector that does nothing else."""

import socket
import threading
import time
from contextlib import contextmanager

import uvicorn

from collector.web.app import build
from collector.web.config_shapes import WebConfig
from tests.support.processes import need

FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"),
    *("--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
DESKTOP, PHONE, WALL = (1366, 768), (390, 844), (2560, 1440)


@contextmanager
def serving(services, routes):
    """Serve *routes* behind the collector's own access rules; yield the address."""
    app = build(services, config=WebConfig, is_ready=lambda: True, routes=routes)
    door = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
    thread.start()
    try:
        deadline = time.monotonic() + 10
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        door.close()


@contextmanager
def chromium(playwright):
    """Yield a running Chromium; without one the tests are skipped, or fail in CI."""
    program = need("chromium")
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=program, args=FLAGS)
        yield running
        running.close()


@contextmanager
def visiting(browser, *, size=DESKTOP, language="vi", **options):
    """Yield a tab; complaints of the browser fail the test."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale=language, **options
    )
    tab = context.new_page()
    complaints = []
    tab.on(
        "console",
        lambda m: complaints.append(m.text) if m.type in {"error", "warning"} else None,
    )
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        yield tab
        assert complaints == []
    finally:
        context.close()
