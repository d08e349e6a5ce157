"""How many of the true top 100 by betweenness a sample finds, and in what time: ours against NetworKit's KADABRA.
A table of bench/graph/run.py. One thread, processor time, engines in turns, medians of the seconds. Chance decides on
two or three of the hundred, so each is run from several seeds."""
import math
import os
import statistics
import subprocess

SIZE = ["50000", "250000"]
SEEDS = range(1, 8)
WANTED = 95  # of the top 100, on average over the seeds


def top(command, text=None):
    """(seconds, set of vertices) that a program prints."""
    out = subprocess.run(command, input=text, capture_output=True, check=True).stdout.split()
    return float(out[0]), set(map(int, out[1:]))


def print_table(program, networkit, kind):
    """Returns how many times our least seconds for WANTED hits go into KADABRA's; 0 when ours never has so many."""
    def ours(sources):
        return [program, "top", "-", kind, *SIZE, "1", str(sources)]

    engine = os.path.join(os.path.dirname(os.path.abspath(__file__)), "networkit_engine.py")
    edges = subprocess.run([program, "dump", "-", kind, *SIZE], capture_output=True, check=True).stdout
    seconds, exact = top(ours(0))
    print(f"| {kind} 50k/250k, one thread | seconds | of the top 100, mean | least |\n|---|---|---|---|")
    print(f"| ours, exact | {seconds:.2f} | 100 | 100 |", flush=True)
    runs = {f"ours, {n} pivots": (ours(n), None) for n in (128, 256, 512, 1024, 2048, 4096)}
    for error in ("0.01", "0.005", "0.002"):
        runs[f"KADABRA, error {error}"] = ([networkit, engine, "top", "1", error], edges)
    results = {name: [] for name in runs}
    for seed in map(str, SEEDS):
        for name, (command, text) in runs.items():
            results[name].append(top([*command, seed], text))
    least = {"ours": math.inf, "KADABRA": math.inf}
    for name, found in results.items():
        hits = [len(exact & vertices) for _, vertices in found]
        seconds = statistics.median(seconds for seconds, _ in found)
        print(f"| {name} | {seconds:.2f} | {statistics.fmean(hits):.1f} | {min(hits)} |")
        engine = name.split(",")[0]
        if statistics.fmean(hits) >= WANTED:
            least[engine] = min(least[engine], seconds)
    return least["KADABRA"] / least["ours"]
