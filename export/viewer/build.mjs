// node build.mjs NODE_MODULES OUT: bundles src/ into one page that needs nothing else. The same input gives the same bytes.
// @@TITLE@@ and @@GRAPH@@ stay in it for export/html.cc.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const modules = resolve(process.argv[2] ?? join(here, "node_modules"));
const out = resolve(process.argv[3] ?? join(here, "page.html"));
const esbuild = createRequire(join(modules, "x.js"))("esbuild");

const bundle = async (entry, options) => {
  const result = await esbuild.build({ entryPoints: [join(here, "src", entry)], bundle: true, minify: true, write: false,
    nodePaths: [modules], absWorkingDir: here, charset: "utf8", legalComments: "none", metafile: true, logLevel: "warning", ...options });
  return { text: result.outputFiles[0].text.trim(), inputs: Object.keys(result.metafile.inputs) };
};
// main.ts comes last in the page, so a plain script may use what stands above it.
const script = await bundle("main.ts", { format: "iife", target: "es2021", define: { "process.env.NODE_ENV": '"production"' } });
const style = await bundle("style.css", { loader: { ".woff2": "dataurl" } });
if (/<\/script|<!--/i.test(script.text) || /<\/style/i.test(style.text)) throw new Error("the bundle would end its own element");

// Every package that is in the page asks for its licence to come along.
const packages = [...new Set([...script.inputs, ...style.inputs]
  .map((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]).filter(Boolean))].sort();
const licences = packages.map((name) => {
  const folder = join(modules, name);
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  return `${name} ${version}\n\n${file ? readFileSync(join(folder, file), "utf8").trim() : ""}\n`;
}).join("\n\n").replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`).replace(/\r/g, "");

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const policy = ["default-src 'none'", `script-src ${hash(script.text)}`, `style-src ${hash(style.text)}`, "font-src data:",
  "img-src data: blob:", "base-uri 'none'", "form-action 'none'"].join("; ");
const parts = { POLICY: policy, STYLE: style.text, LICENCES: licences, SCRIPT: script.text };
const page = readFileSync(join(here, "src", "page.html"), "utf8")
  .replace(/@@(POLICY|STYLE|LICENCES|SCRIPT)@@/g, (_, name) => parts[name]);
writeFileSync(out, page);
