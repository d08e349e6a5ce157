// The visible part of the map as a picture: one list of shapes, drawn to SVG or, three times as fine, to PNG.
import type { Network, NodeType } from "./data";
import type { NetworkMap } from "./map";
import { nodeType } from "./language";

interface Line { x1: number; y1: number; x2: number; y2: number; width: number; color: string }
interface Dot { x: number; y: number; radius: number; color: string }
interface Text { x: number; y: number; points: number; text: string; weight: number; color: string; halo: boolean; serif: boolean }
export interface Scene { width: number; height: number; ground: string; lines: Line[]; dots: Dot[]; texts: Text[] }

const SANS = '"Be Vietnam Pro", "Noto Sans", "DejaVu Sans", Arial, sans-serif';
const SERIF = '"Newsreader", "Noto Serif", Georgia, serif';

export function scene(map: NetworkMap, network: Network, colors: string[], words: { title: string; credit: string },
                      ink: { ground: string; text: string; quiet: string }): Scene {
  const { sigma } = map;
  const { width, height } = sigma.getDimensions();
  const result: Scene = { width, height, ground: ink.ground, lines: [], dots: [], texts: [] };
  const inside = (x: number, y: number, margin: number) => x > -margin && y > -margin && x < width + margin && y < height + margin;
  const place = (key: string) => {
    const data = sigma.getNodeDisplayData(key)!;
    return { data, ...sigma.framedGraphToViewport(data), radius: sigma.scaleSize(data.size) };
  };
  for (const pair of network.pairs) {
    const look = sigma.getEdgeDisplayData(String(pair.index));
    if (!look || look.hidden) continue;
    const a = place(String(pair.a.index)), b = place(String(pair.b.index));
    if (Math.max(a.x, b.x) < 0 || Math.min(a.x, b.x) > width || Math.max(a.y, b.y) < 0 || Math.min(a.y, b.y) > height) continue;
    result.lines.push({ x1: a.x, y1: a.y, x2: b.x, y2: b.y, width: Math.max(0.5, sigma.scaleSize(look.size)), color: look.color });
  }
  const types = new Map<NodeType, string>();
  const drawn = network.nodes.map((node) => ({ node, ...place(String(node.index)) }))
    .filter(({ data, x, y, radius }) => !data.hidden && inside(x, y, radius))
    .sort((a, b) => a.data.zIndex - b.data.zIndex);
  for (const { node, data, x, y, radius } of drawn) {
    result.dots.push({ x, y, radius, color: data.color });
    types.set(network.nodeTypes[node.type]!, colors[node.type]!);
  }
  for (const label of map.labels.labels) result.texts.push({ ...label, color: ink.text, halo: true, serif: false });
  result.texts.push({ x: 24, y: 40, points: 24, text: words.title, weight: 500, color: ink.text, halo: true, serif: true });
  let y = height - 20;
  result.texts.push({ x: 24, y, points: 10.5, text: words.credit, weight: 400, color: ink.quiet, halo: true, serif: false });
  y -= 22;
  for (const [type, color] of [...types].reverse()) {
    result.dots.push({ x: 29, y: y - 4, radius: 5, color });
    result.texts.push({ x: 42, y, points: 12, text: nodeType(type), weight: 400, color: ink.text, halo: true, serif: false });
    y -= 18;
  }
  return result;
}

const escape = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
  .replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const round = (value: number): string => String(Math.round(value * 10) / 10);

export function toSvg(s: Scene): string {
  const parts = [`<svg xmlns="http://www.w3.org/2000/svg" width="${s.width}" height="${s.height}" viewBox="0 0 ${s.width} ${s.height}">`,
    `<rect width="100%" height="100%" fill="${s.ground}"/>`, '<g stroke-linecap="round">'];
  for (const l of s.lines) {
    parts.push(`<line x1="${round(l.x1)}" y1="${round(l.y1)}" x2="${round(l.x2)}" y2="${round(l.y2)}" stroke="${l.color}" stroke-width="${round(l.width)}"/>`);
  }
  parts.push("</g>");
  for (const d of s.dots) parts.push(`<circle cx="${round(d.x)}" cy="${round(d.y)}" r="${round(d.radius)}" fill="${d.color}"/>`);
  for (const t of s.texts) {
    const halo = t.halo ? ` stroke="${s.ground}" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke"` : "";
    parts.push(`<text x="${round(t.x)}" y="${round(t.y)}" font-family="${escape(t.serif ? SERIF : SANS)}" font-size="${round(t.points)}" font-weight="${t.weight}" fill="${t.color}"${halo}>${escape(t.text)}</text>`);
  }
  return parts.join("\n") + "\n</svg>\n";
}

export function toPng(s: Scene): Promise<Blob> {
  const scale = 3;
  const canvas = document.createElement("canvas");
  canvas.width = s.width * scale;
  canvas.height = s.height * scale;
  const context = canvas.getContext("2d")!;
  context.scale(scale, scale);
  context.fillStyle = s.ground;
  context.fillRect(0, 0, s.width, s.height);
  context.lineCap = context.lineJoin = "round";
  for (const l of s.lines) {
    context.strokeStyle = l.color;
    context.lineWidth = l.width;
    context.beginPath();
    context.moveTo(l.x1, l.y1);
    context.lineTo(l.x2, l.y2);
    context.stroke();
  }
  for (const d of s.dots) {
    context.fillStyle = d.color;
    context.beginPath();
    context.arc(d.x, d.y, d.radius, 0, Math.PI * 2);
    context.fill();
  }
  for (const t of s.texts) {
    context.font = `${t.weight} ${t.points}px ${t.serif ? SERIF : SANS}`;
    context.strokeStyle = s.ground;
    context.lineWidth = 3.5;
    if (t.halo) context.strokeText(t.text, t.x, t.y);
    context.fillStyle = t.color;
    context.fillText(t.text, t.x, t.y);
  }
  return new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture"))), "image/png"));
}

export function download(name: string, blob: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
