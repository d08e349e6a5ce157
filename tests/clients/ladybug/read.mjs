// SPDX-License-Identifier: Apache-2.0
// node read.mjs SAMPLE FOLDER: runs schema.cypher and import.cypher of FOLDER twice in a new database, then prints what is in
// it as one line. The tables lie beside the scripts, which name them without a path, so the process stands in the folder.
import { createRequire } from "node:module";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// The package of the platform holds the library ready-made; the general one would run an install script.
const { Database, Connection } = createRequire(import.meta.url)(`@ladybugdb/core-${process.platform}-${process.arch}`);
const [sample, folder] = process.argv.slice(2);
process.chdir(folder);

const home = mkdtempSync(join(tmpdir(), "ladybug-"));
const connection = new Connection(new Database(join(home, "graph.lbug")));
const ask = async (query) => (await connection.query(query)).getAll();

// Statements end with ";" at the end of a line; no name or text in these two scripts holds a line end.
async function run(script) {
  for (const statement of readFileSync(script, "utf8").split(/;\n/)) {
    if (statement.trim()) await connection.query(statement + ";");
  }
}

function known({ _id, _label, _src, _dst, ...record }) {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null)
    .map(([key, value]) => [key, typeof value === "bigint" ? Number(value) : value]));
}

let before = "";
for (let time = 1; time <= 2; time++) {
  await run("schema.cypher");
  await run("import.cypher");
  const result = { sample, file: `graph.ladybug, time ${time}`, nodes: {}, edges: {}, ends: {} };
  const tables = await ask("CALL show_tables() RETURN *");
  if (tables.some((table) => table.type === "NODE")) {
    for (const { n } of await ask("MATCH (n) RETURN n")) {
      const { id, name, ...rest } = known(n);
      if (id in result.nodes) throw new Error(`node ${id} is there twice`);
      result.nodes[id] = { label: name ?? id, ...rest };
    }
  }
  if (tables.some((table) => table.type === "REL")) {
    for (const { source, r, target } of await ask("MATCH (a)-[r]->(b) RETURN a.id AS source, r, b.id AS target")) {
      const { eid, ...rest } = known(r);
      if (eid in result.edges) throw new Error(`edge ${eid} is there twice`);
      result.edges[eid] = rest;
      result.ends[eid] = [source, target];
    }
  }
  console.log(JSON.stringify(result));
}
rmSync(home, { recursive: true });
process.exit(0);  // the library's threads would hold the process
