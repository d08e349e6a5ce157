// The panel for the shortest path: two fields and the chain between them.
import type { Edge, Node, Pair } from "./data";
import type { Path } from "./path";
import { Finder } from "./finder";
import { h, icon } from "./dom";
import * as words from "./language";
import { t } from "./language";

export interface RouteState { from: Node | null; to: Node | null }

export function routeCard(state: RouteState, path: Path | null, finders: { from: Finder; to: Finder },
                          actions: { swap(): void; openNode(node: Node): void; openPair(pair: Pair): void },
                          look: { color(node: Node): string; visible(edge: Edge): boolean; relation(edge: Edge, from: Node): string }): HTMLElement[] {
  finders.from.set(state.from);
  finders.to.set(state.to);
  finders.from.input.id = "path-from";
  finders.to.input.id = "path-to";
  const result: HTMLElement[] = [
    h("p.kicker", {}, icon("path")),
    h("h2", { tabindex: -1 }, t("path")),
    h("div.ends", {}, h("label", { for: "path-from" }, t("path.from")), finders.from.element,
      h("label", { for: "path-to" }, t("path.to")), finders.to.element,
      h("button.quiet.swap", { type: "button", onclick: actions.swap }, t("path.swap"))),
  ];
  if (!state.from || !state.to) return [...result, h("p.quiet", {}, t("path.hint"))];
  if (!path) return [...result, h("p.none", { role: "status" }, t("path.none"))];
  const steps = path.pairs.length;
  const node = (at: Node) => {
    const dot = h("span.dot");
    dot.style.background = look.color(at);
    return h("li.stop", {}, h("button.link.name", { type: "button", onclick: () => actions.openNode(at) }, dot, words.nodeName(at)));
  };
  return [...result,
    h("p.meta", { role: "status" }, steps === 1 ? t("path.steps.one") : t("path.steps", { n: steps })),
    h("ol.chain", {}, path.nodes.flatMap((at, i) => {
      const pair = path.pairs[i];
      if (!pair) return [node(at)];
      const relations = pair.edges.filter(look.visible).map((edge) => look.relation(edge, at));
      return [node(at), h("li.step", {}, h("button.link", { type: "button", onclick: () => actions.openPair(pair) },
        [...new Set(relations)].join(" · ")))];
    }))];
}
