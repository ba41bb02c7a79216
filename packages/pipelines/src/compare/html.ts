import { type Comparison, type Entry, type Side, summarize } from "./comparison.ts";
import { also, filesInWords, placeInWords, summaryInWords, told, visible } from "./shown.ts";
import { CONSTRUCTS } from "./verdict.ts";

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2024; --dim: #60646c; --ground: #fff; --line: #d9d9e0; --bad: #ce2c31; --ask: #ab6400; --new: #0d74ce; --good: #218358; }
@media (prefers-color-scheme: dark) { :root { --ink: #edeef0; --dim: #b0b4ba; --ground: #111113; --line: #363a3f; --bad: #ff9592; --ask: #ffca16; --new: #70b8ff; --good: #3dd68c; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; } th, td { border-bottom: 1px solid var(--line); padding: .4rem .6rem; text-align: left; vertical-align: top; }
td { overflow-wrap: anywhere; } pre { margin: 0; white-space: pre-wrap; font: 13px/1.4 ui-monospace, monospace; max-height: 16em; overflow: auto; }
small { color: var(--dim); display: block; } .lost, .weaker { color: var(--bad); } .unknown { color: var(--ask); } .gained { color: var(--new); } .stronger { color: var(--good); } .same { color: var(--dim); }
th { font-weight: 600; color: var(--dim); } summary { cursor: pointer; margin: .6rem 0; }
`;

/** Comparisons as one page that needs nothing else: no script, no other file, light and dark. */
export function comparisonHtml(comparisons: readonly Comparison[]): string {
  const summary = escaped(summaryInWords(summarize(comparisons)));
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Workflows compared: ${summary}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Workflows compared</h1>
<p>${summary}</p>
${comparisons.map(section).join("\n")}
</body>
</html>
`;
}

function section(comparison: Comparison): string {
  const shown = told(comparison);
  const same = comparison.entries.filter((entry) => !shown.includes(entry));
  const gaps = comparison.gaps.map(
    ({ file, line, why }) => `<li>${escaped(why)} <small>${escaped(file)}:${line}</small></li>`,
  );
  return [
    `<section>\n<h2>${escaped(filesInWords(comparison))}</h2>`,
    shown.length === 0 ? "<p>Everything means the same.</p>" : table(shown, comparison),
    gaps.length === 0 ? "" : `<h3>Not looked into</h3>\n<ul>${gaps.join("\n")}</ul>`,
    same.length === 0
      ? ""
      : `<details><summary>${same.length} the same</summary>\n${table(same, comparison)}\n</details>`,
    "</section>",
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function table(entries: readonly Entry[], comparison: Comparison): string {
  const head = ["Verdict", "What", "Before", "Now"].map((name) => `<th scope="col">${name}</th>`).join("");
  return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${entries.map((entry) => row(entry, comparison)).join("\n")}\n</tbody>\n</table>`;
}

function row(entry: Entry, comparison: Comparison): string {
  const mark = entry.marked === true ? " ⚠" : "";
  const rule = escaped(CONSTRUCTS[entry.construct].rule);
  return [
    `<tr><td class="${entry.verdict}" title="${rule}">${entry.verdict}${mark}</td>`,
    `<td><strong>${escaped(entry.what)}</strong><small>${escaped(placeInWords(entry))}</small>${escaped(entry.why + also(entry))}</td>`,
    `<td>${side(entry.old, comparison.old)}</td><td>${side(entry.new, comparison.new)}</td></tr>`,
  ].join("");
}

/** @param file the one that the section is about: its path stands in the heading, and is not repeated */
function side(side: Side | undefined, file: string | null): string {
  if (side === undefined) return "";
  const place = side.file === file ? `line ${side.line}` : `${escaped(side.file)}:${side.line}`;
  return `<pre>${escaped(side.text)}</pre><small>${place}</small>`;
}

function escaped(text: string): string {
  return visible(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
