# SPDX-License-Identifier: Apache-2.0
"""check.py SAMPLES < what Read.java printed. APOC's GraphML import keeps no edge ids, so edges are compared as a sorted list."""
import json
import pathlib
import re
import sys

from expected import Graph, Report, lists_parsed


def ordered(edges):
    return sorted(edges, key=lambda edge: json.dumps(edge, sort_keys=True))


def main():
    report = Report()
    for line in sys.stdin:
        if not line.startswith("{"):
            continue  # of the server's log
        read = json.loads(line)
        what = f"{read['sample']}/{read['file']}"
        graphml = read["file"] == "graph.graphml"
        wanted = Graph(pathlib.Path(sys.argv[1]) / read["sample"])
        nodes = {}
        for key, record in read["nodes"].items():
            report.equal(f"{what} id", record.pop("id"), key)
            if not graphml:
                record["label"] = record.pop("name", None)
                check_days(report, what, record)
            nodes[key] = lists_parsed(record)
        report.records(f"{what} nodes", nodes, wanted.nodes)
        labels = {key: sorted({record["entity_type"]} | (set() if graphml else {"Entity"})) for key, record in wanted.nodes.items()}
        report.equal(f"{what} labels", read["labels"], labels)
        edges = []
        for source, kind, target, record in read["edges"]:
            if not graphml:
                check_days(report, what, record)
            record.pop("interaction", None)
            edges.append([source, kind, target, lists_parsed(record)])
        wanted_edges = [[*wanted.ends[key], {**record, **({} if graphml else {"eid": key})}] for key, record in wanted.edges.items()]
        wanted_edges = [[source, record["relation"], target, record] for source, target, record in wanted_edges]
        report.equal(f"{what} number of edges", len(edges), len(wanted_edges))
        for got, expected in zip(ordered(edges), ordered(wanted_edges)):
            report.equal(f"{what} edge", got, expected)
    report.done()


def check_days(report, what, record):
    for day, date in (("first_day", "first_date"), ("last_day", "last_date")):
        if day in record:
            report.equal(f"{what} {day}", bool(re.match(r"-?\d{4,}-\d\d-\d\d$", record.pop(day))), True)
        else:
            report.equal(f"{what} {day}", date in record, False)


main()
