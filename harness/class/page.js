"use strict";
const table = document.getElementById("class");
const rows = Array.from(table.tBodies[0].rows);
const form = document.getElementById("filter");
const count = document.getElementById("shown");
function wanted(row) {
  const text = form.elements.text.value.trim().toLowerCase();
  const lesson = form.elements.lesson.value, status = form.elements.status.value;
  const mistake = form.elements.mistake.value;
  if (text && !row.cells[0].textContent.toLowerCase().includes(text)) return false;
  if (mistake && !(" " + row.dataset.mistakes + " ").includes(" " + mistake + " ")) return false;
  if (!status) return true;
  const cells = lesson ? [row.cells[Number(lesson)]] : Array.from(row.cells).slice(1, -2);
  return cells.some(cell => cell.className === status);
}
function filter() {
  let shown = 0;
  for (const row of rows) {
    const is = wanted(row);
    row.hidden = !is;
    document.getElementById(row.dataset.part).hidden = !is;
    shown += is;
  }
  count.textContent = shown + " of " + rows.length + " students";
}
function key(row, column) {
  const cell = row.cells[column];
  return cell.dataset.sort === undefined ? cell.textContent.toLowerCase() : Number(cell.dataset.sort);
}
function sort(column, head) {
  const up = head.getAttribute("aria-sort") !== "ascending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  rows.sort((a, b) => {
    const x = key(a, column), y = key(b, column);
    return (x < y ? -1 : x > y ? 1 : 0) * (up ? 1 : -1);
  });
  table.tBodies[0].append(...rows);
}
Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sort";
  button.append(...head.childNodes);
  button.addEventListener("click", () => sort(column, head));
  head.append(button);
});
form.addEventListener("input", filter);
form.addEventListener("submit", event => event.preventDefault());
form.hidden = false;
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(one => { one.open = true; }));
filter();
