"use strict";
// Ranks entries by how well they hold the words that were typed. An entry: [link, kind, title, text, weight].
function plain(text) {
  return text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
}
function parts(text) {
  return plain(text).match(/[\p{L}\p{N}]+/gu) || [];
}
// Whether two words differ by at most one letter put in, left out or exchanged, or by two neighbors that changed places.
function near(a, b) {
  if (Math.abs(a.length - b.length) > 1) { return false; }
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) { i += 1; }
  const restA = a.slice(i), restB = b.slice(i);
  if (restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)) { return true; }
  return restA.length === restB.length && restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}
function score(word, words) {
  let best = 0;
  for (const each of words) {
    if (each === word) { return 1; }
    if (each.startsWith(word)) { best = Math.max(best, 0.6); }
    else if (best < 0.3 && word.length > 4 && near(word, each)) { best = 0.3; }
  }
  return best;
}
function prepared(entries) {
  return entries.map(([link, kind, title, text, weight]) => ({ link, kind, title, weight, inTitle: parts(title), inText: Array.from(new Set(parts(text))) }));
}
function ranked(entries, typed) {
  const words = parts(typed);
  if (!words.length) { return []; }
  const found = [];
  entries.forEach((entry, place) => {
    let total = 0;
    for (const word of words) {
      const one = Math.max(10 * score(word, entry.inTitle), score(word, entry.inText));
      if (!one) { return; }
      total += one;
    }
    found.push({ entry, total: total * entry.weight, place });
  });
  found.sort((a, b) => b.total - a.total || a.place - b.place);
  return found.map((each) => each.entry);
}
if (typeof document !== "undefined") {
  const most = 50;
  const entries = prepared(JSON.parse(document.getElementById("entries").textContent));
  const form = document.getElementById("search"), words = document.getElementById("words");
  const list = document.getElementById("found"), said = document.getElementById("said");
  let waiting = 0;
  const show = () => {
    const typed = words.value.trim(), found = ranked(entries, typed);
    list.replaceChildren(...found.slice(0, most).map((entry) => {
      const item = document.createElement("li"), link = document.createElement("a"), kind = document.createElement("p");
      link.href = entry.link;
      link.textContent = entry.title;
      kind.textContent = entry.kind;
      item.append(link, kind);
      return item;
    }));
    list.hidden = !found.length;
    const more = found.length > most ? ", of which the best " + most + " are listed" : "";
    const number = found.length === 1 ? "1 entry" : found.length + " entries";
    said.textContent = !typed ? "" : found.length ? number + " found" + more + "." : "Nothing holds all of these words. Try fewer.";
  };
  words.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 150); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); show(); });
  form.hidden = false;
}
if (typeof module !== "undefined") { module.exports = { prepared, ranked }; }
