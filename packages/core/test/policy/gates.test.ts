import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { runGate } from "../../src/policy/gate.ts";
import { GATES, JUDGES } from "../../src/policy/gates/index.ts";
import {
  type Check,
  FACT_KEYS,
  type FactKey,
  type Facts,
  known,
  type Observed,
  type Review,
  unknown,
} from "../../src/vocabulary/fact.ts";
import { type Outcome, opens } from "../../src/vocabulary/outcome.ts";
import { DEFAULT_CONTEXT_NAMES } from "../../src/vocabulary/step.ts";
import type { Verdict } from "../../src/vocabulary/verdict.ts";
import { SHORT_FORMS } from "./short-forms.ts";
import { QUIET, SHORT_FORMS_OF_CHANGES } from "./short-forms-of-changes.ts";

const ALL_SHORT_FORMS = { ...SHORT_FORMS, ...SHORT_FORMS_OF_CHANGES };

const FIXTURES = new URL("gates/", import.meta.url);
const SOURCES = new URL("../../src/policy/gates/", import.meta.url);

interface Case {
  readonly params?: unknown;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly unknown?: Readonly<Record<string, string | true>>;
  readonly now?: string;
  readonly expect: {
    readonly outcome?: Outcome;
    readonly title?: string;
    readonly remedy?: string;
    readonly children?: readonly Outcome[];
    readonly tree?: string;
    readonly opens_by?: readonly string[];
    readonly invalid?: string;
  };
}

/** Fills in what a case leaves out; `gates/README.md` tells people the same. */
function factsOf(written: Case): Facts {
  const facts: Record<string, Observed<unknown>> = {};
  for (const key of FACT_KEYS) facts[key] = key in QUIET ? known(QUIET[key]) : unknown(`no ${key} in this case`);
  const head = String(written.facts?.headSha ?? "");
  for (const [key, value] of Object.entries(written.facts ?? {})) {
    if (key === "author") facts[key] = known(person(value));
    else if (key === "reviews") facts[key] = known((value as Partial<Review>[]).map((one, i) => review(one, i, head)));
    else if (key === "checks") facts[key] = known((value as Partial<Check>[]).map(check));
    else if (key === "requiredChecks") {
      facts[key] = known(
        (value as unknown[]).map((one) => (typeof one === "string" ? { name: one, appId: null } : one)),
      );
    } else facts[key] = known(ALL_SHORT_FORMS[key as FactKey]?.(value) ?? value);
  }
  for (const [key, permission] of Object.entries(written.unknown ?? {})) {
    facts[key] = unknown("the forge refused", permission === true ? undefined : permission);
  }
  return facts as unknown as Facts;
}

function person(value: unknown) {
  return typeof value === "string" ? { login: value, kind: "user" } : value;
}

function review(one: Partial<Review>, index: number, head: string) {
  const submittedAt = `2026-01-01T00:${String(index).padStart(2, "0")}:00Z`;
  return { id: String(index), commit: head, submittedAt, canPush: true, ...one, author: person(one.author) };
}

function check(one: Partial<Check>) {
  const running = one.status !== undefined && one.status !== "completed";
  const conclusion = running ? null : "success";
  return { kind: "check_run", appId: 15368, status: "completed", conclusion, url: null, ...one };
}

function tree(verdict: Verdict): Verdict[] {
  return [verdict, ...(verdict.children ?? []).flatMap(tree)];
}

function casesOf(folder: string): string[] {
  return readdirSync(new URL(`${folder}/`, FIXTURES)).filter((name) => name.endsWith(".yml"));
}

function folderOf(gate: string): string {
  return gate.slice(gate.indexOf("/") + 1);
}

for (const gate of JUDGES.values()) {
  const folder = folderOf(gate.name);
  describe(gate.name, () => {
    for (const name of casesOf(folder)) {
      test(name.slice(0, -".yml".length), () => {
        const written = parse(readFileSync(new URL(`${folder}/${name}`, FIXTURES), "utf8")) as Case;
        const params = gate.params.safeParse(written.params ?? {});
        if (written.expect.invalid !== undefined) {
          expect(params.success).toBe(false);
          expect(params.error?.message).toContain(written.expect.invalid);
          return;
        }
        expect(params.error?.message).toBeUndefined();
        const ownContexts = Object.values(DEFAULT_CONTEXT_NAMES);
        const verdict = runGate(gate, factsOf(written), params.data, {
          ownContexts,
          now: written.now ?? "2026-01-01T12:00:00Z",
        });
        const all = tree(verdict);
        const expected = written.expect;
        expect(verdict.outcome, JSON.stringify(verdict, null, 2)).toBe(expected.outcome);
        if (expected.title !== undefined) expect(verdict.title).toContain(expected.title);
        if (expected.remedy !== undefined) expect(all.map((one) => one.remedy).join("\n")).toContain(expected.remedy);
        if (expected.tree !== undefined) expect(all.map((one) => one.title).join("\n")).toContain(expected.tree);
        if (expected.opens_by !== undefined) {
          const ways = all.filter(({ outcome }) => !opens(outcome)).flatMap((one) => one.opensBy?.ways ?? []);
          expect([...new Set(ways.map(({ id }) => id))]).toEqual(expected.opens_by);
        }
        if (expected.children !== undefined) {
          expect((verdict.children ?? []).map((one) => one.outcome)).toEqual(expected.children);
        }
        // Whoever is stopped learns what to do.
        if (verdict.outcome === "fail" || verdict.outcome === "error") {
          expect(all.some((one) => one.remedy !== undefined)).toBe(true);
        }
      });
    }
  });
}

test("the list, the files and the fixtures name the same gates", () => {
  const listed = [...JUDGES.keys()].map(folderOf).sort();
  const files = readdirSync(SOURCES).filter((name) => name !== "index.ts");
  const folders = readdirSync(FIXTURES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(files.map((name) => name.replace(/\.ts$/, "")).sort()).toEqual(listed);
  expect(folders.map((entry) => entry.name).sort()).toEqual(listed);
  expect(new Set(listed).size).toBe(listed.length);
});

test.each([...JUDGES])("%s has cases that pass, do not pass, and lack a fact", (name) => {
  const cases = casesOf(folderOf(name)).map(
    (file) => parse(readFileSync(new URL(`${folderOf(name)}/${file}`, FIXTURES), "utf8")) as Case,
  );
  const outcomes = cases.map((one) => one.expect.outcome);
  expect(outcomes).toContain("pass");
  expect(outcomes.some((outcome) => outcome === "fail" || outcome === "pending")).toBe(true);
  expect(cases.some((one) => one.unknown !== undefined && one.expect.outcome === "error")).toBe(true);
});

test.each(GATES.map((gate) => [gate.name, gate] as const))(
  "%s is named after its step and takes {} as parameters",
  (_, gate) => {
    expect(gate.name).toMatch(/^(dor|security|quality|dod)\/[a-z]+(-[a-z]+)*$/);
    expect(gate.params.safeParse({}).success).toBe(true);
    expect(gate.purpose).toMatch(/^[A-Z].*\.$/);
    expect(gate.reads.length).toBeGreaterThan(0);
  },
);
