#!/usr/bin/env python3
"""NetworKit's side of bench/graph: networkit_engine.py MEASURE THREADS SOURCES [SEED] < edges (graph_bench dump)

Prints "seconds share checksum peak_mb", or "-" when it has no such measure. `top` prints the seconds and the 100
vertices of highest betweenness by KADABRA, with SOURCES as its error. pip install networkit, in a venv."""
import resource
import sys
import time

import networkit as nk
import numpy as np


def load():
    """The simple unweighted graph that standard input describes."""
    numbers = np.fromstring(sys.stdin.buffer.read(), dtype=np.uint64, sep=" ")
    edges = numbers[1:].reshape(-1, 3)
    graph = nk.Graph(int(numbers[0]))
    graph.addEdges((edges[:, 0].copy(), edges[:, 1].copy()))
    return graph


def algorithm(measure, graph, threads, sources):
    """What computes the measure, not yet run; None when there is nothing."""
    centrality = nk.centrality
    if measure == "betweenness":
        return centrality.EstimateBetweenness(graph, sources, False, threads > 1)
    if measure == "top":
        return centrality.KadabraBetweenness(graph, sources, 0.1, deterministic=True)
    return {
        "pagerank": lambda: centrality.PageRank(graph, 0.85, 1e-10),
        "eigenvector": lambda: centrality.EigenvectorCentrality(graph, 1e-10),
        "k_core": lambda: centrality.CoreDecomposition(graph),
        "clustering": lambda: centrality.LocalClusteringCoefficient(graph),
        "components": lambda: nk.components.ConnectedComponents(graph),
        "biconnected": lambda: nk.components.BiconnectedComponents(graph),
        "louvain": lambda: nk.community.PLM(graph, False),
        "leiden": lambda: nk.community.ParallelLeiden(graph, randomize=False),
    }.get(measure, lambda: None)()


def checksum(measure, graph, run):
    if measure in ("louvain", "leiden"):
        return nk.community.Modularity().getQuality(run.getPartition(), graph)
    if measure in ("components", "biconnected"):
        return run.numberOfComponents()
    scores = run.scores()
    return max(scores) if measure == "pagerank" else sum(scores)


def main():
    measure, threads, sources = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    nk.setNumberOfThreads(threads)
    nk.setSeed(int(sys.argv[4]) if len(sys.argv) > 4 else 42, False)
    graph = load()
    run = algorithm(measure, graph, threads, sources if measure == "top" else int(sources))
    if run is None:
        print("-")
        return
    begin, own_begin = time.process_time(), time.thread_time()
    run.run()
    own = time.thread_time() - own_begin
    seconds = max(own, time.process_time() - begin - own)  # of the busier thread, as bench.h has it
    if measure == "top":
        print(seconds, *[vertex for vertex, _ in run.ranking()[:100]])
        return
    share = sources / graph.numberOfNodes() if measure == "betweenness" else 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{seconds:.6f} {share:.6g} {checksum(measure, graph, run):.12g} {peak}")


if __name__ == "__main__":
    main()
