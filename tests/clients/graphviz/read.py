# SPDX-License-Identifier: Apache-2.0
"""Graphviz reads the DOT file (dot, nop, pygraphviz), and the drawings are what they say they are."""
import pathlib
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree

from expected import Graph, Report, folders, skip

if shutil.which("dot") is None:
    skip("Graphviz is not installed (Debian: graphviz)")
try:
    import pygraphviz
except ImportError:
    pygraphviz = None


def run(report, what, *command):
    """Standard output of a command that must succeed and say nothing."""
    done = subprocess.run(command, capture_output=True, check=False)
    report.equal(f"{what}: exit status", done.returncode, 0)
    report.equal(f"{what}: stderr", done.stderr.decode(errors="replace"), "")
    return done.stdout


def plain(value):
    """The text behind a value of the file: backslashes are doubled."""
    return re.sub(r"\\\\", lambda _: "\\", value)


def unescaped(label):
    """The text that an escString shows: line breaks, doubled backslashes, entities."""
    text = re.sub(r"\\(.)", lambda m: "\n" if m.group(1) == "n" else m.group(1), label)
    return text.replace("&amp;", "&")


def words(text):
    return text.split()


def read_with_pygraphviz(report, folder, wanted):
    graph = pygraphviz.AGraph(str(folder / "graph.dot"))
    name = {n: plain(str(n)) for n in graph.nodes()}
    report.equal(f"{folder.name}: node ids", sorted(name.values()), sorted(wanted.nodes))
    for node in graph.nodes():
        record = wanted.nodes[name[node]]
        report.equal("entity_type", plain(node.attr["entity_type"]), record["entity_type"])
        # Labels are wrapped: the words are the same.
        report.equal("label", words(unescaped(node.attr["label"])), words(record["label"]))
    edges = {}
    for ends in graph.edges(keys=True):
        edge = graph.get_edge(*ends)
        key = plain(edge.attr["id"])
        edges[key] = (name[edge[0]], name[edge[1]])
        record = wanted.edges[key]
        report.equal("relation", plain(edge.attr["relation"]), record["relation"])
        report.equal("relation_label", unescaped(edge.attr["label"]), record["relation_label"])
        report.equal("role", plain(edge.attr["role"] or ""), record.get("role", ""))
        report.equal("status", edge.attr["status"], record["status"])
        report.equal("evidence_count", edge.attr["evidence_count"], str(record["weight"]))
        if "evidence" in record:
            report.equal("tooltip", words(unescaped(edge.attr["tooltip"])), words(record["evidence"][0]))
            report.equal("URL", unescaped(edge.attr["URL"] or ""), record["evidence_urls"][0])
    report.equal(f"{folder.name}: edges", edges, wanted.ends)


def main():
    report = Report()
    for folder in folders():
        wanted = Graph(folder)
        dot = str(folder / "graph.dot")
        canonical = run(report, f"{folder.name}: dot -Tcanon", "dot", "-Tcanon", dot)
        again = subprocess.run(["dot", "-Tcanon"], input=canonical, capture_output=True, check=True).stdout
        report.equal(f"{folder.name}: canonical form is stable", again, canonical)
        run(report, f"{folder.name}: nop", "nop", dot)
        counts = run(report, f"{folder.name}: gc", "gc", "-n", "-e", dot).split() if wanted.nodes else [b"0", b"0"]
        report.equal(f"{folder.name}: counts", [int(c) for c in counts[:2]], [len(wanted.nodes), len(wanted.edges)])
        if pygraphviz is not None:
            read_with_pygraphviz(report, folder, wanted)
        svg = ElementTree.parse(folder / "graph.svg").getroot()
        report.equal(f"{folder.name}: svg", svg.tag, "{http://www.w3.org/2000/svg}svg")
        shown = " ".join("".join(text.itertext()) for text in svg.iter("{http://www.w3.org/2000/svg}text"))
        for record in wanted.nodes.values():
            for word in words(record["label"])[:3]:
                report.equal(f"{folder.name}: the drawing shows {ascii(word)}", word in shown, True)
        report.equal(f"{folder.name}: png", pathlib.Path(folder / "graph.png").read_bytes()[:4], b"\x89PNG")
        report.equal(f"{folder.name}: pdf", pathlib.Path(folder / "graph.pdf").read_bytes()[:4], b"%PDF")
    if pygraphviz is None:
        print("pygraphviz is not installed (Debian: python3-pygraphviz): attributes were not compared")
    report.done()


main()
