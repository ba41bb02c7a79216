import { expression, literal, OutMap, type OutNode } from "../../migrate/output.ts";
import { equal, type Translation, weaker, whole } from "../../migrate/translation.ts";
import { entry, items, rendered } from "../../migrate/values.ts";
import type { Column, Group, Shared } from "./job.ts";
import { LANGUAGES, VERSION_KEYS, type Version } from "./languages.ts";
import type { Cell, Row } from "./rows.ts";
import { runnerOf } from "./runner.ts";

/** The matrix of a job: axes where every combination is wanted, otherwise a list of the rows. */
export function strategy(
  shared: Shared,
  job: OutMap,
  { rows }: Group,
  columns: ReadonlyMap<string, Column>,
  runnerVaries: boolean,
): void {
  const { matrix } = shared;
  const fast = matrix.fastFinish;
  const reason = "GitHub shows the result once all jobs are done.";
  const finish =
    fast === undefined ? undefined : weaker("travis/fast-finish", reason, undefined, matrix.section, fast, fast.value);
  const claimAllowed =
    matrix.allowFailures === undefined
      ? undefined
      : equal("travis/allow-failures", undefined, matrix.section, matrix.allowFailures);
  if (rows.some((row) => row.allowed.length > 0)) job.get("continue-on-error")?.carries(claimAllowed);
  const excluded =
    matrix.exclude === undefined
      ? undefined
      : whole(
          equal("travis/exclude", undefined, matrix.section, matrix.exclude),
          ...items(matrix.exclude.value).filter((pattern) => !matrix.unfit.includes(pattern)),
        );
  if (rows.length === 1) {
    job.carries(finish, excluded);
    return;
  }
  const made = job.map("strategy").set("fail-fast", expression(false).carries(finish));
  const envVaries =
    new Set(rows.map((row) => JSON.stringify(row.env.variables.map(({ name, value }) => [name, value])))).size > 1;
  const varying = [...columns].flatMap(([key, column]) => ("many" in column ? [key] : []));
  const axes = [...varying, ...(envVaries ? ["env"] : [])];
  const complete =
    rows.every((row) => row.include === undefined) &&
    matrix.exclude === undefined &&
    !runnerVaries &&
    rows.every((row) => row.allowed.length === 0);
  const count = axes.reduce((product, key) => product * new Set(rows.map((row) => cellText(row, key))).size, 1);
  if (complete && count === rows.length && axes.length > 0) {
    for (const key of axes) {
      const axis = made.map("matrix").list(key);
      const seen = new Set<string>();
      for (const row of rows) {
        const text = cellText(row, key);
        if (seen.has(text)) continue;
        seen.add(text);
        axis.add(cellNode(shared, rows, row, key));
      }
    }
    return;
  }
  const include = made.map("matrix").list("include").carries(excluded);
  for (const row of rows) {
    const node = new OutMap();
    if (runnerVaries) {
      const runner = runnerOf(row, () => undefined);
      node.set(
        "runner",
        expression(runnerOf(row, (key) => entry(shared.translation.root, key)).label).carries(...runner.claims),
      );
    }
    for (const key of varying) {
      if (/^(os|dist|arch|osx_image)$/.test(key) && runnerVaries && key !== "arch") continue;
      if (row.cells.has(key)) node.set(key, cellNode(shared, rows, row, key));
    }
    if (envVaries) node.set("env", cellNode(shared, rows, row, "env"));
    const name = row.own.get("name");
    if (name?.value.kind === "text")
      node.set("title", literal(name.value.text).carries(equal("travis/name", name.value.text, name, name.value)));
    if (row.allowed.length > 0 && rows.some((other) => other.allowed.length === 0))
      node.set("allow-failure", expression(true));
    if (row.include !== undefined)
      node.carries(equal("travis/include", undefined, matrix.section, matrix.include, row.include));
    if (node.entries.length === 0) node.set("job", expression(rows.indexOf(row) + 1));
    include.add(node);
  }
  if (rows.some((row) => row.own.get("name") !== undefined)) job.set("name", expression("${{ matrix.title }}"));
}

/** What a row has in a column, as text. */
export function cellText(row: Row, key: string): string {
  if (key === "env") return JSON.stringify(row.env.variables.map(({ name, value }) => [name, value]));
  const cell = row.cells.get(key);
  return cell === undefined ? "" : rendered(cell.value).join("\n");
}

function cellNode({ translation, global }: Shared, rows: readonly Row[], row: Row, key: string): OutNode {
  if (key === "env") {
    const node = new OutMap().carries(equal("travis/env-matrix", undefined, ...row.envSources));
    for (const { name, value, sources } of row.env.variables) {
      const everywhere = rows.every((other) => other.env.variables.some((has) => has.name === name));
      const reason = "Jobs of the matrix that do not have it see it empty, not unset.";
      node.set(
        name,
        literal(value).carries(
          everywhere ? equal("travis/env", value, ...sources) : weaker("travis/env", reason, value, ...sources),
        ),
      );
    }
    // What a job does not say of its own it has from the file: an empty cell would hide that.
    for (const { name, value } of global.variables) {
      const wanted = rows.some((other) => other.env.variables.some((has) => has.name === name));
      if (wanted && node.get(name) === undefined) node.set(name, literal(value));
    }
    return node;
  }
  const cell = row.cells.get(key);
  if (cell?.value.kind !== "text") return literal("");
  const version = versionOf(translation, row, key, cell.value.text);
  return literal(version.text).carries(...versionClaims(version, cell), equal("travis/axis", undefined, cell.entry));
}

/** The version of a language as the setup action wants it. */
export function versionOf({ root }: Translation, row: Row, key: string, text: string): Version {
  if (!VERSION_KEYS.has(key)) return { text };
  const language = (row.own.get("language") ?? entry(root, "language"))?.value;
  const name = language?.kind === "text" ? language.text : "";
  const info = LANGUAGES[name] ?? Object.values(LANGUAGES).find(({ versions }) => versions[key] !== undefined);
  return (info?.versions[key] === undefined ? undefined : info.version?.(key, text)) ?? { text };
}

/** Where the version of a cell went. */
export function versionClaims(version: Version, { value }: Cell) {
  if (version.unknown !== undefined)
    return [{ ...weaker("travis/version", version.unknown, version.text, value), verdict: "unknown" as const }];
  if (version.weaker !== undefined) return [weaker("travis/version", version.weaker, version.text, value)];
  return [equal("travis/version", version.text, value)];
}
