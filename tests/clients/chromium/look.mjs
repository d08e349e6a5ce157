// SPDX-License-Identifier: Apache-2.0
// node look.mjs PROGRAM SAMPLES WORK: opens exported pages in Chromium and uses them as a reader would. Every error that the
// page logs fails the test. With NEWSGRAPH_SHOTS=FOLDER it also leaves pictures to look at.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { sample } from "./sample.mjs";

const [program, samples, work] = process.argv.slice(2);
const shots = process.env.NEWSGRAPH_SHOTS;
const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const browser = await chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"] });

function exported(name, graph) {
  const json = join(work, `${name}.json`), page = join(work, `${name}.html`);
  writeFileSync(json, JSON.stringify(graph));
  execFileSync(program, ["export", json, "-o", page, "--title", graph.graph.title, "--quiet"]);
  return page;
}

async function open(file, { scheme = "light", size = { width: 1440, height: 900 } } = {}) {
  const context = await browser.newContext({ viewport: size, colorScheme: scheme, acceptDownloads: true, offline: true });
  const page = await context.newPage();
  const errors = [];
  page.on("console", (message) => {
    if (message.type() === "error" || (message.type() === "warning" && !/GPU stall|software WebGL/i.test(message.text()))) errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("dialog", (dialog) => { errors.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (!/^(file|data|blob):/.test(request.url())) errors.push(`request: ${request.url()}`); });
  await page.goto(`file://${resolve(file)}`);
  await page.waitForSelector("html[data-ready]", { timeout: 60000 });
  const done = async (name) => {
    if (shots && name) await page.screenshot({ path: join(shots, `${name}.png`) });
    await context.close();
    assert.deepEqual(errors, [], `${name ?? file}: errors in the console`);
  };
  return { page, done };
}

let passed = 0;
async function test(name, run) {
  await run();
  passed++;
  console.log(`ok ${name}`);
}

// Where on the page the middle of a node or of a pair is drawn.
const pointOf = (page, kind, index) => page.evaluate(([kind, index]) => {
  const { map, network } = newsgraph;
  const at = (node) => map.sigma.framedGraphToViewport(map.sigma.getNodeDisplayData(String(node.index)));
  const ends = kind === "node" ? [network.nodes[index]] : [network.pairs[index].a, network.pairs[index].b];
  const [a, b] = [at(ends[0]), at(ends[ends.length - 1])];
  const box = document.getElementById("stage").getBoundingClientRect();
  return { x: box.left + (a.x + b.x) / 2, y: box.top + (a.y + b.y) / 2 };
}, [kind, index]);
const settled = (page) => page.waitForTimeout(700);
const shown = (page) => page.evaluate(() => ({ nodes: newsgraph.view.nodeCount, edges: newsgraph.view.edgeCount }));

const graph = sample(300, 700);
const file = exported("middle", graph);

await test("search needs no diacritics and works by keyboard", async () => {
  const { page, done } = await open(file);
  const node = graph.nodes.find((one) => one.label.includes("Đặng"));
  await page.keyboard.press("/");
  await page.keyboard.type(node.label_ascii.toLowerCase());
  await page.waitForSelector(".hits li[aria-selected=true]");
  assert.ok((await page.locator(".hits li .name").allTextContents()).some((text) => text.startsWith(node.label)));
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#card h2").textContent(), node.label);
  await page.keyboard.press("Escape");
  await page.locator("#stage").focus();
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#panel").isVisible(), false);
  await page.locator("#search input").fill("không có ai tên thế này");
  assert.equal(await page.locator(".hits .none").count(), 1);
  await done("search");
});

await test("filters by type, relation, status and sentences", async () => {
  const { page, done } = await open(file);
  const { edges, nodes } = graph;
  const type = new Map(nodes.map((node) => [node.id, node.type]));
  const expectEdges = async (keep, what) => assert.equal((await shown(page)).edges, edges.filter(keep).length, what);
  await expectEdges(() => true, "all");
  await page.locator("#types label", { hasText: "Sự kiện" }).click();
  await expectEdges((edge) => type.get(edge.source) !== "Event" && type.get(edge.target) !== "Event", "without events");
  await page.locator("#reset").click();
  await page.locator("#relations summary").click();
  const meets = page.locator("#relations li", { hasText: "gặp" });
  await meets.hover();
  await meets.locator(".only").click();
  await expectEdges((edge) => edge.type === "MEETS", "only meetings");
  await page.locator("#reset").click();
  await page.locator("#statuses summary").click();
  await page.locator("#statuses label", { hasText: "khẳng định" }).click();
  await expectEdges((edge) => edge.status !== "stated", "not stated");
  await page.locator("#reset").click();
  await page.locator("#min-sentences").fill("3");
  await expectEdges((edge) => edge.weight >= 3, "three sentences");
  await done("filters");
});

await test("time slider keeps what its span says", async () => {
  const { page, done } = await open(file);
  const to = page.locator(".timeline input").last();
  await to.focus();
  for (let i = 0; i < 12; i++) await page.keyboard.press("ArrowLeft");
  const last = await page.evaluate(() => document.querySelectorAll(".timeline input")[1].getAttribute("aria-valuetext"));
  const [month, year] = last.split("/");
  const limit = `${year}-${month.padStart(2, "0")}-99`;
  const dates = new Map(graph.articles.map((article) => [article.id, article.date]));
  assert.equal((await shown(page)).edges, graph.edges.filter((edge) => edge.articles.some((id) => dates.get(id) && dates.get(id) < limit)).length);
  await done("time");
});

await test("a click on a node shows its card, on a line its sentences with marks", async () => {
  const { page, done } = await open(file);
  await settled(page);
  const hub = graph.nodes.map((_, i) => i).sort((a, b) => graph.edges.filter((e) => e.source === graph.nodes[b].id || e.target === graph.nodes[b].id).length -
    graph.edges.filter((e) => e.source === graph.nodes[a].id || e.target === graph.nodes[a].id).length)[0];
  const index = await page.evaluate((id) => newsgraph.network.nodes.find((node) => node.id === id).index, graph.nodes[hub].id);
  const place = await pointOf(page, "node", index);
  await page.mouse.click(place.x, place.y);
  assert.equal(await page.locator("#card h2").textContent(), graph.nodes[hub].label);
  assert.ok(await page.locator("#card .row").count() > 0);
  await page.locator("#close-panel").click();
  await settled(page);
  // A line whose middle no dot covers.
  const pair = await page.evaluate(() => {
    const { map, network } = newsgraph;
    const at = (node) => map.sigma.framedGraphToViewport(map.sigma.getNodeDisplayData(String(node.index)));
    const { width, height } = map.sigma.getDimensions();
    return network.pairs.find((pair) => {
      const [a, b] = [at(pair.a), at(pair.b)], x = (a.x + b.x) / 2, y = (a.y + b.y) / 2;
      if (x < 30 || y < 80 || x > width - 80 || y > height - 30 || Math.hypot(a.x - b.x, a.y - b.y) < 60) return false;
      const near = (p, q, r) => {  // distance of p from the line q-r
        const [dx, dy] = [r.x - q.x, r.y - q.y];
        const t = Math.max(0, Math.min(1, ((p.x - q.x) * dx + (p.y - q.y) * dy) / (dx * dx + dy * dy)));
        return Math.hypot(q.x + t * dx - p.x, q.y + t * dy - p.y);
      };
      return network.nodes.every((node) => Math.hypot(at(node).x - x, at(node).y - y) > 14) &&
        network.pairs.every((other) => other === pair || near({ x, y }, at(other.a), at(other.b)) > 4);
    })?.index;
  });
  assert.notEqual(pair, undefined, "no line stands free");
  const middle = await pointOf(page, "pair", pair);
  await page.mouse.click(middle.x, middle.y);
  const expected = await page.evaluate((i) => {
    const { edges } = newsgraph.network.pairs[i];
    return edges.map(({ evidence, source, target }) => ({ text: evidence[0].text, source: source.label, target: target.label, url: evidence[0].article.url }));
  }, pair);
  assert.equal(await page.locator("#card .relation").count(), expected.length);
  const first = page.locator("#card .relation").first();
  assert.equal(await first.locator("blockquote").first().textContent(), expected[0].text);
  assert.equal(await first.locator("mark.source").first().textContent(), expected[0].source);
  assert.equal(await first.locator("mark.target").first().textContent(), expected[0].target);
  const link = first.locator("p.source a").first();
  assert.equal(await link.getAttribute("href"), expected[0].url);
  assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
  await settled(page);
  await done("line");
});

await test("shortest path between two names", async () => {
  const { page, done } = await open(file);
  const [from, to] = await page.evaluate(() => {
    const { nodes } = newsgraph.network;
    const distance = new Map([[nodes.find((node) => node.pairs.length > 3), 0]]);
    for (const [node, steps] of distance) {
      for (const pair of node.pairs) for (const next of [pair.a, pair.b]) if (!distance.has(next)) distance.set(next, steps + 1);
    }
    const [end] = [...distance].find(([, steps]) => steps === 3);
    return [[...distance.keys()][0].label, end.label];
  });
  await page.keyboard.press("p");
  await page.locator("#path-from").fill(from);
  await page.keyboard.press("Enter");
  await page.locator("#path-to").fill(to);
  await page.keyboard.press("Enter");
  const stops = await page.locator(".chain .stop").allTextContents();
  assert.equal(stops.length, 4);
  assert.equal(stops[0], from);
  assert.equal(stops[3], to);
  await settled(page);
  await done("path");
});

await test("language, theme, help and keys", async () => {
  const { page, done } = await open(file);
  assert.equal(await page.locator("#types summary").textContent(), "Loại tên");
  await page.keyboard.press("l");
  assert.equal(await page.locator("#types summary").textContent(), "Names");
  assert.equal(await page.getAttribute("html", "lang"), "en");
  await page.keyboard.press("t");
  assert.equal(await page.getAttribute("html", "data-theme"), "dark");
  await page.keyboard.press("?");
  assert.ok(await page.locator("#help").isVisible());
  assert.match(await page.locator("#help pre").textContent(), /sigma 3/);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#help").isVisible(), false);
  const unnamed = await page.evaluate(() => [...document.querySelectorAll("button, input, select, a, [role=application]")]
    .filter((element) => element.checkVisibility() && !(element.textContent.trim() || element.getAttribute("aria-label") || element.labels?.length))
    .map((element) => element.outerHTML.slice(0, 80)));
  assert.deepEqual(unnamed, [], "controls without a name");
  await settled(page);
  await done("english-dark");
});

await test("pictures hold the visible part", async () => {
  const { page, done } = await open(file);
  await settled(page);
  for (const kind of ["svg", "png"]) {
    await page.locator("#save").click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`#save-${kind}`).click()]);
    const saved = join(shots ?? work, `picture.${kind}`);
    await download.saveAs(saved);
    const bytes = readFileSync(saved);
    if (kind === "png") assert.equal(bytes.subarray(1, 4).toString(), "PNG");
    else {
      const circles = bytes.toString().match(/<circle /g).length;
      assert.ok(circles >= 300, `${circles} circles`);
      assert.ok(bytes.toString().includes(graph.graph.title));
    }
  }
  await done();
});

await test("small screen", async () => {
  const { page, done } = await open(exported("small", sample(30, 45)), { size: { width: 390, height: 800 }, scheme: "dark" });
  await page.locator("#menu").click();
  await page.locator("#side").waitFor({ state: "visible", timeout: 5000 });
  await page.locator("#search input").fill("lao cai");
  await page.locator(".hits li").first().click();
  await settled(page);
  await page.locator("#side").waitFor({ state: "hidden", timeout: 5000 });
  assert.ok(await page.locator("#panel").isVisible());
  await done("phone");
});

await test("hostile text stays text", async () => {
  const { page, done } = await open(join(samples, "hostile", "graph.html"));
  const wanted = JSON.parse(readFileSync(join(samples, "hostile", "graph.json"), "utf8"));
  const found = await page.evaluate(() => ({ nodes: newsgraph.network.nodes.map(({ id, label, aliases }) => ({ id, label, aliases })),
    edges: newsgraph.network.edges.map(({ source, target, evidence }) => [source.id, target.id, evidence.map(({ text }) => text)]),
    scripts: document.scripts.length }));
  assert.deepEqual(found.nodes, wanted.nodes.map(({ id, label, aliases }) => ({ id, label, aliases: aliases ?? [] })));
  assert.deepEqual(found.edges, wanted.edges.map(({ source, target, evidence }) => [source, target, (evidence ?? []).map(({ text }) => text ?? "")]));
  assert.equal(found.scripts, 2);
  for (let i = 0; i < found.nodes.length; i++) {
    await page.evaluate((at) => newsgraph.select({ kind: "node", node: newsgraph.network.nodes[at] }), i);
    assert.equal(await page.locator("#card h2").textContent(), found.nodes[i].label || found.nodes[i].id);
  }
  const pairs = await page.evaluate(() => newsgraph.network.pairs.length);
  for (let i = 0; i < pairs; i++) await page.evaluate((at) => newsgraph.select({ kind: "pair", pair: newsgraph.network.pairs[at] }), i);
  assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll("a[href]")].map((a) => a.protocol).filter((p) => !/^https?:$/.test(p))), []);
  await done("hostile");
});

await test("a script link is no link", async () => {
  const bad = sample(30, 45);
  for (const article of bad.articles) article.url = "javascript:alert(1)";
  const { page, done } = await open(exported("script-link", bad));
  await page.evaluate(() => newsgraph.select({ kind: "pair", pair: newsgraph.network.pairs[0] }));
  assert.equal(await page.locator("#card a").count(), 0);
  await done();
});

await test("empty graph", async () => {
  const { page, done } = await open(join(samples, "empty", "graph.html"));
  assert.notEqual(await page.locator("#empty").textContent(), "");
  await done("empty");
});

await test("5,000 nodes and 20,000 edges load and move", async () => {
  const large = exported("large", sample(5000, 20000));
  const before = Date.now();
  const { page, done } = await open(large);
  const loaded = Date.now() - before;
  const { nodes, edges } = await shown(page);
  assert.equal(nodes, 5000);
  assert.equal(edges, 20000);
  await settled(page);
  const frames = await page.evaluate(async () => {
    const times = [];
    let last = performance.now();
    for (let i = 0; i < 24; i++) {
      newsgraph.map.move(0.01, 0);
      await new Promise(requestAnimationFrame);
      times.push(performance.now() - last);
      last = performance.now();
    }
    return times.sort((a, b) => a - b);
  });
  console.log(`   loaded in ${loaded} ms, median frame ${Math.round(frames[12])} ms (drawn by the processor)`);
  await page.locator("#search input").fill("hoa binh");
  await page.waitForSelector(".hits li[aria-selected=true]");
  await page.locator("#search input").fill("");
  await page.keyboard.press("Escape");
  await page.locator("#zoom-fit").click();
  await settled(page);
  await done("large");
});

await browser.close();
console.log(`${passed} passed, 0 failed`);
