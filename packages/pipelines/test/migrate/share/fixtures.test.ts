import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Sharing } from "../../../src/migrate/share/share.ts";
import { STRATEGIES } from "../../../src/migrate/share/strategy.ts";
import { certificateLines } from "../support.ts";
import { shareAndCheck } from "./check.ts";

const FOLDER = fileURLToPath(new URL("fixtures/", import.meta.url));

// A new case: a folder of workflows below the strategy's; `vitest run -u` writes `expected.txt`, which is then read.
const cases = STRATEGIES.flatMap((strategy) =>
  readdirSync(join(FOLDER, strategy)).map((name) => ({ strategy, name, folder: join(FOLDER, strategy, name) })),
);

test.each(cases)("$strategy/$name", async ({ strategy, folder }) => {
  const names = readdirSync(folder).filter((name) => name.endsWith(".yml"));
  const files = names.map((name) => [`.github/workflows/${name}`, readFileSync(join(folder, name), "utf8")]);
  const sharing = await shareAndCheck(strategy, Object.fromEntries(files));
  await expect(told(sharing)).toMatchFileSnapshot(join(folder, "expected.txt"));
});

function told({ shared, files, left, notes, certificates, linesBefore, linesAfter }: Sharing): string {
  const parts = [
    `${linesBefore} lines become ${linesAfter}`,
    ...shared.map(({ path, copies, handed, saved }) =>
      [`${path} saves ${saved}`, ...copies, ...handed.map(({ as, type, name }) => `${as} ${name}: ${type}`)].join(
        "\n  ",
      ),
    ),
    ...left.map(({ copies, reason }) => `left: ${reason}\n  ${copies.join("\n  ")}`),
    ...notes.map((note) => `note: ${note}`),
    ...files.map(({ path, text }) => `--- ${path}\n${text}`),
    ...certificates.map(({ source, entries }) => {
      const away = entries.filter(({ rule }) => rule !== "share/kept");
      return away.length === 0 ? `${source} is as it was` : `--- what left ${source}\n${certificateLines(away)}`;
    }),
  ];
  return `${parts.join("\n")}\n`;
}
