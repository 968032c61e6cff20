/* Run the search of a built site in Node: `node engine.cjs HTML < queries.json`, gives the addresses shown for each. */
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const folder = process.argv[2];
const sandbox = { window: {}, atob };
vm.createContext(sandbox);
const run = (name, more = "") => vm.runInContext(fs.readFileSync(path.join(folder, "_static", name), "utf8") + more, sandbox);
run("language_data.js", ";this.stopwords = stopwords;");
for (const part of ["korean", "index", "answers", "hits"]) run(`papershelf-${part}.js`);
const { PapershelfAnswers, PapershelfHits } = vm.runInContext("({ PapershelfAnswers, PapershelfHits })", sandbox);

const files = new Map();

/** What a file of the index hands over. */
function read(name) {
  if (!files.has(name)) {
    let given;
    const take = (...values) => (given = values.at(-1));
    const context = { papershelfSearch: { library: take, words: take, documents: take } };
    vm.runInNewContext(fs.readFileSync(path.join(folder, name), "utf8"), context);
    files.set(name, given);
  }
  return files.get(name);
}

async function main() {
  const library = read("search/library.js");
  const stemmer = new sandbox.window.Stemmer();
  const answers = new PapershelfAnswers(
    library,
    async (name) => read(name),
    (word) => (/^[a-z]+$/.test(word) ? stemmer.stemWord(word) : word),
    sandbox.stopwords,
  );
  const about = async (number) => {
    const rows = read(`search/documents-${Math.floor(number / library.perFile)}.js`);
    const row = rows[number % library.perFile];
    return { address: row[1], inside: row[7] ?? [] };
  };
  const found = [];
  for (const query of JSON.parse(fs.readFileSync(0, "utf8"))) {
    const addresses = [];
    for (const { hits } of await PapershelfHits.grouped(answers, about, query)) {
      for (const hit of hits) addresses.push((hit.about ?? (await about(hit.number))).address);
    }
    found.push(addresses);
  }
  process.stdout.write(JSON.stringify(found));
}

main();
