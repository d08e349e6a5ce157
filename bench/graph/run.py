#!/usr/bin/env python3
"""Our graph measures against igraph, stock Boost.Graph and NetworKit, on the same generated graphs.

    bench/graph/run.py --program build/bench/graph/graph_bench [--networkit PYTHON] [--rounds 3] [--large] [--only WORD]

Engines take turns, `rounds` times; the table has the medians, seconds for the whole measure (a measure that searches
from every vertex may be run from some and is then scaled up: "share"), and what ours is faster by. Each run is a
process of its own, so the peak memory is the engine's (with the loaded edge list in it). --large adds the graphs of a
million vertices. With one thread seconds are processor time, which a busy machine spoils less; with more, wall time.
Ratios count; single seconds on a shared machine do not.
"""
import argparse
import os
import statistics
import subprocess
import sys

MEDIUM = {"pl": (50000, 250000), "er": (50000, 250000), "pc": (50000, 250000), "sp": (50000, 75000), "grid": (50000, 0)}
SMALL = {"pl": (5000, 25000), "er": (5000, 25000), "pc": (5000, 25000)}
LARGE = {"pl": (1000000, 5000000)}


def tasks(large):
    """(measure, our variants, kind, size, threads, sources of ours, sources of theirs, engines)"""
    for kind, size in MEDIUM.items():
        # A deep graph goes to the scalar kernel, which is the same on every machine.
        ours = ["betweenness"] if kind == "grid" else ["betweenness_baseline", "betweenness"]
        yield "betweenness", ours, kind, size, 1, 1024, 32, ["igraph", "networkit"]
    yield "betweenness", ["betweenness_baseline", "betweenness"], "pl", MEDIUM["pl"], 2, 1024, 32, ["igraph"]
    for kind, size in SMALL.items():
        yield "betweenness", ["betweenness_baseline", "betweenness"], kind, size, 1, 0, 250, ["igraph", "boost"]
    for kind in ("pl", "er"):
        yield "weighted_betweenness", ["weighted_betweenness"], kind, SMALL[kind], 1, 1024, 250, ["igraph", "boost"]
    for kind in ("pl", "er", "pc", "grid"):
        yield "harmonic", ["harmonic"], kind, MEDIUM[kind], 1, 4096, 32, ["igraph", "boost"]
    for kind in ("pl", "pc", "er"):
        for measure in ("louvain", "leiden"):
            yield measure, [measure], kind, MEDIUM[kind], 1, 0, 0, ["igraph", "networkit"]
    linear = ["pagerank", "components", "k_core", "biconnected", "clustering", "eigenvector"]
    for measure in linear:
        yield measure, [measure], "pl", MEDIUM["pl"], 1, 0, 0, ["igraph", "boost", "networkit"]
    if large:
        for measure in linear:
            yield measure, [measure], "pl", LARGE["pl"], 1, 0, 0, ["igraph", "boost", "networkit"]
        for measure in ("louvain", "leiden"):
            yield measure, [measure], "pc", (1000000, 5000000), 1, 0, 0, ["igraph", "networkit"]


class Bench:
    def __init__(self, options):
        self.options = options
        self.folder = os.path.dirname(os.path.abspath(__file__))
        self.dumps = {}

    def edges(self, kind, size):
        key = (kind, size)
        if key not in self.dumps:
            self.dumps = {key: subprocess.run([self.options.program, "dump", "-", kind, *map(str, size)],
                                              capture_output=True, check=True).stdout}
        return self.dumps[key]

    def run(self, engine, measure, kind, size, threads, sources):
        """(seconds scaled to the whole, checksum, peak in MB) or None."""
        if engine == "networkit":
            if not self.options.networkit:
                return None
            done = subprocess.run([self.options.networkit, os.path.join(self.folder, "networkit_engine.py"), measure,
                                   str(threads), str(sources)], input=self.edges(kind, size), capture_output=True)
            words = done.stdout.decode().split()
            if len(words) < 4:
                return None
            seconds, share, checksum, peak = words
        else:
            done = subprocess.run([self.options.program, engine, measure, kind, *map(str, size), str(threads),
                                   str(sources)], capture_output=True, text=True)
            if done.returncode != 0:
                return None
            *_, seconds, share, checksum, peak = done.stdout.split()
        return float(seconds) / float(share), float(checksum), int(peak)

    def row(self, measure, variants, kind, size, threads, our_sources, their_sources, engines):
        runs = {}
        order = [("ours", v) for v in variants] + [(e, measure) for e in engines]
        for _ in range(self.options.rounds):
            for engine, name in order:
                if (engine, name) in runs and runs[engine, name] is None:
                    continue
                result = self.run(engine, name, kind, size, threads,
                                  our_sources if engine == "ours" else their_sources)
                if result is None:
                    runs[engine, name] = None
                else:
                    runs.setdefault((engine, name), []).append(result)
        lines = []
        theirs = {e: statistics.median(r[0] for r in runs[e, measure]) for e in engines if runs.get((e, measure))}
        for variant in variants:
            ours = statistics.median(r[0] for r in runs["ours", variant])
            cells = [f"{variant}", f"{kind} {size[0] // 1000}k/{size[1] // 1000}k", str(threads),
                     f"{ours:.4g} ({runs['ours', variant][0][2]} MB)"]
            for engine in ("igraph", "boost", "networkit"):
                if engine in theirs:
                    peak = runs[engine, measure][0][2]
                    cells.append(f"{theirs[engine]:.4g} ({peak} MB), **{theirs[engine] / ours:.1f}x**")
                else:
                    cells.append("-")
            if measure in ("louvain", "leiden"):
                cells.append("modularity " + ", ".join(
                    f"{name} {runs[key][0][1]:.4f}" for name, key in
                    [("ours", ("ours", variant))] + [(e, (e, measure)) for e in theirs]))
            else:
                cells.append("")
            lines.append("| " + " | ".join(cells) + " |")
        return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--networkit", default="", help="a Python that has networkit")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    bench = Bench(options)
    print("| measure | graph | threads | ours, s | igraph, s | stock Boost.Graph, s | NetworKit, s | |\n"
          "|---|---|---|---|---|---|---|---|", flush=True)
    for task in tasks(options.large):
        if options.only in task[0] + " " + task[2]:
            print(bench.row(*task), flush=True)


if __name__ == "__main__":
    sys.exit(main())
