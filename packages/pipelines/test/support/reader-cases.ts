/** The cases of GitHub's own workflow parser, and what our reading and rules make of them. */
import { parse } from "yaml";
import type { Finding } from "../../src/findings/finding.ts";
import { type Project, projectOf } from "../../src/project/project.ts";
import { documentAt, workflowOf } from "../../src/project/workflows.ts";
import { itemsOf, type YamlNode } from "../../src/source/tree.ts";
import { validateFile } from "../../src/validate/validate.ts";
import { filesBelow, read } from "./data.ts";
import { type Options, projected } from "./reader.ts";

export const CASES = "workflow-parser/testdata/reader";

export interface ReaderCase {
  readonly name: string;
  readonly path: string;
  readonly project: Project;
  readonly options: Options;
  /** Left out by GitHub's TypeScript parser. */
  readonly isSkipped: boolean;
  readonly expected: { readonly errors?: readonly { readonly Message: string }[] };
}

export function readerCases(): ReaderCase[] {
  return filesBelow(CASES).map((file) => {
    const name = file.slice(CASES.length + 1, -".yml".length);
    const parts = read(file).split(/^---\r?\n/m);
    const options: Record<string, unknown> = parse(parts[0] ?? "") ?? {};
    const path = `.github/workflows/${name}.yml`;
    const files: Record<string, string> = { [path]: unended(parts[1] ?? "") };
    for (let at = 2; at + 1 < parts.length - 1; at += 2) files[(parts[at] ?? "").trim()] = unended(parts[at + 1] ?? "");
    const policy = options["permissions-policy"];
    return {
      name,
      path,
      project: projectOf(files, {
        ...(policy === "LimitedRead"
          ? { tokenDefault: "restricted" }
          : policy === "Write"
            ? { tokenDefault: "permissive" }
            : {}),
      }),
      options: {
        includeSource: options["include-source"] === true,
        skipCalls: options["skip-reusable-workflows"] === true,
        isPartialRerun: options["is-partial-rerun"] === true,
      },
      isSkipped: Array.isArray(options["skip"]) && options["skip"].includes("TypeScript"),
      expected: JSON.parse(parts.at(-1) ?? "{}"),
    };
  });
}

/** The workflow ends where the line of the separator begins. */
function unended(text: string): string {
  return text.replace(/\r?\n$/, "");
}

/** What is wrong with our answer; undefined where it is GitHub's. */
export function deviation(one: ReaderCase): string | undefined {
  const { expected, path, project, options } = one;
  const errors = placesOf(one);
  if (expected.errors !== undefined) {
    const wanted = new Set(
      expected.errors.map(({ Message }) => /\(Line: (\d+), Col: (\d+)\)/.exec(Message)?.slice(1).join(":")),
    );
    // Limits of the whole file are told without a place.
    const found = wanted.has(undefined) && errors.length > 0 ? [undefined] : errors;
    return same([...wanted].sort(), [...new Set(found)].sort());
  }
  return same([], errors) ?? same(sorted(expected), sorted(projected(path, project, options)));
}

function same(wanted: unknown, found: unknown): string | undefined {
  const [a, b] = [JSON.stringify(wanted), JSON.stringify(found)];
  if (a === b) return undefined;
  let at = 0;
  while (a[at] === b[at]) at++;
  return `expected ...${a.slice(Math.max(0, at - 80), at + 120)} found ...${b.slice(Math.max(0, at - 80), at + 120)}`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** Faults that GitHub's parser leaves to those who start the run, or that only show when it runs. */
const NOT_PARSED: ReadonlySet<string> = new Set([
  "syntax/job-without-steps",
  "syntax/true-condition",
  "syntax/shell-of-other-system",
  "syntax/plain-password",
  "action/unknown-input",
  "expression/unknown-property",
  "expression/wrong-result",
  "syntax/conflicting-runner",
]);

/** Where we tell errors, in GitHub's manner of pointing at them. */
function placesOf({ path, project }: ReaderCase): string[] {
  const files = [path, ...calledFrom(path, project)];
  const found = files.flatMap((file) => validateFile("workflow", file, project.text(file) ?? "", project));
  const errors = found.filter(
    ({ severity, code }) => severity === "error" && !code.startsWith("security/") && !NOT_PARSED.has(code),
  );
  // Files of other repositories are not judged when a project is: what is wrong between two of them is then told at
  // the call of the first. Here they are, and it is told there.
  const below = errors.some(({ file, code }) => file !== path && code === "action/call-permissions");
  return errors
    .filter(({ file, code }) => !(below && file === path && code === "action/call-permissions"))
    .flatMap((finding) => pointed(finding, project));
}

/** The called files that the project has, as far as calls lead. */
function calledFrom(path: string, project: Project, seen = new Set<string>()): string[] {
  const document = documentAt(path, project);
  for (const { uses } of document === undefined ? [] : workflowOf(document).jobs) {
    if (uses === undefined || seen.has(uses.text) || project.text(uses.text) === undefined) continue;
    seen.add(uses.text);
    calledFrom(uses.text, project, seen);
  }
  return [...seen];
}

/**
 * GitHub points at the beginning of a mapping that lacks a key, where we point at the key that it belongs to; at the
 * beginning of a text with an expression, where we point into it; and at every need that closes a circle, where we
 * point at its first job.
 */
function pointed({ file, line, column, code, message }: Finding, project: Project): string[] {
  const document = documentAt(file, project);
  const root = document?.root;
  if (document === undefined || root === undefined) return [`${line}:${column}`];
  const offset = document.lines.startOf(line) + column - 1;
  const at = (node: YamlNode): string => {
    const place = document.lines.position(node.span.start);
    return `${place.line}:${place.column}`;
  };
  if (code === "syntax/missing-key") {
    const owner = find(
      root,
      (node) => node.kind === "mapping" && node.entries.some(({ key }) => key.span.start === offset),
    );
    const entry = owner?.kind === "mapping" ? owner.entries.find(({ key }) => key.span.start === offset) : undefined;
    // The first key of a step stands for the step, and the beginning for the workflow.
    const isItem = /^(?:A step|The workflow) /.test(message);
    return [isItem || entry === undefined ? `${line}:${column}` : at(entry.value)];
  }
  if (code === "syntax/cyclic-need") {
    const { jobs } = workflowOf(document);
    const circle = new Set<string>();
    for (let id = jobs.find(({ key }) => key.span.start === offset)?.id; id !== undefined && !circle.has(id); ) {
      circle.add(id);
      id = jobs.find((job) => job.id === id)?.needs.find(({ text }) => reaches(text, [...circle][0] ?? "", jobs))?.text;
    }
    return jobs
      .filter(({ id }) => circle.has(id))
      .flatMap(({ needs }) => needs.filter(({ text }) => circle.has(text)).map(at));
  }
  if (code === "action/unknown-call-secret") {
    const owner = find(
      root,
      (node) => node.kind === "mapping" && node.entries.some(({ key }) => key.span.start === offset),
    );
    const entry = owner?.kind === "mapping" ? owner.entries.find(({ key }) => key.span.start === offset) : undefined;
    return entry === undefined ? [] : [at(entry.value)];
  }
  if (code.startsWith("expression/")) {
    const scalar = find(root, (node) => node.kind === "scalar" && node.span.start <= offset && offset < node.span.end);
    return [scalar === undefined ? `${line}:${column}` : at(scalar)];
  }
  return [`${line}:${column}`];
}

function reaches(
  from: string,
  to: string,
  jobs: readonly { readonly id: string; readonly needs: readonly { readonly text: string }[] }[],
): boolean {
  const seen = new Set<string>();
  const walk = (id: string): boolean => {
    if (id === to) return true;
    if (seen.has(id)) return false;
    seen.add(id);
    return jobs.find((job) => job.id === id)?.needs.some(({ text }) => walk(text)) ?? false;
  };
  return walk(from);
}

function find(node: YamlNode, fits: (node: YamlNode) => boolean): YamlNode | undefined {
  if (fits(node)) return node;
  const children =
    node.kind === "mapping" ? node.entries.map(({ value }) => value) : node.kind === "sequence" ? itemsOf(node) : [];
  for (const child of children) {
    const found = find(child, fits);
    if (found !== undefined) return found;
  }
  return undefined;
}

if (import.meta.main) {
  const cases = readerCases().filter(({ isSkipped }) => !isSkipped);
  const off = cases.flatMap((one) => {
    const why = deviation(one);
    return why === undefined ? [] : [`${one.name}: ${why}`];
  });
  for (const line of off) console.log(line);
  console.log(`${cases.length - off.length} of ${cases.length}`);
}
