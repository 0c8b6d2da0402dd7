"""Run the benches named (all where none is) and print each ratio with the most it may be."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import bench


def main(wanted: list[str]) -> int:
    """Each module `bench/bench_NAME.py` has `measure() -> list[Ratio]`; exit code 1 where a claim does not hold."""
    names = [m.name for m in pkgutil.iter_modules(bench.__path__) if m.name.startswith("bench_")]
    broken = 0
    for name in names:
        if wanted and name.removeprefix("bench_") not in wanted:
            continue
        for ratio in importlib.import_module(f"bench.{name}").measure():
            print(f"{ratio.name:<72}{ratio.value:8.2f}  (at most {ratio.most:g}){'' if ratio.kept else '  NOT KEPT'}"
                  f"{'  ' + ratio.note if ratio.note else ''}", flush=True)
            broken += not ratio.kept
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
