// The drawing: sigma over a graphology graph with a node a name and an edge a pair of names. It knows nothing of panels.
import Graph from "graphology";
import Sigma from "sigma";
import type { Network, Node, Pair } from "./data";
import type { View } from "./filter";
import { mix } from "./colors";
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

const FONT = '"Be Vietnam Pro", system-ui, "Segoe UI", "Noto Sans", sans-serif';
const reducedMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export class NetworkMap {
  readonly sigma: Sigma;
  private readonly graph = new Graph({ type: "undirected", allowSelfLoops: false });
  private view: View;
  private focus: Focus | null = null;
  private ink: Ink;

  constructor(container: HTMLElement, private readonly network: Network, private readonly colors: string[], view: View,
              ink: Ink, events: MapEvents) {
    this.view = view;
    this.ink = ink;
    for (const node of network.nodes) {
      this.graph.addNode(String(node.index), { x: node.x, y: node.y, size: node.radius, label: node.label });
    }
    for (const pair of network.pairs) {
      this.graph.addEdgeWithKey(String(pair.index), String(pair.a.index), String(pair.b.index), {});
    }
    const many = network.nodes.length > 1500;
    this.sigma = new Sigma(this.graph, container, {
      allowInvalidContainer: true,
      itemSizesReference: "positions",
      zoomToSizeRatioFunction: (ratio) => Math.pow(ratio, 0.8),
      autoRescale: true,
      stagePadding: 44,
      minCameraRatio: 0.01,
      maxCameraRatio: 4,
      minEdgeThickness: 0.6,
      labelFont: FONT,
      labelDensity: many ? 0.7 : 1.1,
      labelGridCellSize: many ? 110 : 90,
      labelRenderedSizeThreshold: many ? 4.5 : 3.5,
      enableEdgeEvents: true,
      hideEdgesOnMove: network.pairs.length > 40000,
      zIndex: true,
      nodeReducer: (key) => this.nodeLook(network.nodes[+key]!) as any,
      edgeReducer: (key) => this.pairLook(network.pairs[+key]!) as any,
      defaultDrawNodeLabel: (context, data) => this.drawLabel(context, data as any, false),
      defaultDrawNodeHover: (context, data) => this.drawLabel(context, data as any, true),
    });
    this.sigma.setCustomBBox(this.box());
    this.sigma.refresh();
    const cursor = (style: string) => { container.style.cursor = style; };
    this.sigma.on("clickNode", ({ node }) => events.onNode(network.nodes[+node]!));
    this.sigma.on("clickEdge", ({ edge }) => events.onPair(network.pairs[+edge]!));
    this.sigma.on("clickStage", () => events.onGround());
    this.sigma.on("enterNode", ({ node, event }) => { cursor("pointer"); events.onHover(network.nodes[+node]!, event); });
    this.sigma.on("leaveNode", () => { cursor(""); events.onHover(null, null); });
    this.sigma.on("enterEdge", ({ edge, event }) => { cursor("pointer"); events.onHover(network.pairs[+edge]!, event); });
    this.sigma.on("leaveEdge", () => { cursor(""); events.onHover(null, null); });
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
    if (!this.view.node(node)) return { hidden: true, x: node.x, y: node.y, size: node.radius };
    const look = { x: node.x, y: node.y, size: node.radius, color, label: shortName(nodeName(node)), zIndex: 1,
      index: node.index, hidden: false, forceLabel: false, highlighted: false };
    if (!this.focus) return look;
    if (this.focus.main.has(node)) return { ...look, zIndex: 3, forceLabel: true, main: true };
    if (this.focus.nodes.has(node)) return { ...look, zIndex: 2, forceLabel: this.focus.nodes.size <= 24 };
    return { ...look, color: mix(color, this.ink.ground, 0.2), label: null, zIndex: 0 };
  }

  private pairLook(pair: Pair): Record<string, unknown> {
    const weight = this.view.weight[pair.index]!;
    if (!weight) return { hidden: true };
    const size = 0.7 + 0.8 * Math.log2(weight);
    if (!this.focus) return { size, color: this.ink.line, zIndex: 0, hidden: false };
    if (this.focus.pairs.has(pair)) return { size: size + 0.9, color: this.ink.strongLine, zIndex: 1, hidden: false };
    return { size: size * 0.7, color: this.ink.faintLine, zIndex: 0, hidden: false };
  }

  private drawLabel(context: CanvasRenderingContext2D, data: { x: number; y: number; size: number; label: string | null;
                    color: string; index?: number; main?: boolean }, hovered: boolean): void {
    const node = data.index === undefined ? null : this.network.nodes[data.index]!;
    const text = hovered && node ? shortName(nodeName(node), 70) : data.label;
    if (hovered || data.main) {
      context.beginPath();
      context.arc(data.x, data.y, data.size + 2.5, 0, Math.PI * 2);
      context.strokeStyle = this.ink.text;
      context.lineWidth = 1.6;
      context.stroke();
    }
    if (!text) return;
    const points = Math.min(17, 11 + data.size * 0.22);
    context.font = `${hovered || data.main ? 600 : 400} ${points}px ${FONT}`;
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = this.ink.ground;
    const x = data.x + data.size + 4, y = data.y + points * 0.35;
    context.strokeText(text, x, y);
    context.fillStyle = this.ink.text;
    context.fillText(text, x, y);
  }

  setView(view: View): void { this.view = view; this.sigma.refresh({ skipIndexation: false }); }
  setFocus(focus: Focus | null): void { this.focus = focus; this.sigma.refresh({ skipIndexation: true }); }
  setInk(ink: Ink): void { this.ink = ink; this.sigma.refresh({ skipIndexation: true }); }

  /** Brings nodes into the part of the picture that no panel covers. */
  show(nodes: Node[], coveredRight: number): void {
    const places = nodes.map((node) => this.sigma.getNodeDisplayData(String(node.index))!).filter(Boolean);
    if (!places.length) return;
    const xs = places.map((p) => p.x), ys = places.map((p) => p.y);
    const [left, right] = [Math.min(...xs), Math.max(...xs)], [low, high] = [Math.min(...ys), Math.max(...ys)];
    const camera = this.sigma.getCamera();
    const { width } = this.sigma.getDimensions();
    const wanted = Math.max(right - left, high - low) * 1.7;
    const ratio = nodes.length === 1 ? Math.min(camera.ratio, 0.5) : Math.min(Math.max(wanted, 0.12), 1.2);
    // One unit of the picture is about the smaller side of the stage at ratio 1.
    const { height } = this.sigma.getDimensions();
    const shift = (coveredRight / 2 / Math.max(1, Math.min(width, height))) * ratio;
    camera.animate({ x: (left + right) / 2 + shift, y: (low + high) / 2, ratio }, { duration: reducedMotion() ? 0 : 450 });
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
