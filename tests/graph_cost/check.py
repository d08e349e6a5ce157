#!/usr/bin/env python3
"""Instructions and mispredictions an arc and source of the betweenness kernels stay below their bounds.

    check.py --program build/tests/graph_cost/graph_cost --valgrind valgrind [--build-type Release]

Callgrind counts a run from 64 sources and one from 192; the difference, without start-up, is divided by 128 sources
and the number of arcs. Exit status: 0 within bounds, 1 not, 77 (skipped) without valgrind or in a debug build.
"""
import argparse
import os
import sys

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import callgrind

BOUNDS = {"lanes": (16.0, 0.09), "scalar": (42.0, 0.20)}  # instructions, mispredicted conditional branches


def count(options, kernel, sources):
    totals, arcs = callgrind.count(options, [kernel, str(sources)], "--branch-sim=yes")
    return totals["Ir"], totals["Bcm"], int(arcs)


def main():
    parser = argparse.ArgumentParser()
    callgrind.add_options(parser)
    options = parser.parse_args()
    if reason := callgrind.reason_to_skip(options):
        print(reason)
        return callgrind.SKIPPED
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
