"use strict";
// Sorts and filters what is there already: without this script all of it can be read.
const table = document.getElementById("class");
const rows = Array.from(table.tBodies[0].rows);
const parts = new Map(rows.map(row => [row, document.getElementById(row.dataset.part)]));
const form = document.getElementById("filter");
const lessons = form.elements.lesson.options.length - 1;
const order = ["passed", "failed", "broken", "todo", "missing"];
const words = new Intl.Collator("en", {numeric: true});

function hasMistake(row, lesson, mistake) {
  return row.dataset.mistakes.split(" ").some(one => {
    const [where, id] = one.split(":");
    return id === mistake && (!lesson || where === lesson);
  });
}
function isWanted(row) {
  const text = form.elements.text.value.trim().toLowerCase();
  const lesson = form.elements.lesson.value, status = form.elements.status.value;
  const mistake = form.elements.mistake.value;
  if (text && !row.cells[0].textContent.toLowerCase().includes(text)) return false;
  if (mistake && !hasMistake(row, lesson, mistake)) return false;
  if (!status) return true;
  const cells = lesson ? [row.cells[Number(lesson)]] : Array.from(row.cells).slice(1, lessons + 1);
  return cells.some(cell => cell.className === status);
}
function filter() {
  let shown = 0;
  for (const row of rows) {
    const wanted = isWanted(row);
    row.hidden = parts.get(row).hidden = !wanted;
    shown += wanted;
  }
  document.getElementById("shown").textContent = shown + " of " + rows.length + " students";
}

function compare(a, b) {
  const x = a.textContent, y = b.textContent;
  if (order.includes(a.className)) return order.indexOf(a.className) - order.indexOf(b.className);
  return a.className === "n" ? Number(x) - Number(y) : words.compare(x, y);
}
function sort(column, head) {
  const up = head.getAttribute("aria-sort") !== "ascending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  rows.sort((a, b) => (up ? 1 : -1) * compare(a.cells[column], b.cells[column]));
  table.tBodies[0].append(...rows);
}
function makeButton(cell, kind, press) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = kind;
  button.append(...cell.childNodes);
  button.addEventListener("click", press);
  cell.append(button);
}
Array.from(table.tHead.rows[0].cells).forEach((head, column) =>
  makeButton(head, "sort", () => sort(column, head)));
for (const cell of document.querySelectorAll("[data-mistake]")) {
  makeButton(cell, "pick", () => {
    form.reset();
    form.elements.mistake.value = cell.dataset.mistake;
    filter();
    document.getElementById("students").scrollIntoView();
    form.elements.mistake.focus({preventScroll: true});
  });
  cell.firstChild.title = "show who has made it";
}

form.addEventListener("input", filter);
form.addEventListener("reset", () => setTimeout(filter));
form.addEventListener("submit", event => event.preventDefault());
form.hidden = false;
filter();

let opened = [];
addEventListener("beforeprint", () => {
  opened = Array.from(document.querySelectorAll("details:not([open])"));
  for (const one of opened) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of opened) one.open = false;
});
