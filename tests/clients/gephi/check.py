# SPDX-License-Identifier: Apache-2.0
"""check.py SAMPLES < what Read.java printed. Three losses are Gephi's own, whatever a file says: in text other than labels
"null" and empty text become nothing and "INF" becomes "Infinity"; weights are single-precision; JSON lists of GraphML are text."""
import json
import pathlib
import struct
import sys

from expected import Graph, Report, lists_parsed

EXTRA = {"labels", "interaction"}  # of GraphML, for other clients
KNOWN_ISSUES = {"WARNING: Graph attributes 'title' ignored as not supported by Gephi"}


def as_gephi(value):
    if isinstance(value, list):
        return [as_gephi(item) for item in value]
    if isinstance(value, str):
        return None if value in ("", "null") else value.replace("INF", "Infinity")
    return value


def node_as_gephi(record):
    label = record["label"]
    return {**{key: as_gephi(value) for key, value in record.items()}, "label": label}


def edge_as_gephi(record, label):
    single = struct.unpack("f", struct.pack("f", record["weight"]))[0]
    return {**{key: as_gephi(value) for key, value in record.items()}, "weight": single, "label": label}


def main():
    report = Report()
    for line in sys.stdin:
        read = json.loads(line)
        what = f"{read['sample']}/{read['file']}"
        wanted = Graph(pathlib.Path(sys.argv[1]) / read["sample"])
        report.equal(f"{what} issues", set(read["issues"]) - KNOWN_ISSUES, set())
        for kind in ("nodes", "edges"):
            for key, record in read[kind].items():
                record = lists_parsed({name: value for name, value in record.items() if name not in EXTRA})
                read[kind][key] = {name: as_gephi(value) if isinstance(value, list) else value for name, value in record.items()}
        report.records(f"{what} nodes", read["nodes"], {key: node_as_gephi(node) for key, node in wanted.nodes.items()})
        label = "relation" if "graphml" in read["file"] else "relation_label"
        report.records(f"{what} edges", read["edges"], {key: edge_as_gephi(edge, edge[label]) for key, edge in wanted.edges.items()})
        report.equal(f"{what} ends and types", {key: tuple(end) for key, end in read["ends"].items()},
                     {key: (*end, wanted.edges[key]["relation"]) for key, end in wanted.ends.items()})
    report.done()


main()
