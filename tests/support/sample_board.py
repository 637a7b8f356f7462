"""A board with each panel type, and the made-up series that it shows."""

import http.server
import threading
from contextlib import contextmanager

SERIES = """\
# TYPE sample_cpu_seconds_total counter
sample_cpu_seconds_total{instance="pc-01",site="trụ sở"} %(tick)d
sample_cpu_seconds_total{instance="pc-02",site="trụ sở"} %(tick)d
# TYPE sample_up gauge
sample_up{instance="pc-01",site="trụ sở"} 1
sample_up{instance="pc-02",site="trụ sở"} 0
# TYPE sample_disk_used_ratio gauge
sample_disk_used_ratio{instance="pc-01",site="trụ sở"} 0.42
sample_disk_used_ratio{instance="pc-02",site="trụ sở"} 0.93
# TYPE sample_memory_bytes gauge
sample_memory_bytes{instance="pc-01",site="trụ sở"} 4294967296
sample_memory_bytes{instance="pc-02",site="trụ sở"} 8589934592
"""
CONFIG = """\
global:
  scrape_interval: {interval_s}s
scrape_configs:
  - job_name: sample
    honor_labels: true
    static_configs:
      - targets: ['{address}']
"""
DATA_SOURCE = {"type": "prometheus", "uid": "${datasource}"}


class Exposition(http.server.BaseHTTPRequestHandler):
    """Tells the series; the counters rise by one with each scrape."""

    tick = 0

    def do_GET(self):
        type(self).tick += 1
        body = (SERIES % {"tick": self.tick}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; version=0.0.4")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        """Say nothing."""


@contextmanager
def telling():
    """Yield the address of an endpoint that tells the series."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Exposition)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def query(expression, ref="A", **more):
    """Return a target of a panel."""
    return {"refId": ref, "datasource": DATA_SOURCE, "expr": expression, **more}


def instant(expression, ref="A"):
    """Return a target whose answer is a table of the present."""
    return query(expression, ref, instant=True, range=False, format="table")


def panel(number, kind, title, at, targets, **more):
    """Return a panel at *at* = (x, y, width, height)."""
    return {
        "id": number,
        "type": kind,
        "title": title,
        "description": f"What {title} is",
        "datasource": DATA_SOURCE,
        "gridPos": dict(zip("xywh", at, strict=True)),
        "targets": targets,
        **more,
    }


def row(number, title, y, *, collapsed=False, panels=()):
    """Return a row, which holds *panels* when it is collapsed."""
    return {
        "id": number,
        "type": "row",
        "title": title,
        "collapsed": collapsed,
        "gridPos": {"x": 0, "y": y, "w": 24, "h": 1},
        "panels": list(panels),
    }


LINK = {
    "title": "The machine",
    "url": "${collector}/machines/${__data.fields.Machine}?site=${__data.fields.site}",
}
MAPPING = {
    "type": "value",
    "options": {
        "0": {"text": "Mất", "color": "red", "index": 0},
        "1": {"text": "Trả lời", "color": "green", "index": 1},
    },
}
LINES = panel(
    1,
    "timeseries",
    "CPU of $instance",
    (0, 0, 12, 8),
    [
        query(
            'rate(sample_cpu_seconds_total{instance=~"$instance"}[$__rate_interval])',
            legendFormat="{{instance}}",
        )
    ],
    options={
        "legend": {
            "showLegend": True,
            "displayMode": "table",
            "placement": "bottom",
            "calcs": ["lastNotNull", "max"],
        },
        "tooltip": {"mode": "multi", "sort": "desc"},
    },
    fieldConfig={
        "defaults": {
            "unit": "percentunit",
            "min": 0,
            "custom": {"fillOpacity": 10, "thresholdsStyle": {"mode": "dashed"}},
            "thresholds": {
                "mode": "absolute",
                "steps": [
                    {"color": "green", "value": None},
                    {"color": "red", "value": 2},
                ],
            },
        },
        "overrides": [
            {
                "matcher": {"id": "byName", "options": "pc-02"},
                "properties": [
                    {"id": "color", "value": {"mode": "fixed", "fixedColor": "blue"}},
                    {"id": "custom.lineWidth", "value": 3},
                ],
            }
        ],
    },
)
ONE = panel(
    2,
    "stat",
    "Machines up",
    (12, 0, 6, 4),
    [query('sum(sample_up{instance=~"$instance"})', instant=True)],
    options={"colorMode": "background", "graphMode": "none", "textMode": "value"},
)
BARS = panel(
    3,
    "bargauge",
    "Disk used",
    (18, 0, 6, 8),
    [
        query(
            'sample_disk_used_ratio{instance=~"$instance"}',
            instant=True,
            legendFormat="{{instance}}",
        )
    ],
    options={"displayMode": "gradient", "orientation": "horizontal"},
    fieldConfig={
        "defaults": {"unit": "percentunit", "min": 0, "max": 1},
        "overrides": [],
    },
)
ROWS = panel(
    4,
    "table",
    "Machines",
    (0, 8, 16, 6),
    [
        instant('sample_up{instance=~"$instance"}'),
        instant('sample_memory_bytes{instance=~"$instance"}', "B"),
    ],
    options={"showHeader": True, "sortBy": [{"displayName": "Machine", "desc": True}]},
    fieldConfig={
        "defaults": {"links": [LINK]},
        "overrides": [
            {
                "matcher": {"id": "byName", "options": "State"},
                "properties": [
                    {"id": "mappings", "value": [MAPPING]},
                    {"id": "custom.cellOptions", "value": {"type": "color-text"}},
                ],
            },
            {
                "matcher": {"id": "byName", "options": "Memory"},
                "properties": [{"id": "unit", "value": "bytes"}],
            },
        ],
    },
    transformations=[
        {
            "id": "filterFieldsByName",
            "options": {
                "include": {"names": ["instance", "site", "Value #A", "Value #B"]}
            },
        },
        {"id": "merge", "options": {}},
        {
            "id": "organize",
            "options": {
                "excludeByName": {"Time": True, "__name__": True, "job": True},
                "indexByName": {"instance": 0, "site": 1},
                "renameByName": {
                    "instance": "Machine",
                    "Value #A": "State",
                    "Value #B": "Memory",
                },
            },
        },
    ],
)
WORDS = panel(
    5,
    "text",
    "What to do",
    (16, 8, 8, 6),
    [],
    options={"mode": "markdown", "content": "Ask **$instance** twice."},
)
NOTHING = panel(6, "stat", "Nothing", (12, 4, 3, 4), [query("sample_unheard_of")])
WRONG = panel(7, "timeseries", "Wrong", (0, 15, 8, 5), [query("rate(sample_up[")])
LOST = panel(
    8,
    "stat",
    "Lost",
    (8, 15, 8, 5),
    [query("sum(sample_up)", instant=True)],
    fieldConfig={
        "defaults": {"links": [{"title": "x", "url": "/d/${nowhere}"}]},
        "overrides": [],
    },
)
FOLDED = panel(
    *(9, "stat", "Folded", (0, 21, 8, 4), [query("sum(sample_up)")]), options={}
)
EACH = panel(
    10,
    "stat",
    "State of $instance",
    (15, 4, 3, 4),
    [query('sample_up{instance="$instance"}', instant=True)],
    repeat="instance",
    repeatDirection="v",
)


def variable(name, kind, **more):
    """Return a variable of the board."""
    return {"name": name, "type": kind, "label": name.title(), **more}


VARIABLES = [
    variable(
        "datasource",
        "datasource",
        query="prometheus",
        current={"text": "Hatang", "value": "hatang-prometheus"},
    ),
    variable("collector", "constant", hide=2, query="https://collector.example:9847"),
    variable(
        "instance",
        "query",
        datasource=DATA_SOURCE,
        query={"query": "label_values(sample_up, instance)", "refId": "instances"},
        includeAll=True,
        multi=True,
        allValue=".+",
        sort=1,
    ),
    variable("step", "custom", query="Short : 1m,1h"),
]


def board(*panels):
    """Return a board with *panels*."""
    return {
        "uid": "sample",
        "title": "Sample",
        "schemaVersion": 39,
        "time": {"from": "now-5m", "to": "now"},
        "timezone": "browser",
        "templating": {"list": VARIABLES},
        "panels": list(panels),
    }


def sample_board():
    """Return the board with everything, the faulty panels in their own row."""
    return board(
        *(LINES, ONE, BARS, ROWS, WORDS, NOTHING, EACH),
        row(20, "Faults", 14),
        *(WRONG, LOST),
        row(21, "Folded", 20, collapsed=True, panels=[FOLDED]),
    )
