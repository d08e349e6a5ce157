// Names on the map, on a canvas of their own: large dots first, no name over another, to the right of its dot, else to
// the left or below.
import type Sigma from "sigma";

export interface Label { x: number; y: number; points: number; text: string; weight: number }
/** What may get a label: `rank` decides who comes first, `must` wins over collisions. */
export interface Candidate { x: number; y: number; radius: number; text: string; rank: number; must: boolean; strong: boolean }

export const FONT = '"Be Vietnam Pro", system-ui, "Segoe UI", "Noto Sans", sans-serif';

const CELL = 64;

interface Box { left: number; top: number; right: number; bottom: number }

class Occupied {
  private readonly cells = new Map<number, Box[]>();
  private *keys(box: Box): Generator<number> {
    for (let row = Math.floor(box.top / CELL); row <= Math.floor(box.bottom / CELL); row++) {
      for (let column = Math.floor(box.left / CELL); column <= Math.floor(box.right / CELL); column++) yield row * 100003 + column;
    }
  }
  hits(box: Box): boolean {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) ?? []) {
        if (box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom) return true;
      }
    }
    return false;
  }
  add(box: Box): void {
    for (const key of this.keys(box)) {
      const list = this.cells.get(key);
      if (list) list.push(box); else this.cells.set(key, [box]);
    }
  }
}

export function place(candidates: Candidate[], width: number, height: number, limit: number,
                      measure: (text: string, points: number, weight: number) => number): Label[] {
  const taken = new Occupied();
  const inside = candidates.filter((c) => c.x > -c.radius && c.y > -c.radius && c.x < width + c.radius && c.y < height + c.radius)
    .sort((a, b) => Number(b.strong) - Number(a.strong) || Number(b.must) - Number(a.must) || b.rank - a.rank);
  // A name may cross small dots, but not those large enough to be looked at.
  for (const c of inside) if (c.radius > 4.5 || c.strong) taken.add({ left: c.x - c.radius, right: c.x + c.radius, top: c.y - c.radius, bottom: c.y + c.radius });
  const labels: Label[] = [];
  for (const c of inside) {
    if (labels.length >= limit) break;
    const points = Math.min(16, 10.5 + c.radius * 0.28);
    const weight = c.strong ? 600 : 400;
    const wide = measure(c.text, points, weight);
    const gap = c.radius + (c.strong ? 7 : 4);
    const spots: [number, number][] = [[c.x + gap, c.y + points * 0.35], [c.x - gap - wide, c.y + points * 0.35],
      [c.x - wide / 2, c.y + c.radius + points + 1], [c.x - wide / 2, c.y - c.radius - 5]];
    const boxes = spots.map(([x, y]) => ({ left: x - 2, right: x + wide + 2, top: y - points, bottom: y + points * 0.3 }));
    let best = boxes.findIndex((box) => box.left > 2 && box.right < width - 2 && !taken.hits(box));
    if (best < 0) {
      if (!c.strong) continue;
      best = Math.max(0, boxes.findIndex((box) => box.left > 2 && box.right < width - 2));
    }
    taken.add(boxes[best]!);
    labels.push({ x: spots[best]![0], y: spots[best]![1], points, text: c.text, weight });
  }
  return labels;
}

/** The canvas over sigma's layers; draws again after each of its frames. */
export class LabelLayer {
  labels: Label[] = [];
  private readonly canvas = document.createElement("canvas");
  private readonly widths = new Map<string, number>();
  private width = 0;
  private height = 0;

  constructor(private readonly sigma: Sigma, container: HTMLElement, private readonly candidates: () => Candidate[],
              private readonly ink: () => { ground: string; text: string },
              private readonly coveredRight: () => number, private readonly limit: number) {
    Object.assign(this.canvas.style, { position: "absolute", inset: "0", pointerEvents: "none" });
    container.append(this.canvas);
    sigma.on("afterRender", () => this.draw());
  }

  /** After fonts have come. */
  forgetWidths(): void { this.widths.clear(); }

  private draw(): void {
    const { width, height } = this.sigma.getDimensions();
    const scale = devicePixelRatio || 1;
    if (this.width !== width * scale || this.height !== height * scale) {
      this.canvas.width = this.width = width * scale;
      this.canvas.height = this.height = height * scale;
      Object.assign(this.canvas.style, { width: `${width}px`, height: `${height}px` });
    }
    const context = this.canvas.getContext("2d")!;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    const ink = this.ink();
    const candidates = this.candidates();
    // A width at 10 points serves all sizes.
    this.labels = place(candidates, width - this.coveredRight(), height, this.limit, (text, points, weight) => {
      const key = `${weight}${text}`;
      let known = this.widths.get(key);
      if (known === undefined) {
        context.font = `${weight} 10px ${FONT}`;
        known = context.measureText(text).width;
        this.widths.set(key, known);
      }
      return (known * points) / 10;
    });
    for (const c of candidates) {
      if (!c.strong) continue;
      context.beginPath();
      context.arc(c.x, c.y, c.radius + 2.5, 0, Math.PI * 2);
      context.strokeStyle = ink.text;
      context.lineWidth = 1.6;
      context.stroke();
    }
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = ink.ground;
    context.fillStyle = ink.text;
    for (const label of this.labels) {
      context.font = `${label.weight} ${label.points}px ${FONT}`;
      context.strokeText(label.text, label.x, label.y);
      context.fillText(label.text, label.x, label.y);
    }
  }
}
