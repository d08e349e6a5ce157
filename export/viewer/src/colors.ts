// One colour a type. Known types keep theirs in every graph; others take the free ones in order of their names.
// All stand out 3:1 or more from both the light and the dark ground.
import type { NodeType } from "./data";

const KNOWN: Record<string, string> = {
  Person: "#c4543a", Organization: "#3b74a8", Company: "#6a86c9", Province: "#4f8f4a", Place: "#7f9440", Country: "#8a68b4",
  Event: "#bf831d", Work: "#2f8c86", Project: "#2f8c86", Document: "#97714c", Programme: "#b9557d", Program: "#b9557d",
};
const OTHERS = ["#6f7f8f", "#a0625f", "#5b8aa6", "#8d8b3a", "#9a6aa0", "#4d9271", "#b07a4a", "#7b78b8"];

export function typeColors(types: NodeType[]): string[] {
  const used = new Set(types.map((type) => KNOWN[type.name]).filter(Boolean));
  const free = [...OTHERS, ...Object.values(KNOWN)].filter((color) => !used.has(color));
  const unknown = types.filter((type) => !KNOWN[type.name]).sort((a, b) => (a.name < b.name ? -1 : 1));
  const assigned = new Map(unknown.map((type, i) => [type.name, free[i % free.length]!]));
  return types.map((type) => KNOWN[type.name] ?? assigned.get(type.name)!);
}

/** `color` with `share` of its strength over `ground`. Both "#rrggbb". */
export function mix(color: string, ground: string, share: number): string {
  const part = (hex: string, i: number) => parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16);
  return "#" + [0, 1, 2].map((i) => Math.round(part(color, i) * share + part(ground, i) * (1 - share))
    .toString(16).padStart(2, "0")).join("");
}
