// SPDX-License-Identifier: Apache-2.0
// node read.mjs SAMPLES: Cytoscape.js reads .cyjs; prints what it found, a line a file.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import cytoscape from "cytoscape";

for (const sample of ["two_nodes", "hostile", "empty"]) {
  const file = "graph.cyjs";
  const read = JSON.parse(readFileSync(join(process.argv[2], sample, file), "utf8"));
  const graph = cytoscape({ headless: true, elements: read.elements });
  const result = { sample, file, nodes: {}, edges: {}, ends: {} };
  graph.nodes().forEach((node) => {
    const { id, value, name, ...rest } = node.data();
    if (value !== id || name !== rest.label) throw new Error(`${sample}: name or value of node ${id}`);
    const { x, y } = node.position();
    if (!Number.isFinite(x) || !Number.isFinite(y)) throw new Error(`${sample}: place of node ${id}`);
    result.nodes[id] = rest;
  });
  graph.edges().forEach((edge) => {
    const { id, key, source, target, interaction, name, ...rest } = edge.data();
    if (interaction !== rest.relation || name !== rest.relation_label) throw new Error(`${sample}: name of edge ${id}`);
    result.edges[id] = rest;
    result.ends[id] = [source, target];
  });
  console.log(JSON.stringify(result));
}
