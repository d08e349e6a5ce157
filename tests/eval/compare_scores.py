#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compare `newsgraph eval` with another scorer of the same files, figure by figure.

    compare_scores.py PROGRAM GOLD_FOLDER SCORER

Twice: over the graphs that PROGRAM builds, and over graphs made of the gold itself, with faults put in by a seeded
generator, so that every kind of match and miss occurs whatever the rules can do.
SCORER is run as `SCORER --program PROGRAM | --graphs DIR, --articles DIR --gold DIR --json FILE`. Exit status: 0 equal,
1 not, 77 when the folder or the scorer is not on this machine (the test is skipped).
"""
import json
import pathlib
import random
import subprocess
import sys
import tempfile


RELATIONS = ["HOSTS", "ATTENDS", "SPEAKS_AT", "HOLDS_POSITION", "MEETS", "VISITS", "PROPOSES", "URGES", "SIGNS",
             "ISSUES", "COOPERATES_WITH", "LOCATED_IN", "CONNECTS", "PART_OF", "DEVELOPS"]
TYPES = ["Person", "Country", "Province", "Locality", "Organization", "Event", "Project", "Facility", "Document",
         "Programme"]


def faulty_name(name, chance):
    """The name as another hand would write it, or another name."""
    words = name.split()
    kind = chance.randrange(6)
    if kind == 0 and len(words) > 2:
        del words[chance.randrange(len(words))]
    elif kind == 1:
        words.insert(0, chance.choice(["tỉnh", "ông", "TP", "thành phố", "UBND", "đồng chí"]))
    elif kind == 2:
        words = [w.upper() for w in words]
    elif kind == 3:
        words = [w.replace("òa", "oà").replace("y", "i").replace("thành phố", "TP") for w in words]
    elif kind == 4:
        words += ["lần", "thứ", chance.choice(["IX", "X", "10", "3", "XLIV"])]
    return " ".join(words)


def faulty_graph(gold, chance):
    nodes, ids = [], {}
    for entity in gold["entities"]:
        if chance.random() < 0.15:
            continue
        node = {"id": f"n{len(nodes)}", "label": entity["name"], "type": entity["type"]}
        if chance.random() < 0.4:
            node["label"] = faulty_name(entity["name"], chance)
        if chance.random() < 0.1:
            node["type"] = chance.choice(TYPES)
        if entity["aliases"] and chance.random() < 0.7:
            node["aliases"] = sorted(chance.sample(entity["aliases"], chance.randint(1, len(entity["aliases"]))))
        if entity.get("date") and chance.random() < 0.8:
            node["date"] = chance.choice([entity["date"], entity["date"][:7]])
        ids[entity["id"]] = node["id"]
        nodes.append(node)
    edges = {}
    for relation in gold["relations"]:
        ends = chance.choice([relation, *relation.get("alts", [])])
        source = ids.get(ends.get("source", relation["source"]))
        target = ids.get(ends.get("target", relation["target"]))
        for _ in range(chance.choice([0, 1, 1, 1, 2])):
            kind = relation["type"] if chance.random() < 0.85 else chance.choice(RELATIONS)
            if chance.random() < 0.15:
                source, target = target, source
            if chance.random() < 0.05 and nodes:
                target = chance.choice(nodes)["id"]
            if source is None or target is None or source == target:
                continue
            role = relation.get("role", "") if kind == "HOLDS_POSITION" and chance.random() < 0.8 else ""
            edges[kind, source, target, role] = {"source": source, "target": target, "type": kind, "role": role}
    listed = [dict(edge, id=f"e{i}", key=f"e{i}") for i, edge in enumerate(edges.values())]
    return {"directed": True, "multigraph": True, "graph": {}, "node_types": [],
            "edge_types": [], "articles": [], "nodes": nodes, "edges": listed}


def differences(program, scorer, folder, scratch, ours_with, theirs_with, name):
    ours, theirs = pathlib.Path(scratch, "ours.json"), pathlib.Path(scratch, "theirs.json")
    subprocess.run([program, "eval", folder, "--quiet", "--json", ours, *ours_with], check=True)
    subprocess.run([sys.executable, scorer, *theirs_with, "--articles", folder / "articles", "--gold", folder / "gold",
                    "--json", theirs], check=True, stdout=subprocess.DEVNULL)
    a, b = (json.loads(path.read_text(encoding="utf-8")) for path in (ours, theirs))
    different = [key for key in sorted({*a, *b}) if a.get(key) != b.get(key)]
    for key in different:
        print(f"{key}: eval {a.get(key)}, scorer {b.get(key)}")
    print(f"{name}: {len(a)} figures over {a['articles']} articles, {len(different)} differ; "
          f"edges right, extra, missing: {a['edge.all'][:3]}")
    return len(different) + (0 if a["articles"] else 1)


def main():
    program, folder, scorer = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
    if not scorer.is_file() or not (folder / "gold").is_dir():
        print(f"skipped: {scorer} or {folder} is not here")
        return 77
    wrong = 0
    with tempfile.TemporaryDirectory() as scratch:
        wrong += differences(program, scorer, folder, scratch, [], ["--program", program], "built")
        sample = pathlib.Path(scratch, "sample.json")
        article = min((folder / "articles").iterdir())
        subprocess.run([program, "build", article, "--quiet", "-o", sample], check=True)
        written = json.loads(sample.read_text(encoding="utf-8"))
        for seed in range(5):
            chance = random.Random(seed)
            graphs = pathlib.Path(scratch, f"graphs{seed}")
            graphs.mkdir()
            for path in sorted((folder / "gold").glob("*.json")):
                gold = json.loads(path.read_text(encoding="utf-8"))
                graph = faulty_graph(gold, chance) | {key: written[key] for key in ("format", "version")}
                (graphs / path.name).write_text(json.dumps(graph, ensure_ascii=False), encoding="utf-8")
            wrong += differences(program, scorer, folder, scratch, ["--graphs", graphs], ["--graphs", graphs],
                                 f"made with seed {seed}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
