# SPDX-License-Identifier: Apache-2.0
"""What a client must give back, taken from the JSON export (whose own round trip is tested in C++), and how to compare."""
import json
import pathlib
import sys

# Own attributes whose names a client keeps for itself are renamed; see attribute_columns() in export/columns.cc.
RENAMED = {"LABEL": "own_label", "id": "own_id", "label": "own_label_2", "xếp hạng": "xếp_hạng"}
NODE_MEMBERS = {"id", "type", "label", "label_en", "label_ascii", "aliases", "mentions", "articles", "first_date",
                "last_date", "gazetteer", "attributes"}


class Graph:
    """nodes: {id: {field: value}}, edges: {id: {field: value}}; absent values are not there. Lists are Python lists."""

    def __init__(self, folder):
        data = json.loads((pathlib.Path(folder) / "graph.json").read_text(encoding="utf-8"))
        urls = {a["id"]: a.get("url", "") for a in data["articles"]}
        labels = {t["name"]: t["label_vi"] for t in data["edge_types"]}
        self.data = data
        self.nodes, self.edges, self.ends = {}, {}, {}
        for n in data["nodes"]:
            own = {k: v for k, v in n.items() if k not in NODE_MEMBERS}
            own.update(n.get("attributes", {}))
            node = {"label": n["label"] or n["id"], "entity_type": n["type"], "mentions": n.get("mentions", 0)}
            node.update({k: n[k] for k in ("label_en", "label_ascii", "aliases", "articles", "first_date", "last_date",
                                           "gazetteer") if k in n})
            node.update({RENAMED.get(k, k): v for k, v in own.items()})
            self.nodes[n["id"]] = node
        for e in data["edges"]:
            edge = {"relation": e["type"], "relation_label": labels.get(e["type"], e["type"].lower().replace("_", " ")),
                    "weight": e["weight"], "status": e["status"]}
            edge.update({k: e[k] for k in ("role", "articles", "first_date", "last_date") if k in e})
            if "evidence" in e:
                edge["evidence"] = [v.get("text", "") for v in e["evidence"]]
                edge["evidence_articles"] = [v["article"] for v in e["evidence"]]
                edge["evidence_urls"] = [urls[v["article"]] for v in e["evidence"]]
                edge["evidence_rules"] = [v.get("rule", "") for v in e["evidence"]]
            self.edges[e["id"]] = edge
            self.ends[e["id"]] = (e["source"], e["target"])


class Report:
    """Counts what was compared and prints what differs."""

    def __init__(self):
        self.wrong = self.compared = 0

    def equal(self, what, got, wanted):
        self.compared += 1
        if got != wanted:
            self.wrong += 1
            print(f"{what}:\n  got    {short(got)}\n  wanted {short(wanted)}")

    def records(self, what, got, wanted):
        """{id: {field: value}} on both sides."""
        self.equal(f"{what}: ids", sorted(got), sorted(wanted))
        for key in sorted(set(got) & set(wanted)):
            self.equal(f"{what} {short(key)}: fields", sorted(got[key]), sorted(wanted[key]))
            for field in sorted(set(got[key]) & set(wanted[key])):
                self.equal(f"{what} {short(key)}: {field}", got[key][field], wanted[key][field])

    def done(self):
        print(f"{self.compared} values compared, {self.wrong} wrong")
        sys.exit(1 if self.wrong else 0)


def short(value):
    text = ascii(value)
    return text if len(text) < 300 else text[:300] + f"... ({len(text)} characters)"


def lists_parsed(record):
    """Lists that a format holds as JSON text; GEXF leaves line ends in it as they are."""
    names = ("aliases", "articles", "evidence", "evidence_articles", "evidence_urls", "evidence_rules")
    return {k: json.loads(v, strict=False) if k in names and isinstance(v, str) else v for k, v in record.items()}


def folders():
    """The sample folders: argument 1 of every client test."""
    root = pathlib.Path(sys.argv[1])
    return [root / name for name in ("two_nodes", "hostile", "empty")]


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)
