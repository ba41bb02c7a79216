// Writes what is made from the code: `npm run generate`. With --check it writes nothing and ends with 1 when a file is
// not fresh. Add a file by adding a line to GENERATED.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { apiReference, openApiDocument } from "@tollgate/server/http/openapi";
import { ROUTES } from "@tollgate/server/http/routes";
import { cliReference, configurationReference } from "./generate-docs.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Every generated file, by its path from the root. */
export const GENERATED: Readonly<Record<string, () => string>> = {
  "packages/client/openapi.json": () => `${JSON.stringify(openApiDocument(ROUTES), null, 2)}\n`,
  "docs/reference/api.md": () => apiReference(ROUTES),
  "docs/reference/cli.md": cliReference,
  "docs/reference/configuration.md": configurationReference,
};

/** The file as it is; null when it is not there. */
export function committed(path: string): string | null {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

function main(check: boolean): number {
  let stale = 0;
  for (const [path, content] of Object.entries(GENERATED)) {
    const wanted = content();
    if (committed(path) === wanted) continue;
    stale++;
    if (!check) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), wanted);
    }
    process.stdout.write(`${check ? "not fresh" : "written"}: ${path}\n`);
  }
  if (check && stale > 0) process.stdout.write("Run `npm run generate` and commit the result.\n");
  return check && stale > 0 ? 1 : 0;
}

if (import.meta.main) process.exitCode = main(process.argv.includes("--check"));
