// The page's words, in Vietnamese and English; names of types come with the graph, in both where its rules give them.
import en from "../messages/en.json";
import vi from "../messages/vi.json";
import { STATUSES, type Edge, type EdgeType, type Node, type NodeType } from "./data";

export type Language = "vi" | "en";
export type Key = keyof typeof en;
const messages: Record<Language, Record<Key, string>> = { vi, en };

let language: Language = "en";
export const current = (): Language => language;
export function use(next: Language): void {
  language = next;
  document.documentElement.lang = next;
}

/** The message of `key` with {name} filled in. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  return messages[language][key].replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

export const number = (value: number): string =>
  value.toLocaleString(language === "vi" ? "vi-VN" : "en-GB", { maximumFractionDigits: 4 });

/** "6 Nov 2024", "11/2024", "2024": as precise as the date given. */
export function date(iso: string): string {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(iso);
  if (!parts) return iso.includes("/") ? iso.split("/").map(date).join(" – ") : iso;
  if (!parts[2]) return parts[1]!;
  const day = new Date(Date.UTC(+parts[1]!, +parts[2] - 1, +(parts[3] ?? 1)));
  if (language === "vi") return parts[3] ? `${+parts[3]}/${+parts[2]}/${parts[1]}` : `${+parts[2]}/${parts[1]}`;
  return day.toLocaleDateString("en-GB", { day: parts[3] ? "numeric" : undefined, month: "short", year: "numeric", timeZone: "UTC" });
}

// "ORGANIZED_BY" and "NewsAgency" as words, for types that have no label.
const words = (name: string): string =>
  (/[a-z]/.test(name) ? name.replace(/([a-z])([A-Z])/g, "$1 $2") : name.toLowerCase()).replace(/_/g, " ");

export const nodeType = (type: NodeType): string => (language === "vi" ? type.vi : type.en) || words(type.name);
export const edgeType = (type: EdgeType): string => (language === "vi" ? type.vi : type.en) || words(type.name);
export const status = (index: number): string => t(`status.${STATUSES[index]!}` as Key);
export const nodeName = (node: Node): string => (language === "en" && node.labelEn) || node.label || node.id;
export const secondName = (node: Node): string => {
  const second = language === "en" ? node.label : node.labelEn;
  return second === nodeName(node) ? "" : second;
};
export function relation(edge: Edge, types: EdgeType[]): string {
  const name = edgeType(types[edge.type]!);
  return edge.role ? `${name}: ${edge.role}` : name;
}
export function attribute(key: string): string {
  const known = `attribute.${key}` as Key;
  return known in en ? t(known) : words(key);
}
