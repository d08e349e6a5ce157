// What the panel on the right says about a name, or about all that joins two names.
import { other, type Edge, type Evidence, type Network, type Node, type Pair, type Span } from "./data";
import type { View } from "./filter";
import { h, icon } from "./dom";
import * as words from "./language";
import { t } from "./language";

export interface CardContext {
  network: Network; view: View; colors: string[];
  openNode(node: Node): void;
  openPair(pair: Pair): void;
  startPath(node: Node): void;
}

const dot = (color: string) => { const element = h("span.dot"); element.style.background = color; return element; };

function nameButton(node: Node, context: CardContext): HTMLElement {
  return h("button.link.name", { type: "button", onclick: () => context.openNode(node) },
    dot(context.colors[node.type]!), h("span.clamp", {}, words.nodeName(node)));
}

function statusChip(status: number): HTMLElement | null {
  return status === 0 ? null : h("span.chip", {}, words.status(status));
}

/** A web address to follow, or null: nothing but http and https is a link. */
function webAddress(url: string): string | null {
  try {
    const parsed = new URL(url);
    return parsed.protocol === "https:" || parsed.protocol === "http:" ? parsed.href : null;
  } catch { return null; }
}

/** The sentence with the words marked that name the two ends and the relation; marks may lie in each other. */
export function sentence(evidence: Evidence, sourceColor: string, targetColor: string): HTMLElement {
  const marks: { span: Span; name: string }[] = [{ span: evidence.source, name: "source" },
    { span: evidence.target, name: "target" }, { span: evidence.trigger, name: "trigger" }].filter(({ span }) => span[0] >= 0);
  const cuts = [...new Set([0, evidence.text.length, ...marks.flatMap(({ span }) => span)])].sort((a, b) => a - b);
  const quote = h("blockquote");
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [begin, end] = [cuts[i]!, cuts[i + 1]!];
    const names = marks.filter(({ span }) => span[0] <= begin && end <= span[1]).map(({ name }) => name);
    const text = evidence.text.slice(begin, end);
    if (!names.length) { quote.append(text); continue; }
    const mark = h("mark", {}, text);
    mark.classList.add(...names);
    mark.style.setProperty("--mark", names.includes("source") ? sourceColor : names.includes("target") ? targetColor : "");
    quote.append(mark);
  }
  return quote;
}

function evidenceItem(evidence: Evidence, edge: Edge, context: CardContext): HTMLElement {
  const { article } = evidence;
  const address = webAddress(article.url);
  const headline = article.title || article.id;
  const meta = [article.outlet, article.date ? words.date(article.date) : t("undated")].filter(Boolean).join(", ");
  return h("li.evidence", {},
    sentence(evidence, context.colors[edge.source.type]!, context.colors[edge.target.type]!),
    h("p.source", {},
      address ? h("a", { href: address, target: "_blank", rel: "noopener noreferrer", title: t("article.open") }, headline, icon("out")) : headline,
      h("br"), h("span.quiet", {}, meta, evidence.inTitle ? `, ${t("headline")}` : "")),
    h("p.notes", {}, statusChip(evidence.status), evidence.reporter ? h("span", {}, t("said.by", { name: evidence.reporter })) : null,
      evidence.time ? h("span", {}, words.date(evidence.time)) : null,
      evidence.rule ? h("span.rule", { title: `${t("rule")} ${evidence.ruleAt}` }, evidence.rule) : null));
}

const count = (n: number) => (n === 1 ? t("evidence.count.one") : t("evidence.count", { n: words.number(n) }));

/** A list that shows its first few items and the others on demand. */
function longList<T>(items: T[], first: number, render: (item: T) => HTMLElement, tag: "ul.plain" | "ol.plain" = "ul.plain"): HTMLElement {
  const list = h(tag, {}, items.slice(0, first).map(render));
  if (items.length <= first) return list;
  const more = h("button.quiet.more", { type: "button", onclick: () => {
    const next = items.splice(0, 200).map(render);
    list.append(...next);
    next[0]?.querySelector<HTMLElement>("button, a")?.focus();
    if (items.length) more.textContent = t("more", { n: words.number(items.length) }); else more.remove();
  } }, t("more", { n: words.number(items.length - first) }));
  items = items.slice(first);
  return h("div", {}, list, more);
}

export function pairCard(pair: { a: Node; b: Node; edges: Edge[] }, context: CardContext): HTMLElement[] {
  const shown = pair.edges.filter(context.view.edge);
  const hidden = pair.edges.length - shown.length;
  return [
    h("p.kicker", {}, t("between")),
    h("h2", { tabindex: -1 }, nameButton(pair.a, context), pair.a === pair.b ? h("span.quiet", {}, ` ${t("self")}`) : nameButton(pair.b, context)),
    ...shown.map((edge) => h("section.relation", {},
      h("h3", {}, nameButton(edge.source, context), h("span.verb", {}, words.relation(edge, context.network.edgeTypes)),
        nameButton(edge.target, context)),
      h("p.meta", {}, statusChip(edge.status), h("span", {}, count(edge.weight)), edge.first ? h("span", {},
        edge.first === edge.last ? words.date(edge.first) : `${words.date(edge.first)} – ${words.date(edge.last)}`) : null),
      edge.evidence.length ? longList([...edge.evidence], 6, (evidence) => evidenceItem(evidence, edge, context))
        : h("p.quiet", {}, t("evidence.none")))),
    ...(hidden ? [h("p.quiet", {}, t("hidden.relations", { n: hidden }))] : []),
  ];
}

export function nodeCard(node: Node, context: CardContext): HTMLElement[] {
  const { network, view } = context;
  const edges = [...node.pairs.flatMap((pair) => pair.edges), ...node.loops];
  const shown = edges.filter(view.edge);
  const posts = [...new Map(shown.filter((edge) => edge.role && edge.source === node)
    .map((edge) => [`${edge.role}\n${edge.target.index}`, edge])).values()];
  const attributes = Object.entries(node.attributes);
  const dates = node.first ? (node.first === node.last ? words.date(node.first) : `${words.date(node.first)} – ${words.date(node.last)}`) : "";
  const groups = new Map<string, { label: string; links: { pair: Pair | null; edge: Edge; to: Node }[] }>();
  for (const edge of shown) {
    const outward = edge.source === node;
    const symmetric = network.edgeTypes[edge.type]!.symmetric;
    const verb = words.edgeType(network.edgeTypes[edge.type]!);
    const label = outward || symmetric ? `${verb}` : `← ${verb}`;
    const group = groups.get(label) ?? groups.set(label, { label, links: [] }).get(label)!;
    const to = outward ? edge.target : edge.source;
    group.links.push({ pair: node.pairs.find((pair) => other(pair, node) === to) ?? null, edge, to });
  }
  const sorted = [...groups.values()].sort((a, b) => b.links.length - a.links.length || (a.label < b.label ? -1 : 1));
  return [
    h("p.kicker", {}, dot(context.colors[node.type]!), words.nodeType(network.nodeTypes[node.type]!)),
    h("h2", { tabindex: -1 }, h("span.clamp", {}, words.nodeName(node))),
    ...(words.secondName(node) ? [h("p.second", {}, words.secondName(node))] : []),
    h("p.meta", {}, h("span", {}, t("mentions", { n: words.number(node.mentions), articles: words.number(node.articles.length) })), dates ? h("span", {}, dates) : null),
    ...(node.aliases.length ? [h("p", {}, h("span.quiet", {}, `${t("aliases")}: `), node.aliases.join(" · "))] : []),
    h("p.actions", {}, h("button.button", { type: "button", onclick: () => context.startPath(node) }, icon("path"), t("path.here"))),
    ...(posts.length ? [h("section", {}, h("h3.label", {}, t("posts")), h("ul.plain.posts", {}, posts.map((edge) =>
      h("li", {}, h("span", {}, edge.role), nameButton(edge.target, context)))))] : []),
    ...(attributes.length ? [h("section", {}, h("h3.label", {}, t("attributes")), h("dl", {}, attributes.flatMap(([key, value]) =>
      [h("dt", {}, words.attribute(key)), h("dd", {}, key === "date" ? words.date(value) : value)])))] : []),
    h("section", {}, h("h3.label", {}, t("relations")), ...sorted.map((group) => h("div.group", {},
      h("h4", {}, group.label, h("span.quiet", {}, ` ${words.number(group.links.length)}`)),
      longList(group.links.sort((a, b) => b.edge.weight - a.edge.weight || a.to.index - b.to.index), 8, ({ pair, edge, to }) =>
        h("li.row", {}, nameButton(to, context), statusChip(edge.status),
          h("button.link.count", { type: "button", onclick: () => (pair ? context.openPair(pair) :
            context.openPair({ index: -1, a: node, b: node, edges: node.loops })) }, count(edge.weight)))))),
      edges.length > shown.length ? h("p.quiet", {}, t("hidden.relations", { n: edges.length - shown.length })) : null),
    ...(node.articles.length ? [h("section", {}, h("h3.label", {}, t("articles")), longList([...node.articles].sort((a, b) =>
      (a.date < b.date ? 1 : a.date > b.date ? -1 : 0)), 5, (article) => {
      const address = webAddress(article.url);
      const headline = article.title || article.id;
      return h("li.article", {}, address ? h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, headline, icon("out")) : headline,
        h("br"), h("span.quiet", {}, [article.outlet, article.date ? words.date(article.date) : t("undated")].filter(Boolean).join(", ")));
    }))] : []),
  ];
}
