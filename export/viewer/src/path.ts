// The shortest way between two nodes through what is shown; among equally short ways one whose links have the most
// sentences behind them.
import { other, type Node, type Pair } from "./data";
import type { View } from "./filter";

export interface Path { nodes: Node[]; pairs: Pair[] }

export function shortestPath(from: Node, to: Node, view: View): Path | null {
  const best = new Map<Node, { steps: number; weight: number; via: Pair | null }>([[from, { steps: 0, weight: 0, via: null }]]);
  let front = [from];
  while (front.length && !best.has(to)) {
    const next = new Set<Node>();
    for (const node of front) {
      const here = best.get(node)!;
      for (const pair of node.pairs) {
        if (!view.pair(pair)) continue;
        const neighbour = other(pair, node);
        const weight = here.weight + Math.log2(1 + view.weight[pair.index]!);
        const known = best.get(neighbour);
        if (known && (known.steps <= here.steps || known.weight >= weight)) continue;
        best.set(neighbour, { steps: here.steps + 1, weight, via: pair });
        next.add(neighbour);
      }
    }
    front = [...next];
  }
  if (!best.has(to)) return null;
  const path: Path = { nodes: [to], pairs: [] };
  for (let node = to; node !== from;) {
    const pair = best.get(node)!.via!;
    node = other(pair, node);
    path.pairs.unshift(pair);
    path.nodes.unshift(node);
  }
  return path;
}
