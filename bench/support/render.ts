import type { Machine } from "./machine.ts";
import type { Benchmark, Figure, Section } from "./result.ts";

/** One benchmark of a run, with how busy the machine was. */
export interface Measured {
  readonly benchmark: Pick<Benchmark, "name" | "title" | "how">;
  readonly section: Section;
  readonly loadBefore: number;
  readonly loadAfter: number;
}

/** What holds for the whole page. */
export interface Run {
  readonly machine: Machine;
  readonly postgres: string;
  readonly command: string;
  /** What was tried where an aim was missed, kept by hand. */
  readonly notes: string;
}

/** The page of a whole run, as Markdown. */
export function renderPage({ machine, postgres, command, notes }: Run, measured: readonly Measured[]): string {
  const { cpu, cores, memoryGiB, system, node, date } = machine;
  return `# Performance

Written by \`${command}\` on ${date}; whoever doubts a figure runs it again. One machine for everything, the sender of the
load and its peers included: ${cores} cores of ${cpu}, ${memoryGiB} GiB of memory, ${system}, Node ${node}, PostgreSQL ${postgres} (the
embedded one, waiting for the disk at every commit).

${measured.map(section).join("\n")}
${notes.trim()}
`;
}

/** A benchmark's results as lines for a terminal. */
export function renderText({ benchmark, section: { figures, tables } }: Measured): string {
  const lines = figures.map(({ what, got, beside, aim, met }) => {
    const judged = met === undefined ? "" : met ? "  [met]" : "  [MISSED]";
    return `  ${what}\n    ${got}${beside === undefined || beside === "" ? "" : `; ${beside}`}${aim === undefined ? "" : `; aim: ${aim}`}${judged}`;
  });
  for (const { title, head, rows } of tables ?? []) {
    lines.push(`  ${title}`, `    ${head.join(" | ")}`, ...rows.map((row) => `    ${row.join(" | ")}`));
  }
  return `${benchmark.title}\n${lines.join("\n")}\n`;
}

function section({ benchmark, section: found, loadBefore, loadAfter }: Measured): string {
  const tables = (found.tables ?? []).map(({ title, head, rows }) => `${title}:\n\n${table([head, ...rows])}\n`);
  return `<a id="${benchmark.name}"></a>

## ${benchmark.title}

${benchmark.how}

${table([["measured", "got", "beside", "aim"], ...found.figures.map(figureRow)])}

${tables.join("\n")}
Load average before and after: ${loadBefore.toFixed(2)} and ${loadAfter.toFixed(2)}.
`;
}

function figureRow({ what, got, beside, aim, met }: Figure): readonly string[] {
  const judged = aim === undefined ? "" : `${aim}: ${met === true ? "met" : "**missed**"}`;
  return [what, `**${got}**`, beside ?? "", judged];
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
