#!/usr/bin/env python3
"""Our graph measures against igraph, stock Boost.Graph and NetworKit, on the same generated graphs: prints docs/bench/graph.md.

    bench/graph/run.py --program build/bench/graph/graph_bench [--networkit PYTHON] [--rounds 3] [--only WORD]

Engines take turns, `rounds` times; the tables have the medians, seconds for the whole measure (one that searches from
every vertex is run from some and scaled up), and what ours is faster by. Each run is a process of its own, so the peak
memory is the engine's, with the loaded edge list in it. Seconds are processor time of the busier thread, which a busy
machine spoils less than wall time. Ratios count; single seconds on a shared machine do not.
"""
import argparse
import math
import os
import statistics
import subprocess
import sys

import pivots

MEDIUM = {"pl": (50000, 250000), "er": (50000, 250000), "pc": (50000, 250000), "sp": (50000, 75000), "grid": (50000, 0)}
SMALL = (5000, 25000)
SMALL_OF = {"pl": SMALL, "er": SMALL, "pc": SMALL, "sp": (5000, 7500), "grid": (5000, 0)}
LARGE = (1000000, 5000000)
LARGE_OF = {"er": LARGE, "pc": LARGE, "sp": (1000000, 1500000), "grid": (1000000, 0)}
ENGINES = ("igraph", "boost", "networkit")
LINEAR = ["pagerank", "components", "k_core", "biconnected", "clustering", "eigenvector", "hits"]


def ours_of(measure):
    """Our variants of a linear measure: PageRank also as far as NetworKit goes, while igraph goes to about 1e-12."""
    return ["pagerank", "pagerank_1e-10"] if measure == "pagerank" else [measure]


def tasks():
    """(measure, our variants, kind, size, threads, sources of ours, sources of theirs, engines)"""
    for threads in (1, 2):
        for kind, size in MEDIUM.items():
            # A deep graph goes to the scalar kernel, which is the same on every machine.
            ours = ["betweenness"] if kind == "grid" else ["betweenness_baseline", "betweenness"]
            engines = ["igraph", "networkit"] if threads == 2 else ["igraph"]
            yield "betweenness", ours, kind, size, threads, 1024, 32, engines
    for kind in ("pl", "er", "pc"):
        yield "betweenness", ["betweenness_baseline", "betweenness"], kind, SMALL, 1, 0, 250, ["igraph", "boost"]
    for threads in (1, 2):
        for kind in ("pl", "er"):
            yield "weighted_betweenness", ["weighted_betweenness"], kind, SMALL, threads, 0, 500, ["igraph", "boost"]
    for kind in ("pl", "er", "pc", "grid"):
        for measure in ("harmonic", "closeness"):
            yield measure, [measure], kind, MEDIUM[kind], 1, 4096, 32, ["igraph", "boost"]
    for kind in ("sp", "grid"):
        ours = ["betweenness"] if kind == "grid" else ["betweenness_baseline", "betweenness"]
        yield "betweenness", ours, kind, SMALL_OF[kind], 1, 0, 250, ["igraph", "boost"]
    for measure in LINEAR:
        for kind, size in MEDIUM.items():
            yield measure, ours_of(measure), kind, size, 1, 0, 0, ENGINES
    for measure in LINEAR:
        for kind, size in SMALL_OF.items():
            yield measure, [measure], kind, size, 1, 0, 0, ["igraph", "boost"]
    for measure in ("louvain", "leiden"):
        for kind in ("pl", "pc", "er"):
            yield measure, [measure], kind, MEDIUM[kind], 1, 0, 0, ["igraph", "networkit"]
    for measure in LINEAR:  # NetworKit's clustering takes minutes where there are hubs
        engines = ENGINES if measure != "clustering" else ["igraph"]
        yield measure, ours_of(measure), "pl", LARGE, 1, 0, 0, engines
    for measure in LINEAR:
        for kind, size in LARGE_OF.items():
            if kind != "grid" or measure not in ("eigenvector", "hits"):  # which a grid this wide lets converge in minutes
                yield measure, [measure], kind, size, 1, 0, 0, ["igraph", "boost"]
    for measure in ("louvain", "leiden"):
        yield measure, [measure], "pc", LARGE, 1, 0, 0, ["igraph", "networkit"]


def bars():
    """(what, wanted, engine, rows): the least, or with "mean" the geometric mean, of the ratios of the rows."""
    small_world = ("pl", "er", "pc")

    def medium(variant, kinds, threads):
        return [(variant, kind, MEDIUM[kind][0], threads) for kind in kinds]

    baseline = medium("betweenness_baseline", small_world, 2)
    yield "exact betweenness, baseline instructions, 50k, mean", 6, "igraph", baseline
    yield "the same", 8, "networkit", baseline
    yield "exact betweenness, AVX-512 where there is, mean", 10, "igraph", medium("betweenness", small_world, 2)
    worst = medium("betweenness_baseline", ("pl", "er", "pc", "sp"), 2) + medium("betweenness", ("grid",), 2)
    yield "exact betweenness, baseline, worst graph", 4, "igraph", worst
    yield "exact betweenness, leaf-rich graph", 30, "igraph", medium("betweenness_baseline", ("sp",), 2)
    weighted = [("weighted_betweenness", kind, SMALL[0], 2) for kind in ("pl", "er")]
    yield "weighted betweenness, worst graph", 4, "igraph", weighted
    yield "the same", 2.5, "boost", weighted
    for measure in ("harmonic", "closeness"):
        yield f"{measure}, worst small world", 50, "igraph", medium(measure, small_world, 1)
        yield f"{measure}, grid", 1.3, "igraph", medium(measure, ("grid",), 1)
    every = [(kind, size[0]) for sizes in (SMALL_OF, MEDIUM, {"pl": LARGE}, LARGE_OF) for kind, size in sizes.items()]
    for measure, wanted in (("pagerank", 1.8), ("components", 5), ("k_core", 2), ("biconnected", 4)):
        yield f"{measure}, pl 1M/5M", wanted, "igraph", [(measure, "pl", LARGE[0], 1)]
        yield f"{measure}, worst graph of all sizes", wanted, "igraph", [(measure, *graph, 1) for graph in every]
    against = [("pagerank_1e-10", "pl", LARGE[0], 1)]
    yield "pagerank to 1e-10, pl 1M/5M", 3, "networkit", against
    yield "pagerank to 1e-10, worst graph", 3, "networkit", against + medium("pagerank_1e-10", MEDIUM, 1)
    for measure, wanted in (("louvain", 10), ("leiden", 3)):
        rows = medium(measure, small_world, 1) + [(measure, "pc", LARGE[0], 1)]
        yield f"{measure}, worst graph", wanted, "igraph", rows


class Bench:
    def __init__(self, options):
        self.options = options
        self.folder = os.path.dirname(os.path.abspath(__file__))
        self.dumps = {}
        self.ratios = {}  # (variant, kind, vertices, threads, engine): what ours is faster by
        self.peaks = {}  # (variant, kind, vertices, threads): MB of ours
        self.sums = {}  # (kind, vertices, sources): sums of our betweenness, over threads and widths of vectors
        self.behind = None  # the most that a modularity of ours stays below igraph's, once one is measured

    def edges(self, kind, size):
        key = (kind, size)
        if key not in self.dumps:
            self.dumps = {key: subprocess.run([self.options.program, "dump", "-", kind, *map(str, size)],
                                              capture_output=True, check=True).stdout}
        return self.dumps[key]

    def run(self, engine, measure, kind, size, threads, sources):
        """(seconds scaled to the whole, checksum, peak in MB), or None when the engine lacks the measure."""
        what = [measure, str(threads), str(sources)]
        if engine == "networkit":
            if not self.options.networkit:
                return None
            command = [self.options.networkit, os.path.join(self.folder, "networkit_engine.py"), *what]
            text = self.edges(kind, size)
        else:
            command = [self.options.program, engine, measure, kind, *map(str, size), *what[1:]]
            text = None
        # igraph's PageRank would take all processors, whatever its caller asks for.
        environment = {**os.environ, "OMP_NUM_THREADS": str(threads)}
        words = subprocess.run(command, input=text, capture_output=True, env=environment).stdout.decode().split()
        if words and words[-1] == "-":
            return None
        seconds, share, checksum, peak = words[-4:]
        return float(seconds) / float(share), float(checksum), int(peak)

    def row(self, measure, variants, kind, size, threads, our_sources, their_sources, engines):
        order = [("ours", v) for v in variants] + [(e, measure) for e in engines]
        runs = {key: [] for key in order}
        for _ in range(self.options.rounds):
            for engine, name in order:
                sources = our_sources if engine == "ours" else their_sources
                runs[engine, name].append(self.run(engine, name, kind, size, threads, sources))
        runs = {key: found for key, found in runs.items() if None not in found}
        medians = {key: statistics.median(seconds for seconds, _, _ in found) for key, found in runs.items()}
        for variant in variants:
            ours = medians["ours", variant]
            self.peaks[variant, kind, size[0], threads] = runs["ours", variant][0][2]
            if measure == "betweenness":
                found = {checksum for _, checksum, _ in runs["ours", variant]}
                self.sums.setdefault((kind, size[0], our_sources), set()).update(found)
            cells = [variant, f"{kind} {size[0] // 1000}k/{size[1] // 1000}k", str(threads),
                     f"{ours:.4g} ({runs['ours', variant][0][2]} MB)"]
            for engine in ENGINES:
                theirs = medians.get((engine, measure))
                if theirs is None:
                    cells.append("-")
                    continue
                self.ratios[variant, kind, size[0], threads, engine] = theirs / ours
                cells.append(f"{theirs:.4g} ({runs[engine, measure][0][2]} MB), **{theirs / ours:.1f}x**")
            if measure in ("louvain", "leiden"):
                found = {engine: runs[engine, name][0][1] for engine, name in runs}
                self.behind = max(self.behind or 0.0, found.get("igraph", 0) - found["ours"])
                cells[0] += ", modularity " + ", ".join(f"{name} {q:.4f}" for name, q in found.items())
            print("| " + " | ".join(cells) + " |", flush=True)

    def print_bars(self, pivots_ratio):
        def bar(what, wanted, measured, met):
            print(f"| {what} | {wanted} | {measured} | {'yes' if met else 'NO'} |")

        for what, wanted, engine, rows in bars():
            found = [self.ratios[(*row, engine)] for row in rows if (*row, engine) in self.ratios]
            if len(found) < len(rows):
                continue
            got = math.exp(statistics.fmean(map(math.log, found))) if "mean" in what else min(found)
            bar(what, f"{wanted}x {engine}", f"{got:.1f}x", got >= wanted)
        if self.behind is not None:
            bar("modularity, Louvain and Leiden", "at most 0.001 below igraph's", f"{self.behind:.4f} below",
                self.behind <= 0.001)
        if pivots_ratio is not None:
            bar(f"sampled betweenness, {pivots.WANTED} of the top 100", "1x KADABRA", f"{pivots_ratio:.1f}x",
                pivots_ratio >= 1)
        per_thread = [(peak - self.peaks[variant, kind, n, 1], 1024 * n / 2**20)  # 64 bytes, 16 lanes
                      for (variant, kind, n, threads), peak in self.peaks.items()
                      if "betweenness" in variant and "weighted" not in variant and threads == 2]
        if per_thread:
            used, allowed = max(per_thread, key=lambda pair: pair[0] / pair[1])
            bar("memory a thread, exact betweenness, worst graph", f"{allowed:.0f} MB (1,024 bytes a vertex)",
                f"{used} MB", used <= allowed)
        if self.sums:
            same = sum(len(found) == 1 for found in self.sums.values())
            bar("sum of betweenness, all bits, over 1 and 2 threads and both vector widths", "the same",
                f"on {same} of {len(self.sums)} graphs", same == len(self.sums))


def machine(options):
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        facts = dict(line.split(":", 1) for line in file if ":" in line)
    facts = {key.strip(): value.strip() for key, value in facts.items()}
    wide = "with" if "avx512f" in facts.get("flags", "") else "without"
    versions = subprocess.run([options.program, "versions", "-", "pl", "1", "0"], capture_output=True, text=True,
                              check=True).stdout.strip()
    networkit = ""
    if options.networkit:
        networkit = ", NetworKit " + subprocess.run(
            [options.networkit, "-c", "import networkit; print(networkit.__version__)"], capture_output=True, text=True,
            check=True).stdout.strip()
    return f"{facts.get('model name', 'unknown processor')} {wide} AVX-512, {os.cpu_count()} cores; {versions}{networkit}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--networkit", default="", help="a Python that has networkit")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="only measures and kinds that have this word")
    options = parser.parse_args()
    bench = Bench(options)
    load = [os.getloadavg()[0]]
    print(f"""# Graph measures against igraph, Boost.Graph and NetworKit

As `bench/graph/run.py` prints it; again with

```
cmake --preset release -DNEWSGRAPH_BENCH=ON && cmake --build build --target graph_bench
bench/graph/run.py --program build/bench/graph/graph_bench --networkit VENV/bin/python > docs/bench/graph.md
```

{machine(options)}. Graphs of `bench/graph/generate.cc`, seed 42: pl power law, er uniform, pc planted
communities, sp sparse power law, grid. Engines in turns, medians of {options.rounds} rounds. Seconds are processor time, with two
threads that of the busier one: what the clock would show on two free cores. igraph and Boost.Graph run on one in any
case. Measures that search from every vertex were run from 1,024 or more sources (ours) and 32 (igraph; NetworKit's
EstimateBetweenness) and scaled to all. `betweenness` takes AVX-512 where the machine has it, `betweenness_baseline` never; both give the same bits. Peaks
are of the whole process, edge list included. Boost.Graph's PageRank runs 60 rounds, NetworKit's to 1e-10,
ours and igraph's until what is left is about 1e-12.

| measure | graph | threads | ours, s | igraph, s | stock Boost.Graph, s | NetworKit, s |
|---|---|---|---|---|---|---|""", flush=True)
    for task in tasks():
        if options.only in task[0] + " " + task[2]:
            bench.row(*task)
            load.append(os.getloadavg()[0])
    pivots_ratio = None
    if options.networkit and options.only in "pivots":
        print("\nSampled betweenness, how many of the true top 100 are found:\n")
        pivots_ratio = pivots.print_table(options.program, options.networkit, "pl")
        load.append(os.getloadavg()[0])
    print("\nThe least that is wanted (on two cores where betweenness says so above):\n\n"
          "| | wanted | measured | met |\n|---|---|---|---|")
    bench.print_bars(pivots_ratio)
    print(f"\nLoad of the machine meanwhile (1 is one busy core): {min(load):.0f} to {max(load):.0f}.\n"
          "Not measured: GAP (no package), graph-tool, graphs of ten million vertices, eigenvector and HITS on a "
          "grid of a million, communities of a\nmillion but for pc, stock Boost.Graph's betweenness beyond 5k.\n"
          "On a busy machine a ratio may be off by a tenth: Leiden at 50k stands close to its bar.")


if __name__ == "__main__":
    sys.exit(main())
