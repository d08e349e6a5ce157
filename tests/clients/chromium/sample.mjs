// A made-up news graph of any size, in the program's own JSON format: the same for the same numbers.
//   node sample.mjs NODES EDGES > graph.json

const SURNAMES = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Vũ", "Bùi", "Đỗ", "Ngô", "Dương", "Lý", "Giàng", "Sùng", "Vàng"];
const MIDDLE = ["Văn", "Thị", "Xuân", "Hữu", "Minh", "Quốc", "Thanh", "Ngọc", "Đức", "A", "Seo", "Trung"];
const GIVEN = ["Trường", "Hùng", "Lan", "Hà", "Sơn", "Phương", "Dũng", "Hoa", "Khánh", "Long", "Mai", "Nghĩa", "Phúc", "Quân", "Thủy", "Ước", "Việt"];
const PLACES = ["Lào Cai", "Hà Giang", "Tuyên Quang", "Yên Bái", "Cao Bằng", "Lạng Sơn", "Bắc Kạn", "Thái Nguyên", "Điện Biên", "Lai Châu", "Sơn La",
  "Hòa Bình", "Quảng Ninh", "Hải Phòng", "Nghệ An", "Thanh Hóa", "Huế", "Đà Nẵng", "Cần Thơ", "Cà Mau"];
const BODIES = ["Sở Du lịch", "Sở Công Thương", "Ủy ban nhân dân tỉnh", "Hội đồng nhân dân tỉnh", "Ban Quản lý khu kinh tế", "Hội Nông dân", "Công ty Cổ phần Đường sắt",
  "Sở Giao thông vận tải", "Trường Đại học", "Tập đoàn Năng lượng"];
const EVENTS = ["Hội nghị hợp tác kinh tế", "Diễn đàn du lịch bền vững", "Lễ hội hoa tam giác mạch", "Hội chợ thương mại biên giới", "Kỳ họp thường niên"];
const WORKS = ["cao tốc", "tuyến đường sắt", "cảng cạn", "khu công nghiệp", "cầu"];
const OUTLETS = ["Báo Núi Cao", "Tin Sông Hồng", "Nhật báo Duyên Hải"];

const TYPES = [
  ["Person", "Nhân vật", 0.34], ["Organization", "Tổ chức", 0.26], ["Province", "Tỉnh, thành phố", 0.08], ["Event", "Sự kiện", 0.16],
  ["Project", "Dự án", 0.1], ["Document", "Văn bản", 0.06],
];
const RELATIONS = [
  ["HOSTS", "hosts", "chủ trì", ["Organization", "Province"], ["Event"]], ["ATTENDS", "attends", "dự", ["Person", "Organization"], ["Event"]],
  ["HOLDS_POST", "holds a post at", "giữ chức vụ tại", ["Person"], ["Organization", "Province"]], ["MEETS", "meets", "gặp", ["Person"], ["Person"]],
  ["PROPOSES", "proposes", "đề xuất", ["Person", "Organization", "Province"], ["Project"]], ["SIGNS", "signs", "ký", ["Organization", "Person"], ["Document"]],
  ["COOPERATES_WITH", "cooperates with", "hợp tác với", ["Organization", "Province"], ["Organization", "Province"]],
  ["LOCATED_IN", "lies in", "nằm ở", ["Organization", "Project", "Event"], ["Province"]],
];
const STATUSES = ["stated", "stated", "stated", "stated", "planned", "proposed", "denied", "reported"];
const ROLES = ["Bí thư Tỉnh ủy", "Chủ tịch", "Phó Chủ tịch", "Giám đốc Sở", "Phó Giám đốc", "Trưởng ban"];

export const bytes = (text) => Buffer.byteLength(text);

export function sample(nodeCount, edgeCount) {
  let seed = 20241106;
  const random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let z = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    z ^= z + Math.imul(z ^ (z >>> 7), 61 | z);
    return ((z ^ (z >>> 14)) >>> 0) / 4294967296;
  };
  const pick = (list) => list[Math.floor(random() * list.length)];
  const power = (n) => Math.floor(n * random() ** 2.6);  // small numbers are likely

  const articleCount = Math.max(4, Math.round(nodeCount / 3));
  const articles = Array.from({ length: articleCount }, (_, i) => {
    const date = new Date(Date.UTC(2023, 0, 1) + Math.floor(random() * 700) * 86400000).toISOString().slice(0, 10);
    return { id: `a${String(i).padStart(5, "0")}`, url: `https://news.example/${i}.html`, title: `${pick(EVENTS)} tại ${pick(PLACES)}: những điều đáng chú ý`,
      outlet: pick(OUTLETS), ...(random() < 0.95 ? { date } : {}), lang: "vi" };
  });

  const groups = Math.max(2, Math.min(40, Math.round(nodeCount / 25)));
  const nodes = [];
  const names = new Set();
  for (let i = 0; i < nodeCount; i++) {
    let roll = random(), t = 0;
    while (t + 1 < TYPES.length && roll > TYPES[t][2]) roll -= TYPES[t++][2];
    const type = TYPES[t][0], group = Math.floor(groups * random() ** 1.6), place = PLACES[group % PLACES.length];
    const make = () => ({
      Person: () => [`${pick(SURNAMES)} ${pick(MIDDLE)} ${pick(GIVEN)}`], Organization: () => [`${pick(BODIES)} ${place}`],
      Province: () => [pick(PLACES)], Event: () => [`${pick(EVENTS)} ${place} ${2020 + Math.floor(random() * 6)}`],
      Project: () => [`${pick(WORKS)} ${place} – ${pick(PLACES)}`], Document: () => [`Nghị quyết số ${Math.floor(random() * 90) + 1}/NQ-HĐND ${place}`],
    })[type]()[0];
    let label = make();
    for (let tries = 0; names.has(`${type} ${label}`); tries++) label = tries < 4 ? make() : `${make()} (${i})`;
    names.add(`${type} ${label}`);
    const ascii = label.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D");
    const node = { id: `${type.toLowerCase()}:${String(i).padStart(6, "0")}`, type, label, label_ascii: ascii, group };
    if (type === "Province") node.label_en = `${ascii} Province`;
    if (type === "Person") node.aliases = [`ông ${label.split(" ").pop()}`];
    if (type === "Event") node.date = `${2023 + Math.floor(random() * 2)}-0${1 + Math.floor(random() * 9)}-15`;
    nodes.push(node);
  }
  const members = new Map();  // of a group and type, in order of creation: the first get most relations
  for (const node of nodes) {
    const key = `${node.group} ${node.type}`;
    if (!members.has(key)) members.set(key, []);
    members.get(key).push(node);
  }
  const edges = new Map();
  for (let tries = 0; edges.size < edgeCount && tries < edgeCount * 30; tries++) {
    const [type, , verb, from, to] = pick(RELATIONS);
    const group = pick(nodes).group, away = random() < 0.1 ? pick(nodes).group : group;
    const sources = members.get(`${group} ${pick(from)}`), targets = members.get(`${away} ${pick(to)}`);
    if (!sources || !targets) continue;
    const source = sources[power(sources.length)], target = targets[power(targets.length)];
    if (source === target) continue;
    const role = type === "HOLDS_POST" ? pick(ROLES) : "";
    const id = `${source.id}>${target.id}:${type}:${role}`;
    if (edges.has(id)) continue;
    const weight = 1 + power(6), status = pick(STATUSES);
    const cited = [...new Set(Array.from({ length: weight }, () => power(articles.length)))].sort((a, b) => a - b).map((i) => articles[i]);
    const evidence = Array.from({ length: weight }, (_, i) => {
      const start = 100 + 400 * i;
      const tail = type === "HOLDS_POST" ? ` với cương vị ${role}` : "";
      const text = `Ngày 6/11, ${source.label} ${verb} ${target.label}${tail}, trước sự chứng kiến của đông đảo đại biểu và nhân dân địa phương.`;
      const place = (words) => { const at = start + bytes(text.slice(0, text.indexOf(words))); return [at, at + bytes(words)]; };
      const one = status === "reported" ? { status, reporter: "Thông tấn xã Núi Cao" } : { status };
      return { article: cited[i % cited.length].id, sentence: [start, start + bytes(text)], source: place(source.label), target: place(` ${target.label}`).map((at, k) => at + (k ? 0 : 1)),
        trigger: place(` ${verb} `).map((at, k) => at + (k ? -1 : 1)), text, rule: `${type.toLowerCase()}.by-verb`, rule_at: `vi/${type.toLowerCase()}.rules:12`, ...one };
    });
    const dates = cited.map((article) => article.date).filter(Boolean).sort();
    edges.set(id, { id, type, ...(role ? { role } : {}), ...(dates.length ? { first_date: dates[0], last_date: dates.at(-1) } : {}), source: source.id, target: target.id,
      status, weight, articles: cited.map((article) => article.id), evidence });
    for (const end of [source, target]) {
      end.seen ??= new Set();
      end.mentions = (end.mentions ?? 0) + weight;
      for (const article of cited) end.seen.add(article.id);
    }
  }
  for (const node of nodes) {
    node.articles = [...(node.seen ?? [])].sort();
    const dates = node.articles.map((id) => articles[+id.slice(1)].date).filter(Boolean).sort();
    if (dates.length) Object.assign(node, { first_date: dates[0], last_date: dates.at(-1) });
    delete node.seen;
    delete node.group;
  }
  return { format: "newsgraph", version: 1, directed: true, multigraph: true, graph: { title: "Ai hợp tác với ai ở vùng cao" },
    node_types: TYPES.map(([name, label_vi]) => ({ name, label_vi })),
    edge_types: RELATIONS.map(([name, label_en, label_vi]) => ({ name, label_en, label_vi, ...(name === "MEETS" || name === "COOPERATES_WITH" ? { symmetric: true } : {}) })),
    articles, nodes, edges: [...edges.values()] };
}

if (process.argv[1]?.endsWith("sample.mjs")) process.stdout.write(JSON.stringify(sample(+process.argv[2], +process.argv[3])));
