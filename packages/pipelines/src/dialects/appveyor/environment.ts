import { expression, literal, OutMap } from "../../migrate/output.ts";
import { secretName } from "../../migrate/steps.ts";
import { equal, type Translation, weaker } from "../../migrate/translation.ts";
import { type Entry, entry, type Value } from "../../migrate/values.ts";
import { type Row, variablesOf } from "./rows.ts";

const ELSEWHERE = "GitHub's Windows image has it at another place, if at all.";

function variableClaim(held: Entry, everywhere = true) {
  const text = textOf(held.value);
  if (/^C:[\\/]+(Python|Ruby|Miniconda|Qt|msys|mingw|Tools|projects|Libraries|Go)/i.test(text))
    return weaker("appveyor/variable", ELSEWHERE, text, held, held.value);
  if (/%\w+%|\$env:/.test(text))
    return weaker(
      "appveyor/variable",
      "It refers to other variables, which GitHub does not fill in here.",
      text,
      held,
      held.value,
    );
  if (!everywhere)
    return weaker(
      "appveyor/variable",
      "Jobs of the matrix that do not have it see it empty, not unset.",
      text,
      held,
      held.value,
    );
  return equal("appveyor/variable", text, held, held.value);
}

/** The variables of one row of the matrix. */
export function envNode(row: Row, rows: readonly Row[]): OutMap {
  const node = new OutMap();
  for (const held of variablesOf(row)) {
    if (held.value.kind !== "text") continue;
    const everywhere = rows.every((other) => variablesOf(other).some(({ key }) => key === held.key));
    node.set(held.key, literal(held.value.text).carries(variableClaim(held, everywhere)));
  }
  return node;
}

/** What GitHub has for the variables of AppVeyor. */
const VARIABLES: Readonly<Record<string, string>> = {
  APPVEYOR: "True",
  APPVEYOR_BUILD_FOLDER: "${{ github.workspace }}",
  APPVEYOR_BUILD_ID: "${{ github.run_id }}",
  APPVEYOR_BUILD_NUMBER: "${{ github.run_number }}",
  APPVEYOR_BUILD_VERSION: "${{ github.run_number }}",
  APPVEYOR_JOB_ID: "${{ github.run_id }}",
  APPVEYOR_PULL_REQUEST_NUMBER: "${{ github.event.pull_request.number }}",
  APPVEYOR_PULL_REQUEST_HEAD_COMMIT: "${{ github.event.pull_request.head.sha }}",
  APPVEYOR_REPO_BRANCH: "${{ github.base_ref || github.ref_name }}",
  APPVEYOR_REPO_COMMIT: "${{ github.sha }}",
  APPVEYOR_REPO_COMMIT_MESSAGE: "${{ github.event.head_commit.message }}",
  APPVEYOR_REPO_NAME: "${{ github.repository }}",
  APPVEYOR_REPO_TAG: "${{ github.ref_type == 'tag' }}",
  APPVEYOR_REPO_TAG_NAME: "${{ github.ref_type == 'tag' && github.ref_name || '' }}",
};

/** The variables that all rows have, and those that AppVeyor itself sets. */
export function environment(translation: Translation, job: OutMap, rows: readonly Row[]): void {
  const { root } = translation;
  const held = entry(root, "environment");
  const env = job.map("env");
  const pairs = held?.value.kind === "map" ? held.value.entries : [];
  const set = (pair: Entry, sources: readonly Entry[]) => {
    const secret = entry(pair.value, "secure");
    const reason = "The value is encrypted for AppVeyor: store it as a secret.";
    if (secret !== undefined)
      env.set(
        pair.key,
        expression(`\${{ secrets.${secretName(pair.key)} }}`).carries(
          weaker("appveyor/secure", reason, undefined, pair, secret, secret.value, ...sources),
        ),
      );
    else if (pair.value.kind === "text")
      env.set(
        pair.key,
        literal(pair.value.text).carries(variableClaim(pair), equal("appveyor/environment", undefined, ...sources)),
      );
    else translation.lost("appveyor/variable", "A variable is a text; this is none.", pair);
  };
  for (const pair of pairs) {
    if (pair.key === "matrix") continue;
    if (pair.key === "global")
      for (const inner of pair.value.kind === "map" ? pair.value.entries : []) set(inner, [pair]);
    else set(pair, []);
  }
  if (held !== undefined) job.carries(equal("appveyor/environment", undefined, held));
  const varies = rows.length > 1 && new Set(rows.map((row) => row.env)).size > 1;
  if (varies) {
    for (const name of new Set(
      rows.flatMap((row) =>
        variablesOf(row)
          .filter(({ value }) => value.kind === "text")
          .map(({ key }) => key),
      ),
    )) {
      const standard = env.get(name);
      const fallback =
        standard?.kind === "scalar" && typeof standard.value === "string" && !standard.value.includes("${{")
          ? ` || '${standard.value.replaceAll("'", "''")}'`
          : "";
      const cell = expression(`\${{ matrix.env.${name}${fallback} }}`);
      env.set(
        name,
        cell.carries(
          ...(standard?.claims.map((claim) => ({
            ...claim,
            ...(claim.has === undefined ? {} : { has: claim.has.replaceAll("'", "''") }),
          })) ?? []),
        ),
      );
    }
    for (const row of rows) for (const pair of variablesOf(row)) if (pair.value.kind !== "text") set(pair, []);
  } else for (const pair of variablesOf(rows[0] ?? { cells: new Map(), env: undefined, allowed: [] })) set(pair, []);
  for (const name of new Set(translation.document.text.match(/\bAPPVEYOR(_[A-Z_]+)?\b/g) ?? [])) {
    const value = VARIABLES[name];
    if (value !== undefined && env.get(name) === undefined) env.set(name, expression(value));
  }
  if (env.entries.length === 0)
    job.entries.splice(
      job.entries.findIndex(([key]) => key === "env"),
      1,
    );
}

/** The text of a scalar; empty of anything else. */
export function textOf(value: Value | undefined): string {
  return value?.kind === "text" ? value.text : "";
}
