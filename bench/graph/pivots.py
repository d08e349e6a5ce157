#!/usr/bin/env python3
"""How many of the true top 100 by betweenness a sample finds, and in what time: ours against NetworKit's KADABRA.

    bench/graph/pivots.py --program build/bench/graph/graph_bench --networkit PYTHON [--kind pl] [--rounds 3]

One thread, processor time, engines in turns, medians.
"""
import argparse
import statistics
import subprocess
import sys

SIZE = ["50000", "250000"]
KADABRA = """
import sys, time
import networkit as nk
nk.setNumberOfThreads(1)
nk.setSeed(42, False)
graph = nk.Graph(int(sys.stdin.readline()))
for line in sys.stdin:
    a, b, _ = line.split()
    graph.addEdge(int(a), int(b))
begin = time.process_time()
run = nk.centrality.KadabraBetweenness(graph, float(sys.argv[1]), 0.1, deterministic=True)
run.run()
seconds = time.process_time() - begin
print(seconds, *[v for v, _ in run.ranking()[:100]])
"""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--networkit", required=True)
    parser.add_argument("--kind", default="pl")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()

    def top(command, text=None):
        out = subprocess.run(command, input=text, capture_output=True, check=True).stdout.split()
        return float(out[0]), set(map(int, out[1:]))

    def ours(sources):
        return [options.program, "top", "-", options.kind, *SIZE, "1", str(sources)]

    edges = subprocess.run([options.program, "dump", "-", options.kind, *SIZE], capture_output=True, check=True).stdout
    seconds, exact = top(ours(0))
    print(f"| {options.kind} 50k/250k, one thread | seconds | of the top 100 |\n|---|---|---|")
    print(f"| ours, exact | {seconds:.2f} | 100 |", flush=True)
    runs = {f"ours, {n} pivots": (ours(n), None) for n in (256, 512, 1024, 2048, 4096)}
    for error in ("0.01", "0.005", "0.002"):
        runs[f"KADABRA, error {error}"] = ([options.networkit, "-c", KADABRA, error], edges)
    results = {name: [] for name in runs}
    for _ in range(options.rounds):
        for name, (command, text) in runs.items():
            results[name].append(top(command, text))
    for name, found in results.items():
        hits = statistics.median(len(exact & vertices) for _, vertices in found)
        print(f"| {name} | {statistics.median(s for s, _ in found):.2f} | {hits:.0f} |")


if __name__ == "__main__":
    sys.exit(main())
