#!/usr/bin/env python3
"""Instructions and mispredictions an arc and source of the betweenness kernels stay below their bounds.

    check.py --program build/tests/graph_cost/graph_cost --valgrind valgrind [--build-type Release]

Callgrind counts a run from 64 sources and one from 192; the difference, without start-up, is divided by 128 sources
and the number of arcs. Exit status: 0 within bounds, 1 not, 77 (skipped) without valgrind or in a debug build.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile

BOUNDS = {"lanes": (16.0, 0.09), "scalar": (42.0, 0.20)}  # instructions, mispredicted conditional branches


def count(options, kernel, sources):
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "callgrind")
        done = subprocess.run([options.valgrind, "--tool=callgrind", "--branch-sim=yes", f"--callgrind-out-file={out}",
                               options.program, kernel, str(sources)], capture_output=True, text=True, check=True)
        text = open(out).read()
    events = re.search(r"^events: (.*)$", text, re.M).group(1).split()
    totals = re.search(r"^(?:totals|summary): (.*)$", text, re.M).group(1).split()
    counts = dict(zip(events, map(int, totals)))
    return counts["Ir"], counts.get("Bcm", 0), int(done.stdout)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--valgrind", required=True)
    parser.add_argument("--build-type", default="Release")
    options = parser.parse_args()
    if "NOTFOUND" in options.valgrind:
        print("skipped: valgrind is not installed")
        return 77
    if options.build_type != "Release":
        print(f"skipped: the bounds are for Release builds, not {options.build_type}")
        return 77
    good = True
    for kernel, (most_instructions, most_misses) in BOUNDS.items():
        first, second = count(options, kernel, 64), count(options, kernel, 192)
        work = 128 * first[2]
        instructions, misses = (second[0] - first[0]) / work, (second[1] - first[1]) / work
        verdict = instructions <= most_instructions and misses <= most_misses
        good &= verdict
        print(f"{kernel}: {instructions:.1f} instructions (at most {most_instructions}), "
              f"{misses:.3f} mispredictions (at most {most_misses}) an arc and source: {'good' if verdict else 'TOO MANY'}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
