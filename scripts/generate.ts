// Writes what is made from the code: `npm run generate`. With --check it writes nothing and ends with 1 when a file is
// not fresh. Add a file by adding a line to GENERATED.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { allCodes } from "@tollgate/pipelines/validate/codes";
import { codePage } from "@tollgate/pipelines/validate/page";
import { apiReference, openApiDocument } from "@tollgate/server/http/openapi";
import { ROUTES } from "@tollgate/server/http/routes";
import { EDITOR_SCHEMAS } from "./editor-schemas.ts";
import { gatesReference } from "./gates-page.ts";
import { cliReference, codesReference, compareReference, configurationReference, MADE } from "./generate-docs.ts";
import { workflowSchemaModule } from "./workflow-schema.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Every generated file, by its path from the root. */
export const GENERATED: Readonly<Record<string, () => string>> = {
  "packages/client/openapi.json": () => `${JSON.stringify(openApiDocument(ROUTES), null, 2)}\n`,
  "packages/pipelines/src/dialects/github/schema.generated.ts": workflowSchemaModule,
  "docs/reference/api.md": () => apiReference(ROUTES),
  "docs/reference/cli.md": cliReference,
  "docs/reference/compare.md": compareReference,
  "docs/reference/configuration.md": configurationReference,
  "docs/reference/gates.md": () => gatesReference(MADE),
  ...Object.fromEntries(Object.entries(EDITOR_SCHEMAS).map(([name, text]) => [`docs/reference/schemas/${name}`, text])),
  "docs/reference/codes/README.md": () => codesReference(allCodes()),
  ...Object.fromEntries(
    [...allCodes()].map(([code, info]) => [`docs/reference/codes/${code}.md`, () => codePage(code, info)]),
  ),
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

/** Pages below `docs/reference/codes` that nothing makes any more. */
export function orphans(): string[] {
  const folder = "docs/reference/codes";
  const pages = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return pages
    .map((page) => `${folder}/${page.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".md") && !Object.hasOwn(GENERATED, path));
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
  for (const path of orphans()) {
    stale++;
    if (!check) rmSync(join(root, path));
    process.stdout.write(`${check ? "belongs to no code" : "removed"}: ${path}\n`);
  }
  if (check && stale > 0) process.stdout.write("Run `npm run generate` and commit the result.\n");
  return check && stale > 0 ? 1 : 0;
}

if (import.meta.main) process.exitCode = main(process.argv.includes("--check"));
