#!/usr/bin/env python3
"""NetworKit's side of bench/graph: networkit_engine.py MEASURE THREADS SOURCES < edges (graph_bench dump)

Prints "seconds share checksum peak_mb", or "-" when it has no such measure. pip install networkit, in a venv."""
import resource
import sys
import time

import networkit as nk


def main():
    measure, threads, sources = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    nk.setNumberOfThreads(threads)
    nk.setSeed(42, False)
    vertices = int(sys.stdin.readline())
    graph = nk.Graph(vertices)
    for line in sys.stdin:
        a, b, _ = line.split()
        graph.addEdge(int(a), int(b))
    share, checksum = 1.0, 0.0
    clock = time.process_time if threads == 1 else time.perf_counter
    begin = clock()
    if measure == "betweenness" and sources:
        run = nk.centrality.EstimateBetweenness(graph, sources, False, threads > 1).run()
        share = sources / vertices
    elif measure == "betweenness":
        run = nk.centrality.Betweenness(graph).run()
    elif measure == "pagerank":
        run = nk.centrality.PageRank(graph, 0.85, 1e-10).run()
    elif measure == "eigenvector":
        run = nk.centrality.EigenvectorCentrality(graph, 1e-10).run()
    elif measure == "components":
        run = nk.components.ConnectedComponents(graph).run()
    elif measure == "k_core":
        run = nk.centrality.CoreDecomposition(graph).run()
    elif measure == "biconnected":
        run = nk.components.BiconnectedComponents(graph).run()
    elif measure == "clustering":
        run = nk.centrality.LocalClusteringCoefficient(graph).run()
    elif measure == "louvain":
        run = nk.community.PLM(graph, False).run()
    elif measure == "leiden":
        run = nk.community.ParallelLeiden(graph, randomize=False).run()
    else:
        print("-")
        return
    seconds = clock() - begin
    if measure in ("louvain", "leiden"):
        checksum = nk.community.Modularity().getQuality(run.getPartition(), graph)
    elif measure in ("components", "biconnected"):
        checksum = run.numberOfComponents()
    elif measure == "pagerank":
        checksum = max(run.scores())
    else:
        checksum = sum(run.scores())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{seconds:.6f} {share:.6g} {checksum:.12g} {peak}")


if __name__ == "__main__":
    main()
