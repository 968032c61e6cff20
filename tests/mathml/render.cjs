// Formulas as JSON on the input; on the output, what KaTeX says against each. An untrusted command is an error, too.
const katex = require(process.argv[2]);
const block = process.argv[3] === "block";
const formulas = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.warn = () => {};
const said = formulas.map((formula) => {
  try {
    const html = katex.renderToString(formula, { displayMode: block, strict: "ignore", trust: false });
    return html.includes("#cc0000") ? "refused" : "";
  } catch (error) {
    return String(error.message);
  }
});
process.stdout.write(JSON.stringify(said));
