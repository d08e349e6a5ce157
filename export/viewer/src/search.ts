// Search that needs no diacritics: "lao cai" finds Lào Cai, "dang" finds Đặng. With diacritics typed, names that have
// them come first.
import type { Network, Node } from "./data";

export function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}+/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}

interface Entry { node: Node; name: string; folded: string; exact: string; isLabel: boolean }
export interface Hit { node: Node; name: string }

export class Index {
  private readonly entries: Entry[] = [];

  constructor(network: Network) {
    for (const node of network.nodes) {
      for (const name of new Set([node.label, node.labelEn, ...node.aliases])) {
        if (name) {
          this.entries.push({ node, name, folded: fold(name), exact: name.normalize("NFC").toLowerCase(),
            isLabel: name === node.label });
        }
      }
    }
  }

  /** The best `limit` nodes: whole name, then beginning, then beginning of a word, then anywhere; well connected first. */
  find(query: string, limit: number, keep: (node: Node) => boolean = () => true): Hit[] {
    const folded = fold(query.trim()).replace(/\s+/g, " ");
    const exact = query.trim().normalize("NFC").toLowerCase();
    if (!folded) return [];
    const best = new Map<Node, { score: number; name: string }>();
    for (const entry of this.entries) {
      const at = entry.folded.indexOf(folded);
      if (at < 0 || !keep(entry.node)) continue;
      let score = entry.folded === folded ? 4 : at === 0 ? 3 : ` ${entry.folded}`.includes(` ${folded}`) ? 2 : 1;
      if (entry.exact.includes(exact)) score += 0.5;
      if (entry.isLabel) score += 0.25;
      const known = best.get(entry.node);
      if (!known || known.score < score) best.set(entry.node, { score, name: entry.name });
    }
    return [...best]
      .sort(([a, x], [b, y]) => y.score - x.score || b.pairs.length - a.pairs.length || a.index - b.index)
      .slice(0, limit)
      .map(([node, { name }]) => ({ node, name }));
  }
}
