# SPDX-License-Identifier: Apache-2.0
"""compare.py SAMPLES < lines: each line is what a client read from one file, as JSON:
{"sample": "hostile", "file": "graph.gexf", "nodes": {id: {...}}, "edges": {id: {...}}, "ends": {id: [source, target]}}.
Fields that the client keeps for itself are taken out before; lists may come as JSON text."""
import json
import pathlib
import sys

from expected import Graph, Report, lists_parsed


def main():
    report, files = Report(), 0
    for line in sys.stdin:
        if not line.startswith("{"):
            print(line, end="")
            continue
        read = json.loads(line)
        files += 1
        wanted = Graph(pathlib.Path(sys.argv[1]) / read["sample"])
        what = f"{read['sample']}/{read['file']}"
        for kind, records in (("nodes", wanted.nodes), ("edges", wanted.edges)):
            report.records(f"{what} {kind}", {key: lists_parsed(record) for key, record in read[kind].items()}, records)
        report.equal(f"{what} ends", {key: tuple(ends) for key, ends in read["ends"].items()}, wanted.ends)
    report.equal("files read", files > 0, True)
    report.done()


main()
