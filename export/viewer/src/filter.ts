// What of the network is shown: by type of node, relation, status, number of sentences, and time.
import type { Edge, Network, Node, Pair } from "./data";

export interface Filter {
  nodeTypesOff: Set<number>;
  edgeTypesOff: Set<number>;
  statusesOff: Set<number>;
  minSentences: number;
  from: number | null;  // day, inclusive; null: open. Undated edges show only while both ends are open.
  to: number | null;
}

export const noFilter = (): Filter => ({ nodeTypesOff: new Set(), edgeTypesOff: new Set(), statusesOff: new Set(),
  minSentences: 1, from: null, to: null });

export const isFiltering = (f: Filter): boolean => f.nodeTypesOff.size + f.edgeTypesOff.size + f.statusesOff.size > 0 ||
  f.minSentences > 1 || f.from !== null || f.to !== null;

/** The part that passes a filter. */
export class View {
  readonly edges: Uint8Array;
  readonly nodes: Uint8Array;
  readonly degree: Uint32Array;   // visible neighbours
  readonly weight: Float64Array;  // sentences behind the visible edges of a pair; 0: pair hidden
  nodeCount = 0;
  edgeCount = 0;

  constructor(network: Network, filter: Filter) {
    this.edges = new Uint8Array(network.edges.length);
    this.nodes = new Uint8Array(network.nodes.length);
    this.degree = new Uint32Array(network.nodes.length);
    this.weight = new Float64Array(network.pairs.length);
    for (const edge of network.edges) {
      if (passes(edge, filter)) {
        this.edges[edge.index] = 1;
        this.edgeCount++;
        this.nodes[edge.source.index] = this.nodes[edge.target.index] = 1;
      }
    }
    for (const pair of network.pairs) {
      for (const edge of pair.edges) if (this.edges[edge.index]) this.weight[pair.index]! += edge.weight;
      if (this.weight[pair.index]) {
        this.degree[pair.a.index]!++;
        this.degree[pair.b.index]!++;
      }
    }
    // A node that nothing connects in the whole graph shows while no filter speaks of relations.
    const relations = filter.edgeTypesOff.size + filter.statusesOff.size > 0 || filter.minSentences > 1 ||
      filter.from !== null || filter.to !== null;
    for (const node of network.nodes) {
      if (!relations && node.pairs.length + node.loops.length === 0 && !filter.nodeTypesOff.has(node.type)) {
        this.nodes[node.index] = 1;
      }
      this.nodeCount += this.nodes[node.index]!;
    }
  }

  node = (node: Node): boolean => this.nodes[node.index] === 1;
  edge = (edge: Edge): boolean => this.edges[edge.index] === 1;
  pair = (pair: Pair): boolean => this.weight[pair.index]! > 0;
}

function passes(edge: Edge, f: Filter): boolean {
  if (f.nodeTypesOff.has(edge.source.type) || f.nodeTypesOff.has(edge.target.type)) return false;
  if (f.edgeTypesOff.has(edge.type) || f.statusesOff.has(edge.status) || edge.weight < f.minSentences) return false;
  if (f.from === null && f.to === null) return true;
  return edge.days.some((day) => (f.from === null || day >= f.from) && (f.to === null || day <= f.to));
}
