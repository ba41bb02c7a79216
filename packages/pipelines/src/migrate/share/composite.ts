import { sitesOf } from "../../expressions/sites.ts";
import { contextAccesses } from "../../expressions/tree.ts";
import type { Edit } from "../../findings/finding.ts";
import { applyFixes } from "../../findings/fixes.ts";
import { spanWithin } from "../../source/align.ts";
import type { Span } from "../../source/lines.ts";
import { entryOf } from "../../source/tree.ts";
import type { Candidate, Spot } from "./candidate.ts";
import { type Hole, type Reach, Unlike, type Use } from "./holes.ts";
import { identifier, namesOf, unique } from "./names.ts";
import { filterNotes } from "./notes.ts";
import { stepKind } from "./places.ts";
import { runName, type StepRun } from "./runs.ts";
import { fill, indented, lineCount, lineEnd, yamlText } from "./text.ts";
import { unify } from "./unify.ts";

const MOST_INPUTS = 10;
const FOLDER = ".github/actions";
const FOREIGN = ["inputs", "needs", "secrets", "steps", "vars"];
const HANDED = ["github", "matrix", "strategy", ...FOREIGN];

/** An output of a step that is read behind the run. */
interface Output {
  readonly step: string;
  readonly name: string;
}

/**
 * One composite action for runs of one shape. The text is the first one's.
 * @param exists whether there is a file
 * @throws Unlike where they cannot become one
 */
export function composite(runs: readonly StepRun[], exists: (path: string) => boolean): Candidate {
  const [first] = runs;
  if (first === undefined) throw new Unlike("there is nothing to share");
  const own = new Set(first.parts.flatMap(({ step }) => (step.id === undefined ? [] : [step.id.text.toLowerCase()])));
  const reach: Reach = { foreign: new Set(FOREIGN), handed: new Set(HANDED), own, secrets: "input" };
  const uses = unify(
    runs.map(({ parts, document }) => ({
      kind: "sequence" as const,
      span: { start: 0, end: document.text.length },
      items: parts.map(({ root }) => ({ value: root })),
    })),
    (path) => stepKind(path.slice(1)),
    reach,
  );
  const holes = [...new Set(uses.map(({ hole }) => hole))];
  if (holes.length > MOST_INPUTS) {
    throw new Unlike(`they differ in ${holes.length} values, at most ${MOST_INPUTS} are handed over`);
  }
  const names = namesOf(holes);
  const reads = runs.map((run) => readsOf(run, own));
  const outputs = outputsOf(reads.flat().map(({ output }) => output));
  const name = nameOf(first, exists);
  const made = { path: `${FOLDER}/${name}/action.yml`, text: actionText(first, uses, names, outputs, name, runs) };
  const edits = new Map<string, Edit[]>();
  const ids = new Map<StepRun, string>();
  const followed = new Map<StepRun, readonly (readonly [old: string, now: string])[]>();
  let saved = -lineCount(made.text);
  for (const [index, run] of runs.entries()) {
    const id = unique(name, stepIds(run));
    ids.set(run, id);
    const call = callText(run, index, name, reads[index]?.length === 0 ? undefined : id, holes, names);
    const span = spanOf(run);
    const before = run.document.text.slice(span.start, span.end);
    saved += lineCount(before) - lineCount(call);
    const text = before.endsWith("\n") ? call : call.trimEnd();
    const read = (reads[index] ?? []).map(({ span: at, output }): Edit => {
      if (
        runs.some((other) => other.path === run.path && at.start >= spanOf(other).start && at.end <= spanOf(other).end)
      ) {
        throw new Unlike("one of them reads what another one gives");
      }
      return { ...at, text: `steps.${id}.outputs.${outputs.get(keyOf(output))?.as ?? ""}` };
    });
    followed.set(
      run,
      read.map(({ start, end, text: now }) => [run.document.text.slice(start, end), now]),
    );
    edits.set(run.path, [...(edits.get(run.path) ?? []), { ...span, text }, ...read]);
  }
  return {
    kind: "action",
    key: `action ${runs.map(runName).join(" | ")}`,
    copies: runs.map(runName),
    made,
    handed: holes.map((hole) => ({ name: names.get(hole) ?? "", as: hole.as, type: "string" })),
    edits,
    saved,
    moved: mover(runs, uses, names, followed, made.path),
    rename: (_file, id) => renamed(id, own, new Set(ids.values())),
    checks: [],
    notes: notesOf(runs, made.path),
  };
}

function spanOf({ parts }: StepRun): Span {
  return { start: parts[0]?.start ?? 0, end: parts.at(-1)?.end ?? 0 };
}

function stepIds({ job }: StepRun): ReadonlySet<string> {
  return new Set(job.steps.flatMap(({ id }) => (id === undefined ? [] : [id.text.toLowerCase()])));
}

/** Where the rest of the job reads what steps of the run give. */
function readsOf({ workflow, job, parts, document }: StepRun, own: ReadonlySet<string>) {
  const inside = new Set(parts.map(({ step }) => step));
  const sites =
    own.size === 0
      ? []
      : sitesOf(workflow).filter((site) => site.job === job && (site.step === undefined || !inside.has(site.step)));
  return sites.flatMap(({ parsed, scalar, embedded, inKey }) => {
    if (!parsed.ok) throw new Unlike("the job has an expression that cannot be read");
    return contextAccesses(parsed.tree)
      .filter(({ context }) => context === "steps")
      .flatMap(({ steps, span }) => {
        const [id, what, name, ...more] = steps;
        if (id?.kind === "name" && !own.has(id.name.toLowerCase())) return [];
        const isOutput = what?.kind === "name" && what.name.toLowerCase() === "outputs" && more.length === 0;
        if (id?.kind !== "name" || !isOutput || name?.kind !== "name" || inKey) {
          throw new Unlike("how its steps ended is read behind them");
        }
        const at = spanWithin(document, scalar, embedded.at + span.start, embedded.at + span.end);
        return [{ span: at, output: { step: id.name, name: name.name } }];
      });
  });
}

function keyOf({ step, name }: Output): string {
  return `${step} ${name}`.toLowerCase();
}

/** The outputs of the action, by what they are made of. */
function outputsOf(read: readonly Output[]): ReadonlyMap<string, Output & { readonly as: string }> {
  const taken = new Set<string>();
  const found = new Map<string, Output & { readonly as: string }>();
  for (const output of read) {
    if (found.has(keyOf(output))) continue;
    const as = unique(identifier(output.name) || "value", taken);
    taken.add(as.toLowerCase());
    found.set(keyOf(output), { ...output, as });
  }
  return found;
}

/** What the first step that says something is called. */
function nameOf({ parts }: StepRun, exists: (path: string) => boolean): string {
  const words = parts.flatMap(({ step }) => {
    const uses = step.uses?.text.split("@")[0]?.split("/").at(-1);
    return step.name?.text ?? uses ?? step.run?.text.trim().split("\n")[0]?.split(/\s+/).slice(0, 2).join(" ") ?? [];
  });
  const wanted = identifier((words[0] ?? "").replaceAll(/\$\{\{.*?\}\}/gs, "").toLowerCase()) || "steps";
  let name = wanted;
  for (let number = 2; exists(`${FOLDER}/${name}/action.yml`) || exists(`${FOLDER}/${name}/action.yaml`); number++) {
    name = `${wanted}-${number}`;
  }
  return name;
}

function actionText(
  run: StepRun,
  uses: readonly Use[],
  names: ReadonlyMap<Hole, string>,
  outputs: ReadonlyMap<string, Output & { readonly as: string }>,
  name: string,
  runs: readonly StepRun[],
): string {
  const { document, column } = run;
  const edits = fill(document, uses, names);
  const files = [...new Set(runs.map(({ path }) => path.split("/").at(-1)))].join(", ");
  const inputs = [...names].flatMap(([hole, input]) => [
    `  ${input}:`,
    `    description: ${yamlText(hole.known === undefined ? `For ${hole.hint}` : `The caller's ${hole.known}`)}`,
    "    required: true",
  ]);
  const given = [...outputs.values()].flatMap(({ as, step, name: output }) => [
    `  ${as}:`,
    `    description: ${yamlText(`Of the step ${step}`)}`,
    `    value: \${{ steps.${step}.outputs.${output} }}`,
  ]);
  const steps = run.parts.map(({ start, end, keys, shell, folder }) => {
    const own = edits.filter((edit) => edit.start >= start && edit.end <= end);
    const text = document.text.slice(start, end);
    const moved = own.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
    const fixed = applyFixes(
      text,
      moved.map((edit) => ({ title: "", safe: true, edits: [edit] })),
    );
    if (fixed.left.length > 0) throw new Unlike("what differs in it stands too close together");
    const key = " ".repeat(4 + keys - column);
    const more = [
      ...(shell === undefined ? [] : [`${key}shell: ${yamlText(shell)}\n`]),
      ...(folder === undefined ? [] : [`${key}working-directory: ${yamlText(folder)}\n`]),
    ];
    return `${indented(fixed.text.replaceAll("\r\n", "\n"), column, 4).trimEnd()}\n${more.join("")}`;
  });
  const text = [
    `# Used by ${files}.`,
    `name: ${yamlText(name)}`,
    `description: ${yamlText(`What jobs of ${files} have in common`)}`,
    ...(inputs.length === 0 ? [] : ["inputs:", ...inputs]),
    ...(given.length === 0 ? [] : ["outputs:", ...given]),
    "runs:",
    "  using: composite",
    "  steps:",
    steps.join("").replace(/^\n+/, ""),
  ].join("\n");
  return lineEnd(document.text) === "\n" ? text : text.replaceAll("\n", "\r\n");
}

function callText(
  { document, column, parts }: StepRun,
  index: number,
  name: string,
  id: string | undefined,
  holes: readonly Hole[],
  names: ReadonlyMap<Hole, string>,
): string {
  const end = lineEnd(document.text);
  const start = parts[0]?.start ?? 0;
  // Empty lines above the first step set it apart from the one before.
  const above = /^(?:[ \t]*\r?\n)*/.exec(document.text.slice(start, parts[0]?.end))?.[0] ?? "";
  const keys = " ".repeat(parts[0]?.keys ?? column + 2);
  const dash = `${" ".repeat(column)}-`.padEnd(keys.length);
  const handed = holes.map((hole) => `${keys}  ${names.get(hole)}: ${yamlText(hole.values[index] ?? "")}`);
  const lines = [
    `${dash}uses: ./${FOLDER}/${name}`,
    ...(id === undefined ? [] : [`${keys}id: ${id}`]),
    ...(handed.length === 0 ? [] : [`${keys}with:`, ...handed]),
  ];
  return above + lines.map((line) => line + end).join("");
}

/** Where each construct of the callers goes; steps behind a run move up. */
function mover(
  runs: readonly StepRun[],
  uses: readonly Use[],
  names: ReadonlyMap<Hole, string>,
  followed: ReadonlyMap<StepRun, readonly (readonly [old: string, now: string])[]>,
  path: string,
): Candidate["moved"] {
  const placeOf = (run: StepRun): number => {
    const first = run.parts[0]?.index ?? 0;
    const before = runs.filter((other) => other.job === run.job && (other.parts[0]?.index ?? 0) < first);
    return before.reduce((place, other) => place - other.parts.length + 1, first);
  };
  return ({ file, path: at, has }): readonly Spot[] | undefined => {
    const [root, name, key, index, ...below] = at;
    const own = runs.filter((run) => run.path === file && run.job.id === name);
    if (root !== "jobs" || own.length === 0) return undefined;
    const carried = own
      .flatMap((each) => followed.get(each) ?? [])
      .reduce((text, [old, now]) => text?.replaceAll(old, now), has);
    const same = carried === undefined ? {} : { has: carried };
    if (key !== "steps" || typeof index !== "number")
      return carried === has ? undefined : [{ file, path: at, ...same }];
    const run = own.find(({ parts }) => parts.some((part) => part.index === index));
    if (run === undefined) {
      const before = own.filter(({ parts }) => (parts[0]?.index ?? 0) < index);
      const place = before.reduce((moved, { parts }) => moved - parts.length + 1, index);
      return [{ file, path: ["jobs", String(name), "steps", place, ...below], ...same }];
    }
    const number = run.parts.findIndex((part) => part.index === index);
    let node = run.parts[number]?.step.node as Parameters<typeof entryOf>[0];
    for (const part of below)
      node = node?.kind === "sequence" ? node.items[Number(part)]?.value : entryOf(node, String(part))?.value;
    const copy = runs.indexOf(run);
    const found = uses.filter(({ scalars }) => scalars[copy] === node);
    const handed = found.map(
      ({ hole }): Spot => ({
        file,
        path: ["jobs", String(name), "steps", placeOf(run), "with", names.get(hole) ?? ""],
        has: hole.values[copy] ?? "",
      }),
    );
    const target = { file: path, path: ["runs", "steps", number, ...below] };
    return handed.length === 0 ? [{ ...target, ...same }] : [target, ...handed];
  };
}

/** `call/step` of the new pipeline is the step that it was. */
function renamed(id: string, own: ReadonlySet<string>, ids: ReadonlySet<string>): string {
  const [, around = "", inner = ""] = /^([^/]+)\/([^/]+)$/.exec(id) ?? [];
  return own.has(inner.toLowerCase()) && (ids.has(around) || /^step \d+$/.test(around)) ? inner : id;
}

function notesOf(runs: readonly StepRun[], path: string): string[] {
  const [first, ...others] = runs;
  const notes = runs.map(
    (run) => `${runName(run)}: the log shows them as one step; what they do at the end of the job is done together.`,
  );
  for (const run of others) {
    for (const comment of new Set(commentsIn(run))) {
      if (first === undefined || commentsIn(first).includes(comment)) continue;
      notes.push(`${run.path}: the comment "#${comment}" is gone: ${path} has the comments of ${first.path}.`);
    }
  }
  notes.push(
    ...filterNotes(
      runs.map(({ workflow }) => workflow),
      path,
    ),
  );
  return notes;
}

function commentsIn(run: StepRun): string[] {
  const { start, end } = spanOf(run);
  return run.document.comments.filter(({ span }) => span.start >= start && span.end <= end).map(({ text }) => text);
}
