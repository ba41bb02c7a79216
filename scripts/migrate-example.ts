/**
 * Writes docs/reference/migrate-example.md: what `tollgate migrate --strategy hybrid` makes of the workflows of real
 * repositories in the shared data. Those workflows are others' work, so only names and counts are told, not their text.
 * `node scripts/migrate-example.ts`; where the data is absent it says so and writes nothing.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Shared, type Sharing, share } from "@tollgate/pipelines/migrate/share/share";
import { STRATEGIES, type Strategy } from "@tollgate/pipelines/migrate/share/strategy";
import { projectOf } from "@tollgate/pipelines/project/project";

const DATA = fileURLToPath(new URL("../../shared/data/workflows/realworld/", import.meta.url));
const PAGE = fileURLToPath(new URL("../docs/reference/migrate-example.md", import.meta.url));
/** The repository that is shown in full. */
const SHOWN = "tokio-rs+tokio";

interface Row {
  readonly repository: string;
  readonly files: number;
  readonly sharing: Sharing;
}

function migrated(strategy: Strategy): Row[] {
  return readdirSync(DATA)
    .sort()
    .map((repository) => {
      const names = readdirSync(`${DATA}${repository}`).filter((name) => /\.ya?ml$/.test(name));
      const files = Object.fromEntries(
        names.sort().map((name) => [`.github/workflows/${name}`, readFileSync(`${DATA}${repository}/${name}`, "utf8")]),
      );
      const sharing = share(strategy, Object.keys(files), projectOf(files, { complete: false }));
      return { repository, files: names.length, sharing };
    });
}

function savedBy({ sharing }: Row): number {
  return sharing.linesBefore - sharing.linesAfter;
}

function page(): string {
  const all = new Map(STRATEGIES.map((strategy) => [strategy, migrated(strategy)]));
  const hybrid = all.get("hybrid") ?? [];
  const shown = hybrid.find(({ repository }) => repository === SHOWN);
  if (shown === undefined) throw new Error(`the data has no workflows of ${SHOWN}`);
  return `${[
    "# What sharing makes of real workflows",
    "Made by `scripts/migrate-example.ts` from the workflows of open repositories; do not edit. Each change was proved: the expanded model of the output is that of the input, and `validate` finds no new error. Lines are those of all files together, new ones included.",
    "| strategy | repositories | with something to share | lines before | lines after | saved |\n| --- | ---: | ---: | ---: | ---: | ---: |\n" +
      [...all].map(([strategy, rows]) => totals(strategy, rows)).join("\n"),
    `## ${shown.repository.replace("+", "/")}`,
    example(shown),
    "## Repositories in which something is shared, by `hybrid`",
    "| repository | workflows | reusable workflows | composite actions | lines before | lines after | saved |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n" +
      hybrid
        .filter(({ sharing }) => sharing.shared.length > 0)
        .map(line)
        .join("\n"),
  ].join("\n\n")}\n`;
}

function totals(strategy: Strategy, rows: readonly Row[]): string {
  const sum = (count: (row: Row) => number) => rows.reduce((total, row) => total + count(row), 0);
  const sharing = rows.filter((row) => row.sharing.shared.length > 0).length;
  return `| ${strategy} | ${rows.length} | ${sharing} | ${sum((row) => row.sharing.linesBefore)} | ${sum((row) => row.sharing.linesAfter)} | ${sum(savedBy)} |`;
}

function line(row: Row): string {
  const { repository, files, sharing } = row;
  const count = (kind: Shared["kind"]) => sharing.shared.filter((each) => each.kind === kind).length;
  return `| ${repository.replace("+", "/")} | ${files} | ${count("reusable")} | ${count("action")} | ${sharing.linesBefore} | ${sharing.linesAfter} | ${savedBy(row)} |`;
}

function example(row: Row): string {
  const { sharing, files } = row;
  const constructs = sharing.certificates.reduce((sum, { entries }) => sum + entries.length, 0);
  const equal = sharing.certificates.reduce((sum, { counts }) => sum + counts.equal, 0);
  const shared = sharing.shared.map((each) => {
    const takes = each.handed.map(({ name, type, as }) => `\`${name}\` (${as === "secret" ? "secret" : type})`);
    const where = Object.entries(Object.groupBy(each.copies, (copy) => copy.split(": ")[0] ?? ""));
    const used = where.map(([path, copies = []]) => `${path.split("/").at(-1)} (${copies.length})`);
    return `| \`${each.path}\` | ${used.join(", ")} | ${takes.join(", ") || "nothing"} | ${each.saved} |`;
  });
  return [
    `${files} workflows with ${sharing.linesBefore} lines become ${sharing.linesAfter} lines, ${savedBy(row)} less. Of ${constructs} keys and values of the input, the certificate says of ${equal} that they are equal.`,
    `| made | takes the place of (copies) | is handed | lines saved |\n| --- | --- | --- | ---: |\n${shared.join("\n")}`,
  ].join("\n\n");
}

if (existsSync(DATA)) writeFileSync(PAGE, page());
else console.log("The shared data is not here: the page stays as it is.");
