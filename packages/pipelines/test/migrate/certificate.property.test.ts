import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isMap, isSeq, type Node, parseDocument } from "yaml";
import type { CertificateEntry } from "../../src/migrate/certificate.ts";
import { migrateToGitHub, verifyMigration } from "../../src/migrate/migrate.ts";
import { fixtures } from "./support.ts";

type Path = (string | number)[];

describe("a certificate, when part of the output is deleted", () => {
  it.each(fixtures())("turns what that part carried to lost: $dialect/$name", ({ dialect, path, text }) => {
    const migration = migrateToGitHub(dialect, path, text);
    const [file] = migration.files;
    const output = file?.text ?? "";
    const places = pathsOf(output);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: places.length - 1 }), (index) => {
        const gone = places[index] ?? [];
        fc.pre(!hasTwin(output, gone));
        const document = parseDocument(output);
        document.deleteIn(gone);
        const changed = [{ path: file?.path ?? "", text: document.toString({ lineWidth: 0, nullStr: "" }) }];
        const { entries } = verifyMigration(migration, text, changed);
        for (const [at, before] of migration.certificate.entries.entries()) {
          const after = entries[at]?.verdict;
          if (touches(before, gone)) expect(after, `${before.path} without ${gone.join(".")}`).toBe("lost");
          else if (staysPut(before, gone))
            expect(after, `${before.path} without ${gone.join(".")}`).toBe(before.verdict);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** Every key and item of a YAML text, by its path. */
function pathsOf(text: string): Path[] {
  const found: Path[] = [];
  const visit = (node: unknown, path: Path): void => {
    if (path.length > 0) found.push(path);
    if (isMap(node)) {
      for (const pair of node.items) visit(pair.value, [...path, String((pair.key as { value?: unknown }).value)]);
    }
    if (isSeq(node)) for (const [index, item] of node.items.entries()) visit(item as Node, [...path, index]);
  };
  visit(parseDocument(text).contents, []);
  return found;
}

function touches({ carriers }: CertificateEntry, gone: Path): boolean {
  return carriers.some(({ path }) => gone.every((part, index) => path[index] === part));
}

/** Nothing that carries it goes with the part. A comment may stand above something else then. */
function staysPut(entry: CertificateEntry, gone: Path): boolean {
  return !touches(entry, gone) && entry.carriers.every(({ comment }) => comment !== true);
}

/** Of items that say the same nobody can tell which one is gone. */
function hasTwin(text: string, gone: Path): boolean {
  const document = parseDocument(text);
  return gone.some((part, index) => {
    if (typeof part !== "number") return false;
    const list = (document.getIn(gone.slice(0, index)) as { toJSON(): unknown[] }).toJSON();
    return list.filter((item) => JSON.stringify(item) === JSON.stringify(list[part])).length > 1;
  });
}
