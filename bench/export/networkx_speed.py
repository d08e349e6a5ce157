# SPDX-License-Identifier: Apache-2.0
"""networkx_speed.py GRAPHML OUT: times NetworkX's GraphML and GEXF writers on a graph of ours."""
import os
import resource
import sys
import time

import networkx as nx

graph = nx.read_graphml(sys.argv[1], force_multigraph=True)
print(f"NetworkX {nx.__version__} read {len(graph)} nodes, {graph.number_of_edges()} edges")
for name, write in (("graphml", nx.write_graphml_xml), ("gexf", nx.write_gexf)):
    start = time.process_time()
    write(graph, sys.argv[2])
    seconds = time.process_time() - start
    mb = os.path.getsize(sys.argv[2]) / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"NetworkX {name:8} {mb:8.1f} MB {seconds:7.2f} s {mb / seconds:7.1f} MB/s  whole program {peak:.0f} MB")
