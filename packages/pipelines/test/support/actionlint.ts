/**
 * Holds our findings against those that actionlint's own examples expect. As a script it prints matched, missed and
 * extra findings per kind: `node packages/pipelines/test/support/actionlint.ts`.
 */
import { basename } from "node:path";
import { type Finding, SEVERITIES } from "../../src/findings/finding.ts";
import { projectOf } from "../../src/project/project.ts";
import { validateFile } from "../../src/validate/validate.ts";
import { cleanFiles, type DataFile, filesBelow, read } from "./data.ts";

export const EXAMPLES = "workflows/actionlint/examples";

/** A finding that an example expects. */
export interface Expected {
  readonly file: string;
  /** 0 where actionlint knows no place. */
  readonly line: number;
  readonly column: number;
  readonly kind: string;
  readonly message: string;
}

export interface Comparison {
  readonly matched: readonly { readonly expected: Expected; readonly finding: Finding }[];
  readonly missed: readonly Expected[];
  /** Ours that match nothing expected. */
  readonly extra: readonly Finding[];
}

/** Which of our codes tell what actionlint calls a kind. */
const KINDS: Readonly<Record<string, RegExp>> = {
  action: /^(?:action|security)\//,
  credentials: /^(?:syntax|security)\/.*(?:credentials|password)/,
  "deprecated-commands": /^(?:syntax|security)\/.*command/,
  "env-var": /^syntax\/.*(?:variable|env)/,
  events: /^syntax\/(?!duplicate-key|unknown-key)/,
  expression: /^(?:expression\/|security\/(?:.*injection|github-env))/,
  glob: /^syntax\/.*(?:pattern|glob)/,
  id: /^syntax\/.*-id$/,
  "if-cond": /^(?:syntax|expression)\/.*condition/,
  "job-needs": /^syntax\/.*needs?$/,
  matrix: /^syntax\/.*matrix/,
  permissions: /^syntax\/.*permission/,
  "runner-label": /^syntax\/.*runner/,
  "shell-name": /^syntax\/.*shell/,
  "syntax-check": /^(?:syntax|action|expression)\//,
  "workflow-call": /^(?:action|project)\//,
};

/** Left to shellcheck and pyflakes, which read the scripts and not the workflow. */
const OTHER_TOOLS: ReadonlySet<string> = new Set(["shellcheck", "pyflakes"]);

/** The examples, each with the folder's actions around it. */
export function examples(): DataFile[] {
  const files = filesBelow(EXAMPLES);
  const around = Object.fromEntries(
    files
      .filter((name) => name.startsWith(`${EXAMPLES}/.github/`))
      .map((name) => [name.slice(EXAMPLES.length + 1), read(name)]),
  );
  return files
    .filter((name) => name.endsWith(".yaml") && !name.startsWith(`${EXAMPLES}/.github/`))
    .map((name) => {
      const path = `.github/workflows/${basename(name)}`;
      const text = read(name);
      return { name, path, text, project: projectOf({ ...around, [path]: text }) };
    });
}

/** What the `.out` beside an example expects of it. */
export function expectedOf(example: DataFile): Expected[] {
  return read(example.name.replace(/\.yaml$/, ".out"))
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const found = /^\/?test\\?\.yaml:(\d+):(\d+): (.*) \\?\[([a-z-]+)\\?\]\/?$/.exec(line);
      const [, at, column, message, kind] = found ?? [];
      if (at === undefined || column === undefined || message === undefined || kind === undefined) {
        throw new Error(`${example.name}: this expected line is of no known form: ${line}`);
      }
      return { file: example.name, line: Number(at), column: Number(column), kind, message };
    })
    .filter(({ kind }) => !OTHER_TOOLS.has(kind));
}

export function findingsOf(file: DataFile): readonly Finding[] {
  return validateFile("workflow", file.path, file.text, file.project).map((finding) => ({
    ...finding,
    file: file.name,
  }));
}

/** Pairs each expected finding with one of ours on its line and of its kind, the nearest column first. */
export function compare(expected: readonly Expected[], ours: readonly Finding[]): Comparison {
  const left = new Set(ours);
  const matched: { expected: Expected; finding: Finding }[] = [];
  const missed: Expected[] = [];
  for (const wanted of expected) {
    const [finding] = [...left]
      .filter((one) => (wanted.line === 0 || one.line === wanted.line) && KINDS[wanted.kind]?.test(one.code))
      .sort(
        (a, b) =>
          Math.abs(a.column - wanted.column) - Math.abs(b.column - wanted.column) ||
          SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
      );
    if (finding === undefined) missed.push(wanted);
    else {
      left.delete(finding);
      matched.push({ expected: wanted, finding });
    }
  }
  return { matched, missed, extra: [...left] };
}

/** All examples together. */
export function compareAll(): Comparison {
  const each = examples().map((example) => compare(expectedOf(example), findingsOf(example)));
  return {
    matched: each.flatMap(({ matched }) => matched),
    missed: each.flatMap(({ missed }) => missed),
    extra: each.flatMap(({ extra }) => extra),
  };
}

/** What is found at the level of an error in files that are known to work. */
export function errorsOnCleanFiles(): { files: number; findings: Finding[] } {
  const files = cleanFiles();
  return {
    files: files.length,
    findings: files.flatMap((file) => findingsOf(file).filter(({ severity }) => severity === "error")),
  };
}

function print(): void {
  const { matched, missed, extra } = compareAll();
  const kinds = [...new Set([...matched.map(({ expected }) => expected.kind), ...missed.map(({ kind }) => kind)])];
  console.log("kind                  matched  missed");
  for (const kind of kinds.sort()) {
    const hits = matched.filter(({ expected }) => expected.kind === kind).length;
    const misses = missed.filter((one) => one.kind === kind).length;
    console.log(`${kind.padEnd(20)}  ${String(hits).padStart(7)}  ${String(misses).padStart(6)}`);
  }
  const total = matched.length + missed.length;
  console.log(`all: ${matched.length} of ${total} (${((100 * matched.length) / total).toFixed(1)}%)`);
  console.log("\nmissed:");
  for (const { file, line, column, kind, message } of missed) {
    console.log(`  ${basename(file)}:${line}:${column} [${kind}] ${message}`);
  }
  const off = matched.filter(({ expected, finding }) => expected.line > 0 && expected.column !== finding.column);
  console.log(`\nmatched on the line, at another column: ${off.length}`);
  for (const { expected, finding } of off) {
    console.log(
      `  ${basename(expected.file)}:${expected.line}:${expected.column} ours ${finding.column} ${finding.code}`,
    );
  }
  const errors = extra.filter(({ severity }) => severity === "error");
  const ours = errors.length + matched.filter(({ finding }) => finding.severity === "error").length;
  console.log(`\nerrors of ours that match nothing: ${errors.length} of ${ours}`);
  for (const one of errors) console.log(`  ${told(one)}`);
  const clean = errorsOnCleanFiles();
  const files = new Set(clean.findings.map(({ file }) => file));
  console.log(`\nerrors on clean files: ${clean.findings.length} in ${files.size} of ${clean.files} files`);
  for (const one of clean.findings) console.log(`  ${told(one)}`);
}

function told({ file, line, column, code, message }: Finding): string {
  return `${file}:${line}:${column} ${code}: ${message}`;
}

if (import.meta.main) print();
