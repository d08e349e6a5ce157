// The page: state, and which parts are drawn again when it changes.
import { other, read, type Edge, type Node, type Pair } from "./data";
import { noFilter, View } from "./filter";
import { Index } from "./search";
import { shortestPath, type Path } from "./path";
import { NetworkMap, type Focus, type Ink } from "./map";
import { Finder, typeOf } from "./finder";
import { Sidebar } from "./sidebar";
import { Timeline } from "./timeline";
import { nodeCard, pairCard, type CardContext } from "./card";
import { routeCard, type RouteState } from "./route";
import { download, scene, toPng, toSvg } from "./picture";
import { readable } from "./colors";
import { byId, h, icon } from "./dom";
import * as words from "./language";
import { t, type Key, type Language } from "./language";

type Selected = { kind: "node"; node: Node } | { kind: "pair"; pair: Pair } | { kind: "path" } | null;

const INKS: Record<"light" | "dark", Ink & { quiet: string }> = {
  light: { ground: "#fbfaf7", text: "#1d1c1a", quiet: "#6a6761", line: "#cbc5b9", faintLine: "#efece6", strongLine: "#7d7364" },
  dark: { ground: "#16181b", text: "#eceae4", quiet: "#a29f97", line: "#444950", faintLine: "#212429", strongLine: "#a49a88" },
};

// A page from a disk may be refused a store: it then forgets between visits.
const store = {
  get: (key: string) => { try { return localStorage.getItem(`newsgraph.${key}`); } catch { return null; } },
  set: (key: string, value: string) => { try { localStorage.setItem(`newsgraph.${key}`, value); } catch { /* forget */ } },
};

const network = read(byId("graph").textContent!);
const colors: string[] = [];  // of the types, for the theme; all parts share this one array
const index = new Index(network);
const filter = noFilter();
let view = new View(network, filter);
let selected: Selected = null;
let hovered: Node | Pair | null = null;
let path: Path | null = null;
const route: RouteState = { from: null, to: null };
let theme: "light" | "dark" = (store.get("theme") as "light" | "dark") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
let map: NetworkMap | null = null;

const panel = byId("panel"), card = byId("card"), stage = byId("stage"), tip = byId("tip"), live = byId("live");
const say = (text: string) => { live.textContent = text; };
const looks = typeOf(network.nodeTypes, colors);

// --- choosing

// `bring` moves the map to what is chosen; what was clicked on the map moves only from under the panel.
function select(next: Selected, bring = true): void {
  selected = next;
  hovered = null;
  tip.hidden = true;
  map?.setHovered(null);
  if (next && document.body.classList.contains("with-menu")) toggleMenu();  // on a narrow screen it covers the rest
  if (next?.kind === "node") say(t("selected", { name: words.nodeName(next.node) }));
  drawCard();
  drawFocus();
  if (map && !next) map.coveredRight = 0;
  if (map && next) {
    const nodes = next.kind === "node" ? [next.node] : next.kind === "pair" ? [next.pair.a, next.pair.b] : path?.nodes;
    const { left, top } = panel.getBoundingClientRect(), ground = stage.getBoundingClientRect();
    const sheet = left <= ground.left;  // on a narrow screen the panel comes from below
    map.coveredRight = sheet ? 0 : ground.right - left;
    const [right, bottom] = sheet ? [0, Math.max(0, ground.bottom - top)] : [ground.right - left, 0];
    if (nodes && (bring || nodes.some((node) => map!.isCovered(node, right, bottom)))) map.show(nodes, right, bottom);
  }
}
const openNode = (node: Node) => select({ kind: "node", node });
const openPair = (pair: Pair) => select({ kind: "pair", pair });

function findPath(): void {
  path = route.from && route.to && route.from !== route.to ? shortestPath(route.from, route.to, view) : null;
}
function openPath(from: Node | null = route.from, to: Node | null = route.to): void {
  route.from = from;
  route.to = to;
  findPath();
  select({ kind: "path" });
  const empty = !from ? finders.from : !to ? finders.to : null;
  empty?.input.focus();
}

const search = new Finder(index, looks, openNode, say);
const finders = {
  from: new Finder(index, looks, (node) => openPath(node, route.to), say),
  to: new Finder(index, looks, (node) => openPath(route.from, node), say),
};

// --- drawing

const context: CardContext = { network, get view() { return view; }, colors, openNode, openPair,
  startPath: (node) => openPath(node, null) };

function drawCard(): void {
  const wasOpen = !panel.hidden;
  panel.hidden = !selected;
  document.body.classList.toggle("with-panel", selected !== null);
  if (!selected) { card.replaceChildren(); return; }
  const content = selected.kind === "node" ? nodeCard(selected.node, context)
    : selected.kind === "pair" ? pairCard(selected.pair, context)
    : routeCard(route, path, finders, { swap: () => openPath(route.to, route.from), openNode, openPair },
      { color: (node) => colors[node.type]!, visible: (edge) => view.edge(edge), relation: (edge: Edge, from: Node) => (edge.source === from || network.edgeTypes[edge.type]!.symmetric ? "" : "← ") + words.relation(edge, network.edgeTypes) });
  card.replaceChildren(...content);
  panel.scrollTop = 0;
  if (wasOpen && panel.contains(document.activeElement) === false && document.activeElement === document.body) {
    card.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  }
}

function focusOf(): Focus | null {
  const around = (node: Node): Focus => {
    const pairs = node.pairs.filter(view.pair);
    return { nodes: new Set([node, ...pairs.map((pair) => other(pair, node))]), pairs: new Set(pairs), main: new Set([node]) };
  };
  const between = (pair: Pair): Focus => ({ nodes: new Set([pair.a, pair.b]), pairs: new Set([pair]), main: new Set([pair.a, pair.b]) });
  if (hovered) return "pairs" in hovered ? around(hovered) : between(hovered);
  if (selected?.kind === "node") return around(selected.node);
  if (selected?.kind === "pair") return between(selected.pair);
  if (selected?.kind === "path" && path) return { nodes: new Set(path.nodes), pairs: new Set(path.pairs), main: new Set(path.nodes) };
  return null;
}
function drawFocus(): void { map?.setFocus(focusOf()); }

function changed(): void {
  view = new View(network, filter);
  map?.setView(view);
  sidebar.draw(view);
  byId("empty").textContent = network.nodes.length === 0 ? t("empty") : view.nodeCount === 0 ? t("empty.filtered") : "";
  if (selected?.kind === "path") findPath();
  if (selected) drawCard();
  drawFocus();
}

const sidebar = new Sidebar(network, colors, filter, {
  change: changed,
  reset: () => { Object.assign(filter, { ...noFilter(), nodeTypesOff: filter.nodeTypesOff, edgeTypesOff: filter.edgeTypesOff, statusesOff: filter.statusesOff });
    for (const off of [filter.nodeTypesOff, filter.edgeTypesOff, filter.statusesOff]) off.clear();
    timeline.reset();
    changed(); },
  open: openNode,
});
const timeline = new Timeline(network, (from, to) => {
  if (filter.from === from && filter.to === to) return;
  filter.from = from;
  filter.to = to;
  changed();
});

function drawWords(): void {
  const title = network.title || t("untitled");
  document.title = title;
  byId("title").textContent = title;
  const dates = network.articles.map((article) => article.date).filter(Boolean).sort();
  const [first, last] = [dates[0], dates[dates.length - 1]];
  byId("standfirst").textContent = [t("standfirst", { nodes: words.number(network.allNodes), edges: words.number(network.allEdges),
    articles: words.number(network.articles.length) }), first && last ? (first === last ? words.date(first)
    : t("standfirst.between", { first: words.date(first), last: words.date(last) })) : ""].filter(Boolean).join(", ");
  byId("cut").textContent = network.allNodes > network.nodes.length || network.allEdges > network.edges.length
    ? t("cut", { nodes: words.number(network.allNodes), edges: words.number(network.allEdges) }) : "";
  search.input.placeholder = t("search");
  search.input.title = t("search.hint");
  for (const element of document.querySelectorAll<HTMLElement>("[data-t]")) element.textContent = t(element.dataset.t as Key);
  for (const element of document.querySelectorAll<HTMLElement>("[data-label]")) {
    const text = t(element.dataset.label as Key);
    element.setAttribute("aria-label", text);
    if (element.tagName === "BUTTON") element.title = text;
  }
  search.input.setAttribute("aria-label", t("search"));
  timeline.words();
}

function setTheme(next: "light" | "dark"): void {
  theme = next;
  document.documentElement.dataset.theme = next;
  network.nodeTypes.forEach((type, i) => { colors[i] = readable(type.color, INKS[next].ground); });
  const button = byId("theme");
  button.replaceChildren(icon(next === "dark" ? "sun" : "moon"));
  button.dataset.label = next === "dark" ? "light" : "dark";
  button.setAttribute("aria-label", t(button.dataset.label as Key));
  button.title = t(button.dataset.label as Key);
  map?.setInk(INKS[next]);
  sidebar.draw(view);
  if (selected) drawCard();
}

function setLanguage(next: Language): void {
  words.use(next);
  drawWords();
  changed();
}

const toggleTheme = () => { setTheme(theme === "dark" ? "light" : "dark"); store.set("theme", theme); };
const toggleLanguage = () => { setLanguage(words.current() === "vi" ? "en" : "vi"); store.set("language", words.current()); };

// --- wiring

function savePicture(kind: "png" | "svg"): void {
  (byId("save-menu") as HTMLElement).hidden = true;
  byId("save").setAttribute("aria-expanded", "false");
  if (!map) return;
  const picture = scene(map, network, colors, { title: network.title || t("untitled"), credit: t("credit") }, INKS[theme]);
  if (kind === "svg") download("newsgraph.svg", new Blob([toSvg(picture)], { type: "image/svg+xml" }));
  else toPng(picture).then((blob) => download("newsgraph.png", blob));
}

function toggleSave(open: boolean): void {
  byId("save-menu").hidden = !open;
  byId("save").setAttribute("aria-expanded", String(open));
  if (open) byId("save-png").focus();
}

function toggleMenu(): void {
  const open = document.body.classList.toggle("with-menu");
  byId("menu").setAttribute("aria-expanded", String(open));
}

const help = byId("help") as HTMLDialogElement;
const actions: Record<string, () => void> = {
  "zoom-in": () => map?.zoom(1 / 1.5), "zoom-out": () => map?.zoom(1.5), "zoom-fit": () => map?.fit(),
  "open-path": () => openPath(), theme: toggleTheme, language: toggleLanguage, save: () => toggleSave(byId("save-menu").hidden === true),
  "save-png": () => savePicture("png"), "save-svg": () => savePicture("svg"), "open-help": () => help.showModal(),
  "close-help": () => help.close(), "close-panel": () => select(null), menu: toggleMenu,
};
for (const [id, action] of Object.entries(actions)) byId(id).addEventListener("click", action);
for (const element of document.querySelectorAll<HTMLElement>("[data-icon]")) element.prepend(icon(element.dataset.icon as any));

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (event.key === "Escape") {
    if (!byId("save-menu").hidden) { toggleSave(false); byId("save").focus(); }
    else if (document.body.classList.contains("with-menu")) toggleMenu();
    else if (selected) { select(null); stage.focus(); }
    return;
  }
  if ((event.target as HTMLElement).closest("input, select, textarea")) return;
  const moves: Record<string, [number, number]> = { ArrowLeft: [-0.08, 0], ArrowRight: [0.08, 0], ArrowUp: [0, 0.08], ArrowDown: [0, -0.08] };
  const keys: Record<string, () => void> = { "/": () => search.input.focus(), p: () => openPath(), "+": actions["zoom-in"]!, "=": actions["zoom-in"]!,
    "-": actions["zoom-out"]!, "0": actions["zoom-fit"]!, t: toggleTheme, l: toggleLanguage, "?": actions["open-help"]! };
  const move = document.activeElement === stage ? moves[event.key] : undefined;
  const action = move ? () => map?.move(...move) : keys[event.key];
  if (action) { event.preventDefault(); action(); }
});

function hover(what: Node | Pair | null, at: { x: number; y: number } | null): void {
  if (hovered === what) return;
  hovered = what;
  tip.hidden = !what || !at || "pairs" in what;
  if (what && at && !("pairs" in what)) {
    const shown = what.edges.filter(view.edge);
    tip.replaceChildren(h("b", {}, `${words.nodeName(what.a)} – ${words.nodeName(what.b)}`),
      ...shown.slice(0, 4).map((edge) => h("div", {}, words.relation(edge, network.edgeTypes))),
      shown.length > 4 ? h("div.quiet", {}, t("more", { n: shown.length - 4 })) : "");
    tip.style.left = `${Math.min(at.x + 14, stage.clientWidth - 270)}px`;
    tip.style.top = `${at.y + 14}px`;
  }
  map?.setHovered(what && "pairs" in what ? what : null);
  if (network.pairs.length <= 5000) drawFocus();  // a larger network would lag behind the hand
}

byId("search").append(search.element);
byId("filters").append(sidebar.element);
byId("bottom").append(timeline.element);

setTheme(theme);
words.use((store.get("language") as Language) ?? (network.language === "en" ? "en" : "vi"));
try {
  map = new NetworkMap(stage, network, colors, view, INKS[theme], {
    onNode: (node) => {
      if (selected?.kind === "path" && (!route.from || !route.to)) openPath(route.from ?? node, route.from ? node : null);
      else select({ kind: "node", node }, false);
    },
    onPair: (pair) => select({ kind: "pair", pair }, false),
    onGround: () => { if (selected && selected.kind !== "path") select(null); },
    onHover: hover,
  });
} catch {
  map = null;
  byId("no-map").hidden = false;
}
setLanguage(words.current());
// Labels are drawn on a canvas, which does not wait for fonts.
document.fonts.ready.then(() => { map?.labels.forgetWidths(); map?.sigma.refresh({ skipIndexation: true }); });
// For tests and the console.
(globalThis as any).newsgraph = { network, get view() { return view; }, get selected() { return selected; }, get path() { return path; },
  get map() { return map; }, select, openPath };
document.documentElement.dataset.ready = "true";
