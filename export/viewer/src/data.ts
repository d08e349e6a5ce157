// The graph as export/viewer_data.cc wrote it into the page, made into objects that refer to each other.

export const STATUSES = ["stated", "planned", "proposed", "denied", "reported"] as const;

export interface Article { id: string; url: string; title: string; outlet: string; date: string }
/** [begin, end) in UTF-16 units of the sentence; begin is -1 when the words are not in it. */
export type Span = [number, number];
export interface Evidence {
  article: Article; inTitle: boolean; text: string;
  rule: string; ruleAt: string; status: number; reporter: string; time: string;
  source: Span; target: Span; trigger: Span;
}
export interface Node {
  index: number; id: string; type: number; label: string; labelEn: string; aliases: string[];
  mentions: number; articles: Article[]; first: string; last: string; attributes: Record<string, string>;
  x: number; y: number; radius: number;
  pairs: Pair[];  // one a neighbour
  loops: Edge[];
}
export interface Edge {
  index: number; source: Node; target: Node; type: number; role: string; status: number; weight: number;
  articles: Article[]; first: string; last: string; evidence: Evidence[];
  days: number[];  // of its articles, ascending; empty if none is dated
}
/** All edges between two nodes: one line on the map. */
export interface Pair { index: number; a: Node; b: Node; edges: Edge[] }
export interface NodeType { name: string; vi: string; en: string; color: string; count: number }
export interface EdgeType { name: string; vi: string; en: string; symmetric: boolean; count: number }
export interface Network {
  title: string; language: string; sizeBy: string; allNodes: number; allEdges: number;
  articles: Article[]; nodes: Node[]; edges: Edge[]; pairs: Pair[];
  nodeTypes: NodeType[]; edgeTypes: EdgeType[];
}

/** Days since 1970 of "2024-11-06", "2024-11" or "2024" (the first day of it); null when it is no date. */
export function dayOf(date: string): number | null {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(date);
  if (!parts) return null;
  return Math.floor(Date.UTC(+parts[1]!, +(parts[2] ?? 1) - 1, +(parts[3] ?? 1)) / 86400000);
}

function daysOf(edge: Edge): number[] {
  let days = edge.articles.map((article) => dayOf(article.date));
  if (!days.some((day) => day !== null)) days = [dayOf(edge.first), dayOf(edge.last)];
  return [...new Set(days.filter((day): day is number => day !== null))].sort((a, b) => a - b);
}

export function read(json: string): Network {
  const raw = JSON.parse(json);
  const articles: Article[] = raw.articles.map(([id, url, title, outlet, date]: string[]) =>
    ({ id, url, title, outlet, date }));
  const nodeTypes: NodeType[] = raw.nodeTypes.map(([name, vi, en, color]: string[]) =>
    ({ name, vi, en, color, count: 0 }));
  const edgeTypes: EdgeType[] = raw.edgeTypes.map(([name, vi, en, symmetric]: any[]) =>
    ({ name, vi, en, symmetric: symmetric === 1, count: 0 }));
  const nodes: Node[] = raw.nodes.map((row: any[], index: number) => {
    const [id, type, label, labelEn, aliases, mentions, inArticles, first, last, attributes, x, y, radius] = row;
    nodeTypes[type]!.count++;
    return { index, id, type, label, labelEn, aliases, mentions, articles: inArticles.map((i: number) => articles[i]),
      first, last, attributes, x: x / 10, y: y / 10, radius: radius / 10, pairs: [], loops: [] };
  });
  const pairs = new Map<number, Pair>();
  const edges: Edge[] = raw.edges.map((row: any[], index: number) => {
    const [s, t, type, role, status, weight, inArticles, first, last, evidence] = row;
    const edge: Edge = {
      index, source: nodes[s]!, target: nodes[t]!, type, role, status, weight,
      articles: inArticles.map((i: number) => articles[i]), first, last, days: [],
      evidence: evidence.map((e: any[]) => {
        const [article, inTitle, text] = raw.sentences[e[0]];
        const [rule, ruleAt] = raw.rules[e[1]].split("\n");
        return { article: articles[article], inTitle: inTitle === 1, text, rule, ruleAt, status: e[2], reporter: e[3],
          time: e[4], source: [e[5], e[6]], target: [e[7], e[8]], trigger: [e[9], e[10]] };
      }),
    };
    edge.days = daysOf(edge);
    edgeTypes[type]!.count++;
    if (s === t) {
      nodes[s]!.loops.push(edge);
    } else {
      const key = Math.min(s, t) * nodes.length + Math.max(s, t);
      let pair = pairs.get(key);
      if (!pair) {
        pair = { index: pairs.size, a: nodes[Math.min(s, t)]!, b: nodes[Math.max(s, t)]!, edges: [] };
        pairs.set(key, pair);
        pair.a.pairs.push(pair);
        pair.b.pairs.push(pair);
      }
      pair.edges.push(edge);
    }
    return edge;
  });
  return { title: raw.title, language: raw.language, sizeBy: raw.sizeBy, allNodes: raw.all[0], allEdges: raw.all[1], articles, nodes, edges,
    pairs: [...pairs.values()], nodeTypes, edgeTypes };
}

export const other = (pair: Pair, node: Node): Node => (pair.a === node ? pair.b : pair.a);
