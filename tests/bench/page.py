"""page.py - the figures as a table on the terminal, as a page, and for programs."""
import html
import json
import os

from figures import MISSED, number

COLUMNS = ("figure", "value", "spread", "bound", "verdict", "beside")
STYLE = """
body { font: 1rem/1.45 sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem;
  color: #1b1b1b; background: #fff; }
table { border-collapse: collapse; width: 100%; margin-bottom: 2rem; }
caption { text-align: left; font-weight: bold; padding: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0;
  border-bottom: 1px solid #bbb; }
td.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
tr.over td, tr.missed td { background: #fff1d6; }
@media print {
  body { margin: 0; max-width: none; font-size: 9pt; }
  thead { display: table-header-group; }
  caption, tr { break-inside: avoid; }
  tr.over td, tr.missed td { background: none; font-weight: bold; }
}
"""


def cells(figure):
    value = "" if figure.value is None else f"{number(figure.value)} {figure.unit}"
    return (figure.name, value, figure.spread(), figure.limits(), figure.verdict(), figure.beside)


def terminal_text(title, figures):
    """In two lines a figure: what it came to, and what it is made of."""
    lines = [title]
    for figure in figures:
        name, value, spread, limits, verdict, beside = cells(figure)
        spread = f" ({spread})" if spread else ""
        limits = f"  {limits}: {verdict}" if limits else f"  {verdict}".rstrip()
        lines.append(f"  {name:48} {value}{spread}{limits}")
        if beside:
            lines.append(f"      {beside}")
    return "\n".join(lines)


def row(figure):
    kind = {"over": "over", MISSED: "missed"}.get(figure.verdict(), "")
    name, value, spread, limits, verdict, beside = map(html.escape, cells(figure))
    return (f'<tr class="{kind}"><th scope="row">{name}</th><td class="number">{value}</td>'
            f'<td class="number">{spread}</td><td>{limits}</td><td>{verdict}</td><td>{beside}</td>'
            "</tr>\n")


def table(title, figures):
    head = "".join(f'<th scope="col">{column}</th>' for column in COLUMNS)
    return (f"<table><caption>{html.escape(title)}</caption>\n<thead><tr>{head}</tr></thead>\n"
            f"<tbody>\n{''.join(map(row, figures))}</tbody></table>\n")


def page(machine, groups):
    return ('<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            "<title>Ten Steps: figures</title>\n"
            f"<style>{STYLE}</style></head>\n<body><h1>Ten Steps: figures</h1>\n"
            f"<p>{html.escape(machine)}</p>\n"
            f"{''.join(table(title, figures) for title, figures in groups)}</body></html>\n")


def document(machine, groups):
    return {"machine": machine,
            "groups": [{"title": title, "figures": [figure.as_json() for figure in figures]}
                       for title, figures in groups]}


def keep(path, text):
    """Whole or not at all."""
    with open(f"{path}.new", "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(f"{path}.new", path)


def keep_all(folder, machine, groups):
    keep(os.path.join(folder, "bench.html"), page(machine, groups))
    keep(os.path.join(folder, "bench.json"),
         json.dumps(document(machine, groups), indent=2) + "\n")
