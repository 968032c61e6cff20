// Citations and references as citeproc-js has them: node render.cjs CITEPROC STYLES LOCALES < items
"use strict";
const fs = require("fs");
const [, , engine, styles, locales] = process.argv;
const CSL = require(engine);
const style = JSON.parse(fs.readFileSync(styles, "utf8")).apa;
const words = JSON.parse(fs.readFileSync(locales, "utf8"))["en-US"];
const items = JSON.parse(fs.readFileSync(0, "utf8"));
const known = new Map(items.map((item) => [item.id, item]));
const processor = new CSL.Engine({ retrieveLocale: () => words, retrieveItem: (id) => known.get(id) }, style);
processor.updateItems(items.map((item) => item.id));
const [about, entries] = processor.makeBibliography();
const found = {};
about.entry_ids.forEach(([id], place) => { found[id] = { reference: entries[place] }; });
processor.setOutputFormat("text");
for (const { id } of items) found[id].citep = processor.makeCitationCluster([{ id }]);
process.stdout.write(JSON.stringify(found));
