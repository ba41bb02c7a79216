import { type Counts, countsOf } from "./certificate.ts";
import type { DialectId } from "./dialect.ts";
import { dialectName, type Migration } from "./migrate.ts";

/** How much of many files is kept, as a table in Markdown with a row for each CI system. */
export function migrationTable(migrations: readonly Migration[]): string {
  const groups = Map.groupBy(migrations, ({ dialect }) => dialect);
  const rows = [...groups].map(([dialect, group]) => row(dialect, group));
  const head = [
    "CI system",
    "files",
    "broken",
    "keys and values",
    "equal",
    "weaker",
    "unknown",
    "lost",
    "equal or weaker",
  ];
  const lines = [head, head.map((_, column) => (column === 0 ? "---" : "---:")), ...rows];
  return `${lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`;
}

function row(dialect: DialectId, group: readonly Migration[]): string[] {
  const counts: Counts = countsOf(group.flatMap(({ certificate }) => certificate.entries));
  const total = counts.equal + counts.weaker + counts.unknown + counts.lost;
  const share = total === 0 ? 0 : (counts.equal + counts.weaker) / total;
  const broken = group.filter(({ faults }) => faults.length > 0).length;
  const numbers = [group.length, broken, total, counts.equal, counts.weaker, counts.unknown, counts.lost];
  return [dialectName(dialect), ...numbers.map(String), `${(share * 100).toFixed(1)}%`];
}
