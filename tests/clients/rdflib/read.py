# SPDX-License-Identifier: Apache-2.0
"""rdflib reads N-Quads and Turtle; raptor, where it is, counts the same statements."""
import shutil
import subprocess

from expected import Graph, Report, folders, skip

try:
    import rdflib
    from rdflib.namespace import RDF, RDFS, SKOS, XSD
except ImportError:
    skip("rdflib is not installed (Debian: python3-rdflib)")

NG = rdflib.Namespace("urn:newsgraph:term:")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")


def texts(graph, subject, predicate):
    return sorted(str(o) for o in graph.objects(subject, predicate))


def check(report, name, graph, wanted):
    nodes = {str(o): s for s, o in graph.subject_objects(NG.id) if str(s).startswith("urn:newsgraph:node:")}
    claims = {str(o): s for s, o in graph.subject_objects(NG.id) if str(s).startswith("urn:newsgraph:claim:")}
    report.equal(f"{name}: node ids", sorted(nodes), sorted(wanted.nodes))
    report.equal(f"{name}: edge ids", sorted(claims), sorted(wanted.edges))
    for key, subject in nodes.items():
        node = wanted.nodes[key]
        report.equal(f"{name}: label", texts(graph, subject, RDFS.label), [node["label"]])
        report.equal(f"{name}: aliases", texts(graph, subject, SKOS.altLabel), sorted(a for a in node.get("aliases", []) if a))
        report.equal(f"{name}: mentions", [int(o) for o in graph.objects(subject, NG.mentions)], [node["mentions"]])
        report.equal(f"{name}: gazetteer", texts(graph, subject, NG.gazetteer), [node["gazetteer"]] if "gazetteer" in node else [])
        report.equal(f"{name}: articles", len(list(graph.objects(subject, PROV.wasDerivedFrom))), len(node.get("articles", [])))
    for key, claim in claims.items():
        edge, (source, target) = wanted.edges[key], wanted.ends[key]
        report.equal(f"{name}: ends", (graph.value(claim, RDF.subject), graph.value(claim, RDF.object)), (nodes[source], nodes[target]))
        report.equal(f"{name}: status", texts(graph, claim, NG.status), [edge["status"]])
        report.equal(f"{name}: role", texts(graph, claim, NG.role), [edge["role"]] if "role" in edge else [])
        report.equal(f"{name}: weight", [int(o) for o in graph.objects(claim, NG.weight)], [edge["weight"]])
        said = sorted(str(graph.value(e, PROV.value)) for e in graph.objects(claim, PROV.wasDerivedFrom))
        report.equal(f"{name}: evidence", said, sorted(edge.get("evidence", [])))
        asserted = (nodes[source], graph.value(claim, RDF.predicate), nodes[target]) in graph
        also = any(wanted.ends[k] == (source, target) and e["relation"] == edge["relation"] and e["status"] in ("stated", "reported")
                   for k, e in wanted.edges.items())
        report.equal(f"{name}: {edge['status']} is asserted", asserted, also)
    dates = {o.datatype for o in graph.objects(None, NG.first_date) if o.datatype}
    report.equal(f"{name}: dates are typed", dates <= {XSD.date, XSD.gYear, XSD.gYearMonth}, True)


def main():
    report = Report()
    for folder in folders():
        wanted = Graph(folder)
        turtle = rdflib.Graph().parse(str(folder / "graph.ttl"), format="turtle")
        quads = rdflib.ConjunctiveGraph()
        quads.parse(str(folder / "graph.nq"), format="nquads")
        check(report, f"{folder.name} turtle", turtle, wanted)
        check(report, f"{folder.name} nquads", quads, wanted)
        report.equal(f"{folder.name}: the same statements", len(turtle), len(quads))
        if shutil.which("rapper"):
            for syntax, file in (("turtle", "graph.ttl"), ("nquads", "graph.nq")):
                done = subprocess.run(["rapper", "-q", "-c", "-i", syntax, str(folder / file)], capture_output=True, check=False)
                report.equal(f"{folder.name}: raptor reads {file}", (done.returncode, done.stderr), (0, b""))
    print(f"rdflib {rdflib.__version__}")
    report.done()


main()
