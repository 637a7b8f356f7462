"""The command ``python -m dashboards.render``."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from dashboards.render.renderer import Look, Renderer, Report
from dashboards.render.toolbox import ToolboxError
from dashboards.render.typecheck import type_errors


def variables(text: str) -> dict[str, list[str]]:
    """Read ``site=a,instance=b,instance=c``; ``instance=All`` is all.

    Raises:
        argparse.ArgumentTypeError: a part is not ``name=value``.
    """
    found: dict[str, list[str]] = {}
    for part in filter(None, text.split(",")):
        name, sign, value = part.partition("=")
        if not sign:
            raise argparse.ArgumentTypeError(f"not name=value: {part}")
        found.setdefault(name, []).append(value)
    return found


def parser() -> argparse.ArgumentParser:
    """Return what the command line may say."""
    result = argparse.ArgumentParser(
        prog="python -m dashboards.render",
        description="Draw a board to a PNG with Grafana's own components.",
    )
    result.add_argument("--prometheus", required=True, metavar="URL")
    result.add_argument("--board", required=True, type=Path, metavar="FILE.json")
    result.add_argument("--png", type=Path, metavar="OUT.png")
    result.add_argument("--report", type=Path, metavar="OUT.json")
    result.add_argument("--width", type=int, default=1600, metavar="PIXELS")
    result.add_argument("--variables", type=variables, default={}, metavar="A=B,…")
    result.add_argument("--from", dest="start", metavar="now-24h")
    result.add_argument("--to", dest="end", metavar="now")
    result.add_argument("--theme", choices=["light", "dark"], default="dark")
    result.add_argument("--scrape-interval", default="15s", metavar="15s")
    result.add_argument("--timezone", default="Asia/Ho_Chi_Minh", metavar="ZONE")
    result.add_argument("--expand-rows", action="store_true")
    result.add_argument("--check-types", action="store_true", help="run tsc, too")
    return result


def problems(report: Report) -> list[str]:
    """Return what a person should look at, one line each."""
    lines = [f"board: {error}" for error in report["errors"]]
    for panel in report["panels"]:
        name = f"panel {panel['id']} “{panel['title']}”"
        lines += [f"{name}: {error}" for error in panel["errors"]]
        if panel["no_data"]:
            lines.append(f"{name}: no data")
        elif panel["type"] in {"bargauge", "timeseries"} and not panel["numbers"]:
            lines.append(f"{name}: nothing but values that are no number")
        lines += [f"{name}: cropped: {text}" for text in panel["cropped"]]
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw one board; return 1 if a panel has an error, 2 if nothing was drawn."""
    given = parser().parse_args(arguments)
    look = Look(
        width_px=given.width,
        theme=given.theme,
        variables=given.variables,
        start=given.start,
        end=given.end,
        scrape_interval=given.scrape_interval,
        expand_rows=given.expand_rows,
        timezone=given.timezone,
    )
    try:
        board = json.loads(given.board.read_text(encoding="utf-8"))
        wrong = type_errors([given.board]) if given.check_types else []
        with Renderer() as renderer:
            report = renderer.draw(board, given.prometheus, png=given.png, look=look)
    except (OSError, ValueError, ToolboxError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if given.report:
        text = json.dumps(report, ensure_ascii=False, indent=2)
        given.report.write_text(text + "\n", encoding="utf-8")
    sys.stdout.writelines(f"{line}\n" for line in [*wrong, *problems(report)])
    bad = report["errors"] or any(panel["errors"] for panel in report["panels"])
    return 1 if bad or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
