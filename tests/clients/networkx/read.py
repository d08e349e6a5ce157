# SPDX-License-Identifier: Apache-2.0
"""NetworkX reads GraphML, GEXF 1.2 (1.3 from version 3.6), node-link JSON and .cyjs; Python's csv reads the tables."""
import csv
import json

from expected import Graph, Report, folders, lists_parsed, skip

try:
    import networkx as nx
except ImportError:
    skip("NetworkX is not installed (Debian: python3-networkx)")


def keyed_by_id(graph):
    if graph.is_multigraph():
        return graph
    keyed = nx.MultiDiGraph(**graph.graph)
    keyed.add_nodes_from(graph.nodes(data=True))
    keyed.add_edges_from((source, target, data["id"], data) for source, target, data in graph.edges(data=True))
    return keyed


def read_graphml(report, folder, name, wanted):
    try:
        graph = nx.read_graphml(folder / name, force_multigraph=True)
    except TypeError:  # before 2.5 a graph without parallel edges is read as a simple one
        graph = keyed_by_id(nx.read_graphml(folder / name))
    report.equal(f"{folder.name}/{name}: title", graph.graph.get("title"), "Đồ thị thử")
    nodes = {}
    for node, data in graph.nodes(data=True):
        report.equal("labels", data.pop("labels"), ":" + data["entity_type"])
        nodes[node] = lists_parsed(data)
    edges, ends = {}, {}
    for source, target, key, data in graph.edges(keys=True, data=True):
        report.equal("edge id", data.pop("id", key), key)
        report.equal("label", (data.pop("label"), data.pop("interaction")), (data["relation"],) * 2)
        edges[key] = lists_parsed(data)
        ends[key] = (source, target)
    report.records(f"{folder.name}/{name} nodes", nodes, wanted.nodes)
    report.records(f"{folder.name}/{name} edges", edges, wanted.edges)
    report.equal(f"{folder.name}/{name} ends", ends, wanted.ends)


def read_gexf(report, folder, name, wanted):
    graph = nx.read_gexf(folder / name)
    nodes = {}
    for node, data in graph.nodes(data=True):
        report.equal("viz", sorted(data.pop("viz")), ["color", "position", "size"])
        data = {k: v for k, v in data.items() if k not in ("start", "end")}
        nodes[node] = lists_parsed(data)
    edges, ends = {}, {}
    for source, target, data in graph.edges(data=True):
        key = data.pop("id")
        data = {k: v for k, v in data.items() if k not in ("start", "end", "kind", "label")}
        data["weight"] = int(data["weight"])
        edges[key] = lists_parsed(data)
        ends[key] = (source, target)
    report.records(f"{folder.name}/{name} nodes", nodes, wanted.nodes)
    report.records(f"{folder.name}/{name} edges", edges, wanted.edges)
    report.equal(f"{folder.name}/{name} ends", ends, wanted.ends)


def node_link_graph(data):
    names = dict(source="source", target="target", name="id", key="key")
    for how in ({"edges": "edges"}, {"link": "edges"}, {"attrs": dict(names, link="edges")}):  # from 3.4, from 2.6, before
        try:
            return nx.node_link_graph(data, **how)
        except TypeError as error:
            refused = error
    raise refused


def read_node_link(report, folder, wanted):
    data = json.loads((folder / "graph.json").read_text(encoding="utf-8"))
    graph = node_link_graph(data)
    report.equal(f"{folder.name}/graph.json kind", (graph.is_directed(), graph.is_multigraph()), (True, True))
    report.equal(f"{folder.name}/graph.json nodes", sorted(graph), sorted(wanted.nodes))
    report.equal(f"{folder.name}/graph.json edges", {d["id"]: (s, t) for s, t, d in graph.edges(data=True)}, wanted.ends)
    for key, data in graph.nodes(data=True):
        report.equal(f"{folder.name}/graph.json label", data["label"] or key, wanted.nodes[key]["label"])


def read_cyjs(report, folder, wanted):
    graph = nx.cytoscape_graph(json.loads((folder / "graph.cyjs").read_text(encoding="utf-8")))
    nodes = {}
    for key, data in graph.nodes(data=True):
        report.equal("name", data.pop("name"), data["label"])
        nodes[key] = {k: v for k, v in data.items() if k not in ("id", "value")}
    edges, ends = {}, {}
    for source, target, data in graph.edges(data=True):
        key = data.pop("id")
        report.equal("key", data.pop("key"), key)
        report.equal("interaction", data.pop("interaction"), data["relation"])
        report.equal("name", data.pop("name"), data["relation_label"])
        ends[key] = (data.pop("source"), data.pop("target"))
        report.equal("ends", (source, target), ends[key])
        edges[key] = data
    report.records(f"{folder.name}/graph.cyjs nodes", nodes, wanted.nodes)
    report.records(f"{folder.name}/graph.cyjs edges", edges, wanted.edges)
    report.equal(f"{folder.name}/graph.cyjs ends", ends, wanted.ends)


def read_csv(report, folder, wanted):
    csv.field_size_limit(10_000_000)

    def table(name):
        with open(folder / "graph.csv" / name, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def text(record):
        """As CSV shows it: everything is text, absent is empty."""
        return {k: v if isinstance(v, (str, list)) else repr(v) for k, v in record.items() if v != ""}

    def same_numbers(rows, wanted_rows):
        for key, row in rows.items():
            for field, value in row.items():
                other = wanted_rows.get(key, {}).get(field)
                if isinstance(other, (int, float)) and value not in ("", None):
                    row[field] = type(other)(value)
        return rows

    nodes = {r.pop("id"): lists_parsed({k: v for k, v in r.items() if v != ""}) for r in table("nodes.csv")}
    report.records(f"{folder.name} nodes.csv", same_numbers(nodes, wanted.nodes), wanted.nodes)
    ends, edges = {}, {}
    for row in table("edges.csv"):
        key = row.pop("id")
        ends[key] = (row.pop("source"), row.pop("target"))
        edges[key] = lists_parsed({k: v for k, v in row.items() if v != ""})
    report.records(f"{folder.name} edges.csv", same_numbers(edges, wanted.edges), wanted.edges)
    report.equal(f"{folder.name} edges.csv ends", ends, wanted.ends)
    said = [(e["id"], v["article"], v.get("text", ""), v.get("sentence", [0, 0]))
            for e in wanted.data["edges"] for v in e.get("evidence", [])]
    rows = [(r["edge"], r["article"], r["text"], [int(r["sentence_begin"]), int(r["sentence_end"])])
            for r in table("evidence.csv")]
    report.equal(f"{folder.name} evidence.csv", rows, said)
    report.equal(f"{folder.name} articles.csv", [text(r) for r in table("articles.csv")],
                 [text(a) for a in wanted.data["articles"]])


def main():
    report = Report()
    newer = tuple(int(x) for x in nx.__version__.split(".")[:2]) >= (3, 6)
    for folder in folders():
        wanted = Graph(folder)
        read_graphml(report, folder, "graph.graphml", wanted)
        read_gexf(report, folder, "graph-1.2.gexf", wanted)
        if newer:
            read_gexf(report, folder, "graph.gexf", wanted)
        read_node_link(report, folder, wanted)
        read_cyjs(report, folder, wanted)
        read_csv(report, folder, wanted)
    print(f"NetworkX {nx.__version__}")
    report.done()


main()
