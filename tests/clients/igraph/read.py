# SPDX-License-Identifier: Apache-2.0
"""igraph reads GraphML. It knows no absent value: text is "" then, a number NaN."""
import math

from expected import Graph, Report, folders, lists_parsed, skip

try:
    import igraph
except ImportError:
    skip("igraph is not installed (Debian: python3-igraph)")


def present(record):
    return lists_parsed({k: v for k, v in record.items() if v != "" and not (isinstance(v, float) and math.isnan(v))})


def unescaped(value):
    """igraph shows "&" in an XML attribute as "&#38;", however it was written (its parser does not ask libxml2 for the
    character). Our own ids have none; attributes are element text and not concerned."""
    return value.replace("&#38;", "&")


def main():
    report = Report()
    for folder in folders():
        wanted = Graph(folder)
        graph = igraph.Graph.Read_GraphML(str(folder / "graph.graphml"))
        report.equal(f"{folder.name}: directed", graph.is_directed(), True)
        report.equal(f"{folder.name}: counts", (graph.vcount(), graph.ecount()), (len(wanted.nodes), len(wanted.edges)))
        nodes = {}
        for vertex in graph.vs:
            data = vertex.attributes()
            report.equal("labels", data.pop("labels"), ":" + data["entity_type"])
            key = unescaped(data.pop("id"))
            nodes[key] = present(data)
        edges, ends = {}, {}
        for edge in graph.es:
            data = edge.attributes()
            key = unescaped(data.pop("id"))
            report.equal("label", (data.pop("label"), data.pop("interaction")), (data["relation"],) * 2)
            ends[key] = (unescaped(graph.vs[edge.source]["id"]), unescaped(graph.vs[edge.target]["id"]))
            edges[key] = present(data)
        report.records(f"{folder.name} nodes", nodes, wanted.nodes)
        report.records(f"{folder.name} edges", edges, wanted.edges)
        report.equal(f"{folder.name} ends", ends, wanted.ends)
    print(f"igraph {igraph.__version__}")
    report.done()


main()
