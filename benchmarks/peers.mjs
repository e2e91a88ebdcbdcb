// Renders the work of render.py with one tool of node: `node benchmarks/peers.mjs TOOL FOLDER`.
// Commands and answers are those of peers.py. Each tool is used as its manual shows, its template read once.

import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";

const [tool, folder] = process.argv.slice(2);
const bytes = (name) => fs.readFileSync(path.join(folder, `${name}.docx`));
const data = (size) => JSON.parse(fs.readFileSync(path.join(folder, `${size}.json`), "utf8"));

const tools = {
  async docxtemplater(size) {
    const { default: PizZip } = await import("pizzip");
    const { default: Docxtemplater } = await import("docxtemplater");
    const [source, plan] = [bytes("mustache"), data(size)];
    return async () => {
      const document = new Docxtemplater(new PizZip(source), { paragraphLoop: true, linebreaks: true });
      document.render(plan);
      return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  },
  async "easy-template-x"(size) {
    const { TemplateHandler } = await import("easy-template-x");
    const [source, plan, handler] = [bytes("mustache"), data(size), new TemplateHandler()];
    return () => handler.process(source, plan);
  },
  async carbone(size) {
    const { default: carbone } = await import("carbone");
    const [template, plan] = [path.join(folder, "carbone.docx"), data(size)];
    return () =>
      new Promise((done, failed) => {
        carbone.render(template, plan, (error, made) => (error ? failed(error) : done(made)));
      });
  },
};

async function answer(render, command) {
  let [count, made] = [0, null];
  const start = performance.now();
  const end = start + 1000 * (command.seconds ?? 0);
  while (count < (command.count ?? 1) || performance.now() < end) {
    made = await render();
    count += 1;
  }
  const seconds = (performance.now() - start) / 1000;
  if (command.save) fs.writeFileSync(command.save, made);
  return { count, seconds, bytes: made.length };
}

const kept = new Map();
for await (const line of readline.createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  if (!kept.has(command.size)) kept.set(command.size, await tools[tool](command.size));
  console.log(JSON.stringify(await answer(kept.get(command.size), command)));
}
process.exit(0);
