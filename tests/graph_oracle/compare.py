#!/usr/bin/env python3
"""Every measure of graph/analysis against NetworkX (and igraph where it is there) on random graphs.

    compare.py --program build/tests/graph_oracle/graph_oracle [--graphs N] [--seed N]

Graphs: directed and undirected, weighted, with parallel edges and loops, disconnected, empty, of one node, trees, grids,
dense and sparse. What a graph means is defined in docs/analysis.md: loops go, parallel edges merge, their weights add up.
Each graph is measured with 1, 2 and 7 threads, whose outputs must be equal to the byte.
Exit status: 0 all agree, 1 not, 77 (skipped) without NetworkX.
"""
import argparse
import collections
import math
import random
import subprocess
import sys

try:
    import networkx as nx
except ImportError:
    print("skipped: python3-networkx is not installed")
    sys.exit(77)
try:
    import igraph
except ImportError:
    igraph = None

TOLERANCE = 1e-9


def random_graph(rng, number):
    """(vertices, arcs, directed): arcs may repeat and loop."""
    directed = number % 2 == 1
    kind = number // 2 % 8
    n = rng.choice([0, 1, 2, 3, 5, 8, 13, 20, 35, 60, 90]) if kind != 3 else rng.randrange(2, 70)
    arcs = []
    if n > 0:
        if kind in (0, 1, 2):  # sparse, medium, dense
            for _ in range(int(n * (0.7, 2, 6)[kind])):
                arcs.append((rng.randrange(n), rng.randrange(n)))
        elif kind == 3:  # a tree and a few more
            arcs = [(v, rng.randrange(v)) for v in range(1, n)]
            arcs += [(rng.randrange(n), rng.randrange(n)) for _ in range(rng.randrange(4))]
        elif kind == 4:  # preferential attachment
            ends = [0]
            for v in range(1, n):
                for _ in range(rng.randrange(1, 4)):
                    w = rng.choice(ends)
                    arcs.append((v, w))
                    ends += [v, w]
        elif kind == 5:  # a grid
            side = max(1, math.isqrt(n))
            n = side * side
            for v in range(n):
                arcs += [(v, v + 1)] if (v + 1) % side else []
                arcs += [(v, v + side)] if v + side < n else []
        elif kind == 6:  # a long cycle with chords: deep
            arcs = [(v, (v + 1) % n) for v in range(n)]
            arcs += [(rng.randrange(n), rng.randrange(n)) for _ in range(2)]
        else:  # groups that hang together by few edges
            for _ in range(4 * n):
                a = rng.randrange(n)
                b = rng.randrange(n)
                if a % 4 == b % 4 or rng.random() < 0.1:
                    arcs.append((a, b))
    top = rng.choice([1, 3, 10])
    return n, [(a, b, rng.randint(1, top)) for a, b in arcs], directed


def as_networkx(n, arcs, directed):
    weights = collections.Counter()
    for a, b, w in arcs:
        if a != b:
            weights[(a, b) if directed else (min(a, b), max(a, b))] += w
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_weighted_edges_from((a, b, w) for (a, b), w in weights.items())
    return graph


def groups(numbers):
    found = collections.defaultdict(set)
    for v, number in enumerate(numbers):
        found[number].add(v)
    return sorted(map(sorted, found.values()))


class Comparison:
    def __init__(self):
        self.failures = []
        self.count = collections.Counter()

    def near(self, where, name, ours, theirs, tolerance=TOLERANCE):
        self.count[name] += 1
        for v, (a, b) in enumerate(zip(ours, theirs, strict=True)):
            if not abs(a - b) <= tolerance * max(1.0, abs(b)):
                self.failures.append(f"{where}: {name} of {v} is {a!r}, wanted {b!r}")
                return

    def same(self, where, name, ours, theirs):
        self.count[name] += 1
        if ours != theirs:
            self.failures.append(f"{where}: {name} is {ours}, wanted {theirs}")


def by_vertex(scores, n):
    return [scores[v] for v in range(n)]


def check_both(cmp, where, graph, ours):
    n = len(graph)
    wanted = by_vertex(nx.betweenness_centrality(graph, normalized=False), n)
    for name in ("betweenness", "betweenness_scalar", "betweenness_lanes", "betweenness_baseline", "betweenness_scaled"):
        cmp.near(where, name, ours[name], wanted)
    cmp.near(where, "betweenness_lengths", ours["betweenness_lengths"],
             by_vertex(nx.betweenness_centrality(graph, weight="weight", normalized=False), n))
    cmp.near(where, "closeness", ours["closeness"], by_vertex(nx.closeness_centrality(graph), n))
    cmp.near(where, "harmonic", ours["harmonic"], by_vertex(nx.harmonic_centrality(graph), n))
    if n == 0:
        return
    check_pagerank(cmp, where, "pagerank", graph, ours["pagerank"], [1] * n)
    start = [0] * n
    start[0] += 1
    start[n // 2] += 2
    check_pagerank(cmp, where, "pagerank_started", graph, ours["pagerank_started"], start)


def check_pagerank(cmp, where, name, graph, rank, start):
    """The defining equation, whose solution is unique; vertices that lead nowhere pass on to `start`."""
    share = [s / sum(start) for s in start]
    out = {v: graph.degree(v, weight="weight") for v in graph}
    if graph.is_directed():
        out = {v: graph.out_degree(v, weight="weight") for v in graph}
    stuck = sum(rank[v] for v in graph if out[v] == 0)
    wanted = []
    for v in range(len(graph)):
        sources = graph.pred[v] if graph.is_directed() else graph.adj[v]
        passed = sum(rank[u] * data["weight"] / out[u] for u, data in sources.items())
        wanted.append(0.15 * share[v] + 0.85 * (passed + stuck * share[v]))
    cmp.near(where, name, rank, wanted, 1e-11)
    cmp.near(where, name, [sum(rank)], [1], 1e-11)


def check_undirected(cmp, where, graph, ours):
    n = len(graph)
    cmp.near(where, "strength", ours["strength"], [graph.degree(v, weight="weight") for v in range(n)])
    check_both(cmp, where, graph, ours)
    core = by_vertex(nx.core_number(graph), n)
    cmp.same(where, "k_core", ours["k_core"], core)
    cmp.same(where, "k_core_boost", ours["k_core_boost"], core)
    cmp.near(where, "clustering", ours["clustering"], by_vertex(nx.clustering(graph), n))
    cmp.same(where, "component", groups(ours["component"]), sorted(map(sorted, nx.connected_components(graph))))
    cmp.same(where, "articulation", ours["articulation"], sorted(nx.articulation_points(graph)))
    cmp.same(where, "bridges", sorted(zip(ours["bridges"][::2], ours["bridges"][1::2])),
             sorted((min(e), max(e)) for e in nx.bridges(graph)))
    if graph.number_of_edges() and nx.is_connected(graph):
        # The defining equation; in a connected graph only one vector without negative entries solves it.
        vector = ours["eigenvector"]
        product = [sum(vector[w] * d["weight"] for w, d in graph.adj[v].items()) for v in range(n)]
        value = max(product)
        cmp.near(where, "eigenvector", vector, [p / value for p in product], 1e-7)
    for name in ("leiden", "louvain"):
        parts = groups(ours[name])
        for part in parts:
            cmp.same(where, f"{name} is connected", nx.is_connected(graph.subgraph(part)), True)
        if graph.number_of_edges():
            cmp.near(where, f"{name}_modularity", ours[f"{name}_modularity"],
                     [nx.algorithms.community.modularity(graph, parts)])
    if igraph is not None and graph.number_of_edges():
        edges = list(graph.edges(data="weight"))
        other = igraph.Graph(n, [(a, b) for a, b, _ in edges])
        best = other.community_multilevel(weights=[w for _, _, w in edges]).modularity
        # Heuristics differ; a tenth worse than igraph on a small graph would be a fault.
        cmp.same(where, "leiden reaches igraph", ours["leiden_modularity"][0] >= best - 0.1 * abs(best) - 0.02, True)
        cmp.near(where, "betweenness (igraph)", ours["betweenness"], other.betweenness())
        cmp.near(where, "pagerank (igraph)", ours["pagerank"],
                 other.pagerank(weights=[w for _, _, w in edges]), 1e-8)
        cmp.near(where, "harmonic (igraph)", ours["harmonic"], [h * max(n - 1, 1) for h in other.harmonic_centrality()])


def check_directed(cmp, where, graph, ours):
    n = len(graph)
    cmp.near(where, "out_strength", ours["out_strength"], [graph.out_degree(v, weight="weight") for v in range(n)])
    cmp.near(where, "in_strength", ours["in_strength"], [graph.in_degree(v, weight="weight") for v in range(n)])
    check_both(cmp, where, graph, ours)
    cmp.same(where, "strong_component", groups(ours["strong_component"]),
             sorted(map(sorted, nx.strongly_connected_components(graph))))
    check_hits(cmp, where, graph, ours)


def check_hits(cmp, where, graph, ours):
    """The defining equations: authorities are what hubs point at and the other way round, up to scale."""
    n = len(graph)
    if graph.number_of_edges() == 0:
        cmp.same(where, "hits of nothing", ours["hub"] + ours["authority"], [0.0] * 2 * n)
        return

    def scaled(values):
        total = sum(values)
        return [v / total for v in values]

    hubs, authorities = ours["hub"], ours["authority"]
    cmp.near(where, "authority", authorities,
             scaled([sum(hubs[u] * d["weight"] for u, _, d in graph.in_edges(v, data=True)) for v in range(n)]), 1e-6)
    cmp.near(where, "hub", hubs,
             scaled([sum(authorities[w] * d["weight"] for _, w, d in graph.out_edges(v, data=True)) for v in range(n)]),
             1e-6)


def run(program, graphs, threads):
    lines = []
    for n, arcs, directed in graphs:
        lines.append(f"graph {n} {len(arcs)} {int(directed)} {threads}")
        lines += [f"{a} {b} {w}" for a, b, w in arcs]
    return subprocess.run([program], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True).stdout


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--graphs", type=int, default=320)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    graphs = [random_graph(rng, i) for i in range(options.graphs)]
    output = run(options.program, graphs, 1)
    cmp = Comparison()
    for threads in (2, 7):
        cmp.same("all graphs", f"output of {threads} threads", run(options.program, graphs, threads) == output, True)
    blocks = output.split("end\n")[:-1]
    assert len(blocks) == len(graphs)
    for i, (block, (n, arcs, directed)) in enumerate(zip(blocks, graphs)):
        ours = {}
        for line in block.splitlines():
            name, *values = line.split()
            ours[name] = list(map(float, values))
        where = f"graph {i} ({'directed' if directed else 'undirected'}, {n} vertices, {len(arcs)} arcs)"
        (check_directed if directed else check_undirected)(cmp, where, as_networkx(n, arcs, directed), ours)
    for failure in cmp.failures[:30]:
        print(failure)
    print(f"{len(graphs)} graphs, {sum(cmp.count.values())} comparisons of {len(cmp.count)} measures, "
          f"{len(cmp.failures)} failures" + ("" if igraph else "; igraph is not installed, its part was left out"))
    return 1 if cmp.failures else 0


if __name__ == "__main__":
    sys.exit(main())
