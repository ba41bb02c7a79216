import { readdirSync, readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { CertificateEntry } from "../../src/migrate/certificate.ts";
import type { DialectId } from "../../src/migrate/dialect.ts";
import { knownDialects } from "../../src/migrate/migrate.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const EXPECTED = new Set(["expected.yml", "certificate.txt"]);

/** One case: a folder with a file of a CI system, the workflow that is expected of it, and the certificate's lines. */
export interface Fixture {
  readonly dialect: DialectId;
  readonly name: string;
  readonly folder: string;
  /** Of the input, from the case's folder. */
  readonly path: string;
  readonly text: string;
}

export function fixtures(): Fixture[] {
  return knownDialects().flatMap((dialect) =>
    readdirSync(join(HERE, dialect)).map((name) => {
      const folder = join(HERE, dialect, name);
      const [path = ""] = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !EXPECTED.has(entry.name))
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
      return { dialect, name, folder, path, text: readFileSync(join(folder, path), "utf8") };
    }),
  );
}

// The parser imports its schemas without saying that they are JSON, which Node wants to be told.
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith(".json") ? { ...context, importAttributes: { type: "json" } } : context),
});

/** What GitHub's own parser says against a workflow. */
export async function refusals(path: string, text: string): Promise<string[]> {
  const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import("@actions/workflow-parser");
  const { context, value } = parseWorkflow({ name: path, content: text }, new NoOperationTraceWriter());
  if (value !== undefined) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map((error) => error.message);
}

/** `12 weaker travis/dist dist: The oldest ...`, as fixtures have it. */
export function certificateLines(entries: readonly CertificateEntry[]): string {
  const lines = entries.map(({ line, verdict, rule, kind, path, reason }) => {
    return `${line} ${verdict} ${rule} ${path} (${kind})${reason === undefined ? "" : `: ${reason}`}`;
  });
  return `${lines.join("\n")}\n`;
}
