// The panel on the left: key and filters, and the top names of what is shown.
import { STATUSES, type Network, type Node } from "./data";
import { isFiltering, type Filter, type View } from "./filter";
import { h } from "./dom";
import * as words from "./language";
import { t, type Key } from "./language";

export interface SidebarActions { change(): void; reset(): void; open(node: Node): void }

interface Item { label: string; count: number; color?: string; off: boolean; toggle(): void; only(): void }

// Items with a check mark each; the button "only" hides all the others.
function choices(id: string, items: Item[]): HTMLElement {
  return h("ul.choices", {}, items.map((item, i) => {
    const box = h("input", { type: "checkbox", id: `${id}-${i}`, onchange: item.toggle });
    box.checked = !item.off;
    const dot = item.color ? h("span.dot") : null;
    if (dot) dot.style.background = item.color!;
    return h("li", {}, h("label", { for: `${id}-${i}` }, box, dot, h("span.text", {}, item.label), h("span.number", {}, words.number(item.count))),
      h("button.quiet.only", { type: "button", "aria-label": t("only.of", { name: item.label }), onclick: item.only }, t("only")));
  }));
}

export class Sidebar {
  readonly element = h("div.filters");
  private measure = "neighbours";
  private actorsShown = 8;

  constructor(private readonly network: Network, private readonly colors: string[], private readonly filter: Filter,
              private readonly actions: SidebarActions) {
    if (network.sizeBy) this.measure = network.sizeBy;
  }

  draw(view: View): void {
    const focused = document.activeElement?.id;
    const open = new Set([...this.element.querySelectorAll("details[open]")].map((details) => details.id));
    const { network, filter } = this;
    const sets = (off: Set<number>, all: number) => ({
      toggle: (i: number) => () => { if (!off.delete(i)) off.add(i); this.actions.change(); },
      only: (i: number) => () => {
        const alone = off.size === all - 1 && !off.has(i);
        off.clear();
        if (!alone) for (let k = 0; k < all; k++) if (k !== i) off.add(k);
        this.actions.change();
      },
    });
    const nodeTypes = sets(filter.nodeTypesOff, network.nodeTypes.length);
    const edgeTypes = sets(filter.edgeTypesOff, network.edgeTypes.length);
    const statuses = sets(filter.statusesOff, STATUSES.length);
    const byCount = <T extends { count: number }>(types: T[]) => types.map((type, i) => ({ type, i })).sort((a, b) => b.type.count - a.type.count);
    const statusCounts = STATUSES.map((_, i) => network.edges.filter((edge) => edge.status === i).length);
    const most = Math.min(20, network.edges.reduce((max, edge) => Math.max(max, edge.weight), 1));
    const group = (id: string, title: string, content: HTMLElement, usual: boolean) =>
      h("details", { id, open: usual || open.has(id) }, h("summary", {}, title), content);
    const first = !this.element.childElementCount;
    const slider = h("input", { type: "range", id: "min-sentences", min: 1, max: most, value: filter.minSentences,
      oninput: (event: Event) => { filter.minSentences = +(event.target as HTMLInputElement).value; this.actions.change(); } });
    this.element.replaceChildren(
      h("p.shown", { role: "status", id: "shown" }, t("shown", { nodes: words.number(view.nodeCount), edges: words.number(view.edgeCount) }),
        isFiltering(filter) ? h("button.quiet", { type: "button", id: "reset", onclick: this.actions.reset }, t("reset")) : null),
      group("types", t("types"), choices("type", byCount(network.nodeTypes).map(({ type, i }) => ({ label: words.nodeType(type), count: type.count,
        color: this.colors[i]!, off: filter.nodeTypesOff.has(i), toggle: nodeTypes.toggle(i), only: nodeTypes.only(i) }))), first),
      this.actors(view, open.has("actors") || first),
      group("relations", t("relations"), choices("relation", byCount(network.edgeTypes).map(({ type, i }) => ({ label: words.edgeType(type), count: type.count,
        off: filter.edgeTypesOff.has(i), toggle: edgeTypes.toggle(i), only: edgeTypes.only(i) }))), false),
      group("statuses", t("statuses"), h("div", {}, choices("status", STATUSES.map((_, i) => i).filter((i) => statusCounts[i]).map((i) => ({
        label: words.status(i), count: statusCounts[i]!, off: filter.statusesOff.has(i), toggle: statuses.toggle(i), only: statuses.only(i) }))),
        most > 1 ? h("label.slider", { for: "min-sentences" }, filter.minSentences === 1 ? t("sentences.min.one") : t("sentences.min", { n: filter.minSentences }), slider) : null), false),
    );
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  private actors(view: View, open: boolean): HTMLElement {
    const numeric = new Set<string>();
    for (const node of this.network.nodes) {
      for (const [key, value] of Object.entries(node.attributes)) {
        if (!["lat", "lon", "date", "codes", "community"].includes(key) && value !== "" && Number.isFinite(+value)) numeric.add(key);
      }
    }
    const measures = ["neighbours", "sentences", "mentions", ...[...numeric].sort()];
    const value = (node: Node): number => {
      if (this.measure === "neighbours") return view.degree[node.index]!;
      if (this.measure === "sentences") return node.pairs.reduce((sum, pair) => sum + view.weight[pair.index]!, 0);
      if (this.measure === "mentions") return node.mentions;
      return +(node.attributes[this.measure] ?? 0) || 0;
    };
    const ranked = this.network.nodes.filter(view.node).map((node) => ({ node, value: value(node) }))
      .sort((a, b) => b.value - a.value || a.node.index - b.node.index);
    const top = ranked[0]?.value || 1;
    const select = h("select", { id: "measure", onchange: (event: Event) => { this.measure = (event.target as HTMLSelectElement).value; this.draw(view); } },
      measures.map((name) => h("option", { value: name, selected: name === this.measure },
        ["neighbours", "sentences", "mentions"].includes(name) ? t(`measure.${name}` as Key) : words.attribute(name))));
    const rows = ranked.slice(0, this.actorsShown).map(({ node, value: score }) => {
      const bar = h("span.bar");
      bar.style.width = `${Math.max(1, (100 * score) / top)}%`;
      bar.style.background = this.colors[node.type]!;
      return h("li", {}, h("button.actor", { type: "button", onclick: () => this.actions.open(node) },
        h("span.text", {}, words.nodeName(node)), h("span.number", {}, words.number(score)), bar));
    });
    return h("details", { id: "actors", open }, h("summary", {}, t("actors")),
      h("label.by", { for: "measure" }, t("actors.by"), " ", select), h("ol.actors", {}, rows),
      ranked.length > 8 ? h("button.quiet.more", { type: "button", id: "more-actors", onclick: () => {
        this.actorsShown = this.actorsShown > 8 ? 8 : 40;
        this.draw(view);
      } }, this.actorsShown > 8 ? t("less") : t("more", { n: Math.min(32, ranked.length - 8) })) : null);
  }
}
