// The drawing: sigma over a graphology graph with a node a name and an edge a pair of names. It knows nothing of panels.
import Graph from "graphology";
import Sigma from "sigma";
import type { Network, Node, Pair } from "./data";
import type { View } from "./filter";
import { mix } from "./colors";
import { LabelLayer, type Candidate } from "./labels";
import { nodeName } from "./language";

/** What is lifted out of the picture; the rest fades. */
export interface Focus { nodes: Set<Node>; pairs: Set<Pair>; main: Set<Node> }

export interface MapEvents {
  onNode(node: Node): void;
  onPair(pair: Pair): void;
  onGround(): void;
  onHover(what: Node | Pair | null, at: { x: number; y: number } | null): void;
}

export interface Ink { ground: string; text: string; line: string; faintLine: string; strongLine: string }

export const shortName = (name: string, limit = 34): string =>
  name.length > limit ? [...name].slice(0, limit - 1).join("").trimEnd() + "…" : name;

const REACH = 6;  // pixels
const reducedMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export class NetworkMap {
  readonly sigma: Sigma;
  readonly labels: LabelLayer;
  private readonly graph = new Graph({ type: "undirected", allowSelfLoops: false });
  private view: View;
  private focus: Focus | null = null;
  private hovered: Node | null = null;
  /** Pixels of the stage, from its right, that a panel covers: no name is put there. */
  coveredRight = 0;
  private readonly strength: number;  // of lines: the more lines, the fainter each
  private ink: Ink;

  constructor(container: HTMLElement, private readonly network: Network, private readonly colors: string[], view: View,
              ink: Ink, events: MapEvents) {
    this.view = view;
    this.ink = ink;
    this.strength = Math.min(1, Math.max(0.55, Math.sqrt(3000 / (network.pairs.length + 1))));
    for (const node of network.nodes) {
      this.graph.addNode(String(node.index), { x: node.x, y: node.y, size: node.radius, label: node.label });
    }
    for (const pair of network.pairs) {
      this.graph.addEdgeWithKey(String(pair.index), String(pair.a.index), String(pair.b.index), {});
    }
        this.sigma = new Sigma(this.graph, container, {
      allowInvalidContainer: true,
      itemSizesReference: "positions",
      zoomToSizeRatioFunction: (ratio) => Math.pow(ratio, 0.8),
      autoRescale: true,
      stagePadding: 44,
      minCameraRatio: 0.01,
      maxCameraRatio: 4,
      minEdgeThickness: network.pairs.length < 3000 ? 1.5 : 1,
      renderLabels: false,
      hideEdgesOnMove: network.pairs.length > 40000,
      zIndex: true,
      nodeReducer: (key) => this.nodeLook(network.nodes[+key]!) as any,
      edgeReducer: (key) => this.pairLook(network.pairs[+key]!) as any,
      defaultDrawNodeHover: () => {},
    });
    this.sigma.setCustomBBox(this.box());
    this.labels = new LabelLayer(this.sigma, container, () => this.candidates(), () => this.ink, () => this.coveredRight, network.nodes.length > 1500 ? 70 : 110);
    this.sigma.refresh();
    const cursor = (style: string) => { container.style.cursor = style; };
    this.sigma.on("clickNode", ({ node }) => events.onNode(network.nodes[+node]!));
    let overNode = false;
    let overPair: Pair | null = null;
    const over = (pair: Pair | null, at: { x: number; y: number }) => {
      if (pair === overPair) return;
      overPair = pair;
      cursor(pair ? "pointer" : "");
      events.onHover(pair, at);
    };
    this.sigma.on("clickStage", ({ event }) => {
      const pair = this.pairAt(event.x, event.y);
      if (pair) events.onPair(pair); else events.onGround();
    });
    this.sigma.on("enterNode", ({ node, event }) => {
      overNode = true;
      overPair = null;
      cursor("pointer");
      events.onHover(network.nodes[+node]!, event);
    });
    this.sigma.on("leaveNode", () => { overNode = false; cursor(""); events.onHover(null, null); });
    this.sigma.on("moveBody", ({ event }) => { if (!overNode) over(this.pairAt(event.x, event.y), event); });
    this.sigma.on("leaveStage", () => over(null, { x: 0, y: 0 }));
    container.querySelectorAll("canvas").forEach((canvas) => canvas.setAttribute("aria-hidden", "true"));
  }

  // The frame of the whole picture; never so small that three nodes fill the screen.
  private box(): { x: [number, number]; y: [number, number] } {
    const range = (values: number[], least: number): [number, number] => {
      let low = Infinity, high = -Infinity;
      for (const value of values) { low = Math.min(low, value); high = Math.max(high, value); }
      const middle = (low + high) / 2, half = Math.max((high - low) / 2, least);
      return [middle - half, middle + half];
    };
    return { x: range(this.network.nodes.map((node) => node.x), 180), y: range(this.network.nodes.map((node) => node.y), 130) };
  }

  private nodeLook(node: Node): Record<string, unknown> {
    const color = this.colors[node.type]!;
    const look = { x: node.x, y: node.y, size: node.radius, color, zIndex: 1, hidden: !this.view.node(node), label: null };
    if (!this.focus || look.hidden) return look;
    if (this.focus.main.has(node)) return { ...look, zIndex: 3 };
    if (this.focus.nodes.has(node)) return { ...look, zIndex: 2 };
    return { ...look, color: mix(color, this.ink.ground, 0.2), zIndex: 0 };
  }

  // Names: of what is in focus, else of all dots that are not too small to carry one.
  private candidates(): Candidate[] {
    const result: Candidate[] = [];
    const { focus, sigma } = this;
    for (const node of focus ? new Set([...focus.nodes, ...(this.hovered ? [this.hovered] : [])]) : this.network.nodes) {
      if (!this.view.node(node)) continue;
      const data = sigma.getNodeDisplayData(String(node.index));
      if (!data) continue;
      const radius = sigma.scaleSize(node.radius);
      const strong = node === this.hovered || (focus?.main.has(node) ?? false);
      if (!focus && !strong && radius < 1.6) continue;
      const { x, y } = sigma.framedGraphToViewport(data);
      result.push({ x, y, radius, text: shortName(nodeName(node), strong ? 60 : 34), rank: node.radius, must: focus !== null, strong });
    }
    return result;
  }

  private pairLook(pair: Pair): Record<string, unknown> {
    const weight = this.view.weight[pair.index]!;
    if (!weight) return { hidden: true };
    const size = 1 + 0.8 * Math.min(8, Math.log2(weight));
    if (!this.focus) return { size, color: mix(this.ink.line, this.ink.ground, this.strength), zIndex: 0, hidden: false };
    if (this.focus.pairs.has(pair)) return { size: size + 0.9, color: this.ink.strongLine, zIndex: 1, hidden: false };
    return { size: size * 0.7, color: mix(this.ink.faintLine, this.ink.ground, this.strength), zIndex: 0, hidden: false };
  }

  /** Names one node beside what is in focus; cheap, as nothing else is drawn anew. */
  setHovered(node: Node | null): void { this.hovered = node; this.sigma.scheduleRender(); }
  setView(view: View): void { this.view = view; this.sigma.scheduleRefresh(); }
  setFocus(focus: Focus | null): void { this.focus = focus; this.sigma.scheduleRefresh({ layoutUnchange: true }); }
  setInk(ink: Ink): void { this.ink = ink; this.sigma.scheduleRefresh({ layoutUnchange: true }); }

  /** The line nearest to a point of the stage, within a few pixels: lines are thinner than a hand is steady. */
  private pairAt(x: number, y: number): Pair | null {
    // In the graph's own units: the frame's are not at hand between a refresh and its drawing.
    const at = this.sigma.viewportToGraph({ x, y });
    const side = this.sigma.viewportToGraph({ x: x + REACH, y });
    let best: Pair | null = null;
    let nearest = (side.x - at.x) ** 2 + (side.y - at.y) ** 2;
    for (const pair of this.network.pairs) {
      if (!this.view.pair(pair)) continue;
      const { a, b } = pair;
      const dx = b.x - a.x, dy = b.y - a.y;
      const along = Math.max(0, Math.min(1, ((at.x - a.x) * dx + (at.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
      const distance = (a.x + along * dx - at.x) ** 2 + (a.y + along * dy - at.y) ** 2;
      if (distance < nearest) { nearest = distance; best = pair; }
    }
    return best;
  }

  /** Brings nodes into the part of the picture that no panel covers; `right` and `bottom` are covered, in pixels. */
  show(nodes: Node[], right: number, bottom: number): void {
    // Places are in the frame's units only after sigma has processed what was refreshed.
    this.sigma.once("afterRender", () => {
      const places = nodes.map((node) => this.sigma.getNodeDisplayData(String(node.index))).filter((data) => data !== undefined);
      if (!places.length) return;
      const xs = places.map((p) => p.x), ys = places.map((p) => p.y);
      const [west, east] = [Math.min(...xs), Math.max(...xs)], [low, high] = [Math.min(...ys), Math.max(...ys)];
      const camera = this.sigma.getCamera();
      const { width, height } = this.sigma.getDimensions();
      // One unit of the frame is about the smaller side of the stage at ratio 1.
      const unit = Math.max(1, Math.min(width, height) - 88);
      const free = { x: Math.max(120, width - right - 220), y: Math.max(120, (height - bottom) * 0.7) };
      const wanted = Math.max(((east - west) * unit) / free.x, ((high - low) * unit) / free.y);
      const ratio = nodes.length === 1 ? Math.min(camera.ratio, 0.6) : Math.min(Math.max(wanted, 0.15), 1.5);
      const shift = { x: (right / 2 / unit) * ratio, y: (bottom / 2 / unit) * ratio };
      camera.animate({ x: (west + east) / 2 + shift.x, y: (low + high) / 2 - shift.y, ratio }, { duration: reducedMotion() ? 0 : 450 });
    });
    this.sigma.scheduleRender();
  }

  /** Whether a node is out of sight, or under the `right` or `bottom` pixels of the stage that a panel covers. */
  isCovered(node: Node, right: number, bottom: number): boolean {
    const { x, y } = this.sigma.graphToViewport(node);
    const { width, height } = this.sigma.getDimensions();
    return x < 0 || y < 0 || x > width - right || y > height - bottom;
  }

  zoom(factor: number): void {
    const camera = this.sigma.getCamera();
    camera.animate({ ratio: Math.min(4, Math.max(0.01, camera.ratio * factor)) }, { duration: reducedMotion() ? 0 : 180 });
  }
  move(dx: number, dy: number): void {
    const camera = this.sigma.getCamera();
    camera.setState({ x: camera.x + dx * camera.ratio, y: camera.y + dy * camera.ratio });
  }
  fit(): void {
    this.sigma.getCamera().animate({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }, { duration: reducedMotion() ? 0 : 350 });
  }
}
