import type { FactKey, FactTypes } from "../../src/vocabulary/fact.ts";
import { NO_RULES } from "../change/arrange.ts";

type Written = Readonly<Record<string, unknown>>;

/** What a case stands on that says nothing of it: a branch that demands nothing, and nothing more to be told. */
export const QUIET: Partial<FactTypes> = {
  branchRules: NO_RULES,
  threads: [],
  codeOwners: { file: null, owned: [] },
  knownChecks: { checks: [], commits: 0 },
};

function each(value: unknown, make: (one: Written, index: number) => unknown): unknown[] {
  return (value as readonly Written[]).map(make);
}

function file(one: unknown) {
  const part = typeof one === "string" ? { path: one } : (one as Written);
  return { status: "modified", additions: 1, deletions: 0, added: null, ...part };
}

function codeOwners(value: unknown) {
  const { file, owned } = value as { readonly file: string | null; readonly owned: unknown };
  const owner = (one: unknown) => (typeof one === "string" ? { name: one, people: [one.replace(/^@/, "")] } : one);
  const line = (one: Written, index: number) => ({
    line: index + 1,
    files: ["src/a.ts"],
    ...one,
    owners: (one.owners as readonly unknown[]).map(owner),
  });
  return { file, owned: each(owned, line) };
}

function dependency(one: Written) {
  const vulnerabilities = each(one.vulnerabilities ?? [], (known) => ({ summary: "a flaw", url: null, ...known }));
  const usual = { change: "added", ecosystem: "npm", version: "1.0.0", manifest: "package-lock.json" };
  return { ...usual, license: "MIT", scope: "runtime", ...one, vulnerabilities };
}

/** What cases may leave out of the facts about the change itself; `gates/README.md` tells it. */
export const SHORT_FORMS_OF_CHANGES: Readonly<Partial<Record<FactKey, (value: unknown) => unknown>>> = {
  branchRules: (value) => ({ ...NO_RULES, ...(value as Written) }),
  threads: (value) =>
    each(value, (one) => ({ path: "src/a.ts", line: 1, author: "bob", resolved: false, url: null, ...one })),
  codeOwners,
  files: (value) => (value as readonly unknown[]).map(file),
  dependencies: (value) => each(value, dependency),
  knownChecks: (value) => {
    const { checks, commits } = value as { readonly checks: readonly unknown[]; readonly commits: number };
    return { commits, checks: checks.map((one) => (typeof one === "string" ? { name: one, appId: 15368 } : one)) };
  },
};
