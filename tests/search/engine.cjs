/* Run the search of a built site in Node: `node engine.cjs HTML < queries.json`, gives the addresses found for each. */
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const folder = process.argv[2];
const { LibraryIndex } = require(path.join(folder, "_static/papershelf-search.js"));
const sandbox = { window: {} };
vm.createContext(sandbox);
vm.runInContext(`${fs.readFileSync(path.join(folder, "_static/language_data.js"), "utf8")};this.stopwords = stopwords;`, sandbox);

/** What a file of the index hands over. */
function read(name) {
  let given;
  const take = (...values) => (given = values.at(-1));
  const context = { papershelfSearch: { library: take, words: take, documents: take } };
  vm.runInNewContext(fs.readFileSync(path.join(folder, name), "utf8"), context);
  return given;
}

async function main() {
  const library = read("search/library.js");
  const stemmer = new sandbox.window.Stemmer();
  const index = new LibraryIndex(
    library,
    async (first) => read(library.files[library.firsts.indexOf(first)]),
    (word) => (/^[a-z]+$/.test(word) ? stemmer.stemWord(word) : word),
    sandbox.stopwords,
  );
  const answers = [];
  for (const query of JSON.parse(fs.readFileSync(0, "utf8"))) {
    const addresses = [];
    for (const [number] of await index.search(query)) {
      const rows = read(`search/documents-${Math.floor(number / library.perFile)}.js`);
      addresses.push(rows[number % library.perFile][1]);
    }
    answers.push(addresses);
  }
  process.stdout.write(JSON.stringify(answers));
}

main();
