"""Runs the benchmarks and prints one JSON document: ``python -m bench [--quick] [NAME …]``."""

import argparse
import importlib
import json
import os
import platform
import signal
import subprocess
import sys

BENCHMARKS = (
    "store",
    "rollup",
    "ingest",
    "exposition",
    "agent",
    "facts",
    "topology",
    "port_findings",
    "alerts",
    "attribution",
    "paths",
    "plan_solve",
    "plan_truth",
    "plan_end_to_end",
)


def main() -> int:
    """Run the named benchmarks, all by default; progress goes to standard error."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument(
        "--quick", action="store_true", help="smaller sizes and shorter windows"
    )
    arguments = parser.parse_args()
    unknown = set(arguments.names) - set(BENCHMARKS)
    if unknown:
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    for number in (signal.SIGTERM, signal.SIGHUP):  # ends what was started, too
        signal.signal(number, lambda number, _frame: sys.exit(128 + number))
    document: dict[str, object] = {
        "machine": {
            "cpus": os.cpu_count(),
            "kernel": platform.release(),
            "python": platform.python_version(),
            "processor": platform.machine(),
        },
        "quick": arguments.quick,
    }
    for name in arguments.names or BENCHMARKS:
        print(f"{name} …", file=sys.stderr, flush=True)
        module = importlib.import_module(f"bench.{name}")
        try:
            document[name] = module.run(quick=arguments.quick)
        except (OSError, RuntimeError, subprocess.SubprocessError) as err:
            document[name] = {"failed": f"{type(err).__name__}: {err}"}
    json.dump(document, sys.stdout, indent=2)
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
