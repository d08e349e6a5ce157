// SPDX-License-Identifier: Apache-2.0
// node read.mjs SAMPLES: reads GraphML, GEXF and JSON as Gephi Lite does and prints what it found, a line a file.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DOMParser } from "@xmldom/xmldom";
import { MultiDirectedGraph, MultiGraph } from "graphology";
import gexf from "graphology-gexf";
import graphml from "graphology-graphml";

const samples = process.argv[2];
globalThis.DOMParser ??= DOMParser;

// What each format says beside the graph's own attributes.
const FORMATS = {
  "graph.graphml": {
    read: (text) => graphml.parse(MultiDirectedGraph, text),
    node: ({ labels, ...rest }) => rest,
    edge: ({ label, interaction, ...rest }) => rest,
  },
  "graph.gexf": {
    read: (text) => gexf.parse(MultiGraph, text),
    node: ({ x, y, z, size, color, ...rest }) => rest,
    edge: ({ kind, label, ...rest }) => rest,
  },
  "graph-1.2.gexf": {
    read: (text) => gexf.parse(MultiGraph, text),
    node: ({ x, y, z, size, color, ...rest }) => rest,
    edge: ({ kind, label, ...rest }) => rest,
  },
  "graph.graphology.json": {
    read: (text) => MultiDirectedGraph.from(JSON.parse(text)),
    node: ({ x, y, size, color, ...rest }) => {
      for (const value of [x, y, size]) if (!Number.isFinite(value)) throw new Error("sigma needs x, y and size");
      return rest;
    },
    edge: ({ kind, label, ...rest }) => rest,
  },
};

for (const sample of ["two_nodes", "hostile", "empty"]) {
  for (const [file, { read, node, edge }] of Object.entries(FORMATS)) {
    const graph = read(readFileSync(join(samples, sample, file), "utf8"));
    const result = { sample, file, nodes: {}, edges: {}, ends: {} };
    graph.forEachNode((key, attributes) => { result.nodes[key] = node(attributes); });
    graph.forEachEdge((key, attributes, source, target) => {
      result.edges[key] = edge(attributes);
      result.ends[key] = [source, target];
    });
    console.log(JSON.stringify(result));
  }
}
