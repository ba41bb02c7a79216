import { expression, literal, OutMap } from "../../migrate/output.ts";
import { secretName } from "../../migrate/steps.ts";
import { equal, weaker } from "../../migrate/translation.ts";
import type { Source } from "../../migrate/values.ts";
import type { Column, Shared } from "./job.ts";
import { LANGUAGES } from "./languages.ts";
import { environmentStep } from "./phases.ts";
import type { Row } from "./rows.ts";
import { runnerOf } from "./runner.ts";

/** The variables of a job that GitHub can hold as they are, and the lines of a shell that work out the others. */
export function environmentOf(shared: Shared, job: OutMap, rows: readonly Row[], columns: ReadonlyMap<string, Column>) {
  const { translation, global, used } = shared;
  const [first] = rows;
  const strategy = job.get("strategy");
  const rowsOfMatrix = strategy?.kind === "map" ? strategy.get("matrix") : undefined;
  const varies = rowsOfMatrix?.kind === "map" && hasEnv(rowsOfMatrix);
  const env = new OutMap();
  const lines: string[] = [];
  const claims = [];
  if (used.has("TRAVIS_OS_NAME"))
    lines.push(
      'case "$RUNNER_OS" in macOS) echo TRAVIS_OS_NAME=osx ;; Windows) echo TRAVIS_OS_NAME=windows ;; *) echo TRAVIS_OS_NAME=linux ;; esac >> "$GITHUB_ENV"',
    );
  for (const { name, value, sources, expands } of global.variables) {
    if (!expands) continue;
    lines.push(`echo "${name}=${value.replaceAll('"', '\\"')}" >> "$GITHUB_ENV"`);
    claims.push(equal("travis/env-expanded", value.replaceAll('"', '\\"'), ...sources));
  }
  const names = new Set(
    rows.flatMap((row) => row.env.variables.filter(({ expands }) => expands).map(({ name }) => name)),
  );
  if (varies) {
    if (names.size > 0)
      lines.push(`for name in ${[...names].join(" ")}; do eval "echo \\"$name=\${!name}\\"" >> "$GITHUB_ENV"; done`);
  } else {
    for (const { name, value, sources, expands } of first?.env.variables ?? []) {
      const from = [...sources, ...(first?.envSources ?? [])];
      if (expands) {
        const text = value.replaceAll('"', '\\"');
        // Bash of Windows has a list of its own form, which no other program there understands.
        const list = name === "PATH" && isWindows(rows);
        lines.push(`echo "${name}=${list ? `$(cygpath -wp "${text}")` : text}" >> "$GITHUB_ENV"`);
        claims.push(equal("travis/env-expanded", text, ...from));
      } else env.set(name, literal(value).carries(equal("travis/env", value, ...from)));
    }
  }
  const secure = [
    ...new Map(
      rows.flatMap((row) => row.env.secure.map((item) => [JSON.stringify(item.sources), { ...item, row }] as const)),
    ).values(),
  ];
  for (const item of secure) secret(env, item.name, [...item.sources, ...item.row.envSources]);
  for (const name of used) {
    const value = VARIABLES[name];
    if (value !== undefined) env.set(name, expression(value));
  }
  for (const [key, column] of columns) {
    const variable = Object.values(LANGUAGES).find(({ versions }) => versions[key] !== undefined)?.versions[key]
      ?.variable;
    if (variable === undefined || !used.has(variable)) continue;
    env.set(
      variable,
      "one" in column && column.one.value.kind === "text"
        ? literal(column.one.value.text)
        : expression(`\${{ matrix.${key} }}`),
    );
  }
  const compiler = columns.get("compiler");
  if (compiler !== undefined) {
    const text = "one" in compiler && compiler.one.value.kind === "text" ? compiler.one.value.text : undefined;
    const cc = text === undefined ? expression("${{ matrix.compiler }}") : literal(text);
    const cxx =
      text === undefined
        ? expression(
            "${{ matrix.compiler == 'clang' && 'clang++' || matrix.compiler == 'gcc' && 'g++' || matrix.compiler }}",
          )
        : literal(text === "clang" ? "clang++" : text === "gcc" ? "g++" : text);
    if ("one" in compiler) cc.carries(equal("travis/compiler", text, compiler.one.value, compiler.one.entry));
    env.set("CC", cc).set("CXX", cxx);
  }
  if (varies) {
    const names = new Set(rows.flatMap((row) => row.env.variables.map(({ name }) => name)));
    for (const name of names) env.set(name, expression(`\${{ matrix.env.${name} }}`));
  }
  if (env.entries.length > 0) job.set("env", env);
  const unread = [...new Set([...rows.flatMap((row) => row.env.unread), ...global.unread])].map((value) => {
    return translation.placeholder("unknown", "travis/env", "It cannot be read as variables.", value);
  });
  const step = environmentStep(lines);
  step.get("run")?.carries(...claims);
  for (const row of varies ? rows : []) {
    if (names.size === 0) break;
    step
      .get("run")
      ?.carries(
        ...row.env.variables
          .filter(({ expands }) => expands)
          .map(({ name, sources }) => equal("travis/env-expanded", name, ...sources)),
      );
  }
  return { lines, step, unread };
}

function isWindows(rows: readonly Row[]): boolean {
  return rows.every((row) => runnerOf(row, () => undefined).label.startsWith("windows"));
}

function hasEnv(matrix: OutMap): boolean {
  const include = matrix.get("include");
  const rows = include?.kind === "list" ? include.items : [];
  return matrix.get("env") !== undefined || rows.some((row) => row.kind === "map" && row.get("env") !== undefined);
}

/** A secret for what was encrypted for Travis. */
export function secret(env: OutMap, name: string | undefined, sources: readonly Source[]): void {
  const wanted = name ?? `TRAVIS_SECURE_${env.entries.filter(([key]) => key.startsWith("TRAVIS_SECURE")).length + 1}`;
  const reason =
    name === undefined
      ? "Name and value are encrypted for Travis: rename the variable and store its value as a secret."
      : "The value is encrypted for Travis: store it as a secret.";
  const made = expression(`\${{ secrets.${secretName(wanted)} }}`).carries(
    weaker("travis/secure", reason, undefined, ...sources),
  );
  env.set(wanted, name === undefined ? made.commented(reason) : made);
}

/** What GitHub has for the variables of Travis. */
const VARIABLES: Readonly<Record<string, string>> = {
  TRAVIS: "true",
  TRAVIS_BRANCH: "${{ github.base_ref || github.ref_name }}",
  TRAVIS_BUILD_DIR: "${{ github.workspace }}",
  TRAVIS_BUILD_ID: "${{ github.run_id }}",
  TRAVIS_BUILD_NUMBER: "${{ github.run_number }}",
  TRAVIS_COMMIT: "${{ github.sha }}",
  TRAVIS_COMMIT_RANGE: "${{ github.event.before }}...${{ github.sha }}",
  TRAVIS_EVENT_TYPE: "${{ github.event_name == 'schedule' && 'cron' || github.event_name }}",
  TRAVIS_JOB_ID: "${{ github.run_id }}",
  TRAVIS_JOB_NUMBER: "${{ github.run_number }}",
  TRAVIS_PULL_REQUEST: "${{ github.event.pull_request.number || 'false' }}",
  TRAVIS_PULL_REQUEST_BRANCH: "${{ github.head_ref }}",
  TRAVIS_PULL_REQUEST_SLUG: "${{ github.event.pull_request.head.repo.full_name }}",
  TRAVIS_REPO_SLUG: "${{ github.repository }}",
  TRAVIS_SECURE_ENV_VARS: "${{ github.event.pull_request.head.repo.fork != true }}",
  TRAVIS_TAG: "${{ github.ref_type == 'tag' && github.ref_name || '' }}",
};
