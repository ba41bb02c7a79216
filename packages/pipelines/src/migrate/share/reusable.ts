import type { Job } from "../../dialects/github/workflow.ts";
import type { Edit } from "../../findings/finding.ts";
import { applyFixes } from "../../findings/fixes.ts";
import type { Span } from "../../source/lines.ts";
import type { YamlEntry } from "../../source/tree.ts";
import { entryOf } from "../../source/tree.ts";
import type { Candidate, Spot } from "./candidate.ts";
import { type Hole, Unlike, type Use } from "./holes.ts";
import { identifier, namesOf, unique } from "./names.ts";
import { filterNotes } from "./notes.ts";
import { workflowKind } from "./places.ts";
import { type Block, blockOf, fill, indented, lineCount, lineEnd, yamlText } from "./text.ts";
import { unify } from "./unify.ts";
import { reachOf, staysBehind, type Unit, type UnitJob } from "./units.ts";

/** More inputs than this say that the copies are different things. */
const MOST_INPUTS = 10;
const FOLDER = ".github/workflows";

/**
 * One reusable workflow for units of one shape. The text is the first one's.
 * @param taken paths of files that are there
 * @throws Unlike where they cannot become one
 */
export function reusable(units: readonly Unit[], taken: ReadonlySet<string>): Candidate {
  const [first] = units;
  if (first === undefined) throw new Unlike("there is nothing to share");
  const { form } = first;
  const uses = unify(
    units.map(({ root }) => root),
    workflowKind,
    reachOf(form),
  );
  const holes = [...new Set(uses.map(({ hole }) => hole))];
  if (holes.length > MOST_INPUTS)
    throw new Unlike(`they differ in ${holes.length} values, at most ${MOST_INPUTS} are handed over`);
  const names = namesOf(holes);
  const id = form === "group" ? "" : (first.jobs[0]?.job.id ?? "job");
  const title = form === "group" ? groupName(units) : id;
  const path = freePath(identifier(title) || "job", taken);
  const text = calledText(first, uses, names, id, units);
  const edits = new Map<string, Edit[]>();
  const callers = new Map<Unit, string>();
  let saved = -lineCount(text);
  for (const [index, unit] of units.entries()) {
    const written = calling(unit, index, path, holes, names, title);
    callers.set(unit, written.job);
    saved += written.removed - written.added;
    edits.set(unit.path, [...(edits.get(unit.path) ?? []), ...written.edits]);
  }
  return {
    kind: "reusable",
    key: `${form} ${units.map(unitName).join(" | ")}`,
    copies: units.map(unitName),
    made: { path, text },
    handed: holes.map((hole) => ({ name: names.get(hole) ?? "", as: hole.as, type: hole.type })),
    edits,
    saved,
    moved: mover(units, uses, names, callers, path, id),
    rename: (file, name) => renamed(name, callersOf(file, callers), id),
    checks: units.flatMap(({ jobs }) => jobs.map(({ job }) => job.name?.text ?? job.id)),
    notes: notesOf(units, callers, path),
  };
}

export function unitName({ path, jobs }: Unit): string {
  return `${path}: ${jobs.map(({ job }) => job.id).join(", ")}`;
}

function groupName(units: readonly Unit[]): string {
  const [first] = units;
  const names = new Set(units.map(({ workflow }) => workflow.name?.text));
  const [name] = names;
  return names.size === 1 && name !== undefined ? name.toLowerCase() : (first?.jobs[0]?.job.id ?? "jobs");
}

function freePath(name: string, taken: ReadonlySet<string>): string {
  const known = new Set([...taken].map((path) => path.toLowerCase().replace(/\.ya?ml$/, "")));
  return `${unique(`${FOLDER}/shared-${name.toLowerCase()}`, known)}.yml`;
}

function calledText(
  unit: Unit,
  uses: readonly Use[],
  names: ReadonlyMap<Hole, string>,
  id: string,
  units: readonly Unit[],
): string {
  const { document, workflow } = unit;
  const edits = fill(document, uses, names);
  const holes = [...names.keys()];
  const cut = (start: number, end: number): string => {
    const own = edits.filter((edit) => edit.start >= start && edit.end <= end);
    const moved = own.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
    const text = document.text.slice(start, end);
    const fixed = applyFixes(
      text,
      moved.map((edit) => ({ title: "", safe: true, edits: [edit] })),
    );
    if (fixed.left.length > 0) throw new Unlike("what differs in it stands too close together");
    return fixed.text.replaceAll("\r\n", "\n");
  };
  const callers = [...new Set(units.map(({ path }) => path.split("/").at(-1)))];
  const head = [`# Called by ${callers.join(", ")}.`, "on:", "  workflow_call:"];
  const section = (name: string, entries: readonly string[]) =>
    entries.length === 0 ? [] : [`    ${name}:`, ...entries];
  const inputs = holes
    .filter(({ as }) => as === "input")
    .flatMap((hole) => [`      ${names.get(hole)}:`, `        type: ${hole.type}`, "        required: true"]);
  const secrets = holes
    .filter(({ as }) => as === "secret")
    .flatMap((hole) => [`      ${names.get(hole)}:`, "        required: false"]);
  const outputs =
    id === ""
      ? []
      : outputsOf(unit).flatMap((name) => [`      ${name}:`, `        value: \${{ jobs.${id}.outputs.${name} }}`]);
  head.push(...section("inputs", inputs), ...section("secrets", secrets), ...section("outputs", outputs));
  const shared = ["env", "defaults"].flatMap((key) => {
    const entry = entryOf(workflow.root, key);
    if (entry === undefined) return [];
    const { pieces } = blockOf(
      document,
      { kind: "mapping", span: entry.value.span, entries: [entry] },
      document.lines.startOf(document.lines.position(entry.key.span.start).line),
    );
    return pieces.map(({ start, end }) => `${cut(start, end).trimEnd()}\n`);
  });
  const jobs = unit.jobs.map(({ job, block }, index) => {
    const pieces = block.pieces.filter(({ entry }) => !staysBehind(unit.form, entry.key.text));
    const body = pieces.map(({ start, end }) => indented(withEnd(cut(start, end)), block.column, 4)).join("");
    const above =
      index === 0 ? "" : indented(cut(aboveJob(unit, index), startOfJob(unit, job)), keyColumn(unit, job), 2);
    return `${above.replace(/^\n+/, "")}  ${id === "" ? job.id : id}:\n${body.replace(/^\n+/, "").trimEnd()}\n`;
  });
  const text = [`${head.join("\n")}\n`, ...shared, `jobs:\n${jobs.join("\n")}`].join("\n");
  return lineEnd(document.text) === "\n" ? text : text.replaceAll("\n", "\r\n");
}

function withEnd(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}

function outputsOf({ jobs }: Unit): string[] {
  return jobs.flatMap(({ job }) => job.outputs?.entries.map(({ name }) => name) ?? []);
}

interface Calling {
  /** The id of the calling job. */
  readonly job: string;
  readonly edits: readonly Edit[];
  readonly removed: number;
  readonly added: number;
}

/** The job that calls, in the place of the unit's jobs. */
function calling(
  unit: Unit,
  index: number,
  path: string,
  holes: readonly Hole[],
  names: ReadonlyMap<Hole, string>,
  title: string,
): Calling {
  const { document, form } = unit;
  const [first] = unit.jobs;
  if (first === undefined) throw new Unlike("there is nothing to share");
  const { column } = first.block;
  const step = Math.max(1, column - keyColumn(unit, first.job));
  const end = lineEnd(document.text);
  const at = (level: number, line: string) => " ".repeat(column + level * step) + line + end;
  const handed = (as: Hole["as"]) =>
    holes.filter((hole) => hole.as === as).map((hole) => at(1, `${names.get(hole)}: ${handedText(hole, index)}`));
  const section = (name: string, lines: readonly string[]) =>
    lines.length === 0 ? "" : at(0, `${name}:`) + lines.join("");
  const call = at(0, `uses: ./${path}`) + section("with", handed("input")) + section("secrets", handed("secret"));
  if (form !== "group") {
    const { block, job } = first;
    const before = document.text.slice(block.start, block.end);
    const kept = keptText(block, document.text, form, end);
    const text = kept + call;
    return {
      job: job.id,
      edits: [{ start: block.start, end: block.end, text: before.endsWith("\n") ? text : text.trimEnd() }],
      removed: lineCount(before),
      added: lineCount(text),
    };
  }
  const others = new Set(
    unit.workflow.jobs
      .filter(({ id }) => !unit.jobs.some(({ job }) => job.id === id))
      .map(({ id }) => id.toLowerCase()),
  );
  const id = unique(identifier(title) || "shared", others);
  return grouped(unit, id, call);
}

/** Of several jobs the first becomes the call, the others go. */
function grouped(unit: Unit, id: string, call: string): Calling {
  const { document } = unit;
  let removed = 0;
  const edits = unit.jobs.flatMap(({ job, block }, index): Edit[] => {
    removed += lineCount(document.text.slice(block.start, block.end));
    if (index === 0) {
      const body: Edit = { start: block.start, end: block.end, text: call };
      return id === job.id ? [body] : [{ ...job.key.span, text: id }, body];
    }
    const start = aboveJob(unit, index);
    removed += lineCount(document.text.slice(start, block.start));
    return [{ start, end: block.end, text: "" }];
  });
  return { job: id, edits, removed, added: lineCount(call) };
}

function startOfJob({ document: { lines } }: Unit, job: Job): number {
  return lines.startOf(lines.position(job.key.span.start).line);
}

function keyColumn({ document: { lines } }: Unit, job: Job): number {
  return lines.position(job.key.span.start).column - 1;
}

/** Where a job begins, with the comments and the empty lines above it. */
function aboveJob(unit: Unit, index: number): number {
  const { lines } = unit.document;
  const job = unit.jobs[index];
  if (job === undefined) return 0;
  let line = lines.position(job.job.key.span.start).line;
  while (line > 1 && /^\s*(?:#|$)/.test(lines.line(line - 1))) line--;
  return lines.startOf(line);
}

function keptText(block: Block, text: string, form: Unit["form"], end: string): string {
  const kept = block.pieces.filter(({ entry }) => staysBehind(form, entry.key.text));
  const pieces = kept.map((piece) => text.slice(piece.start, piece.end));
  const joined = pieces.map((piece) => (piece.endsWith("\n") ? piece : piece + end)).join("");
  return joined.replace(/^(?:[ \t]*\r?\n)+/, "");
}

function handedText({ type, values }: Hole, index: number): string {
  const value = values[index] ?? "";
  return type === "string" ? yamlText(value) : value;
}

/** Where each construct of the callers goes. */
function mover(
  units: readonly Unit[],
  uses: readonly Use[],
  names: ReadonlyMap<Hole, string>,
  callers: ReadonlyMap<Unit, string>,
  path: string,
  id: string,
): Candidate["moved"] {
  const jobs = new Map(units.flatMap((unit) => unit.jobs.map(({ job }) => [`${unit.path} ${job.id}`, unit] as const)));
  const holesAt = Map.groupBy(uses, ({ scalars }) => scalars);
  const byScalar = new Map<object, Map<number, Hole[]>>();
  for (const [scalars, own] of holesAt) {
    for (const [index, scalar] of scalars.entries()) {
      const known = byScalar.get(scalar) ?? new Map<number, Hole[]>();
      known.set(
        index,
        own.map(({ hole }) => hole),
      );
      byScalar.set(scalar, known);
    }
  }
  return ({ file, path: at, has }): readonly Spot[] | undefined => {
    const [root, name, key] = at;
    const same = has === undefined ? {} : { has };
    const unit = root === "jobs" ? jobs.get(`${file} ${name}`) : undefined;
    const caller = unit === undefined ? undefined : callers.get(unit);
    if (unit === undefined || caller === undefined) return undefined;
    if (key === undefined) return id === "" ? [{ file: path, path: at }] : [{ file, path: ["jobs", caller] }];
    if (staysBehind(unit.form, String(key))) return undefined;
    const target: Spot = { file: path, path: ["jobs", id === "" ? String(name) : id, ...at.slice(2)] };
    const index = units.indexOf(unit);
    const scalar = scalarAt(unit, at);
    const holes = scalar === undefined ? [] : (byScalar.get(scalar)?.get(index) ?? []);
    const handed = holes.map((hole): Spot => {
      const section = hole.as === "secret" ? "secrets" : "with";
      return { file, path: ["jobs", caller, section, names.get(hole) ?? ""], has: hole.values[index] ?? "" };
    });
    return handed.length === 0 ? [{ ...target, ...same }] : [target, ...handed];
  };
}

function scalarAt(unit: Unit, path: readonly (string | number)[]): object | undefined {
  let node: YamlEntry["value"] | undefined = unit.workflow.root;
  for (const part of path) {
    if (node?.kind === "sequence" && typeof part === "number") node = node.items[part]?.value;
    else node = entryOf(node, String(part))?.value;
  }
  return node;
}

function callersOf(file: string, callers: ReadonlyMap<Unit, string>) {
  return [...callers].filter(([{ path }]) => path === file);
}

/** `caller/job` of the new pipeline is the job that it was. */
function renamed(name: string, callers: readonly (readonly [Unit, string])[], id: string): string {
  for (const [unit, caller] of callers) {
    if (!name.startsWith(`${caller}/`)) continue;
    const inner = name.slice(caller.length + 1);
    if (id !== "" && inner === id) return caller;
    if (id === "" && unit.jobs.some(({ job }) => job.id === inner)) return inner;
  }
  return name;
}

function notesOf(units: readonly Unit[], callers: ReadonlyMap<Unit, string>, path: string): string[] {
  const notes = units.flatMap((unit) => {
    const caller = callers.get(unit) ?? "";
    const checks = unit.jobs.map(({ job }) => {
      const before = job.name?.text ?? job.id;
      return `"${before}" is now "${caller} / ${before}"`;
    });
    return [`${unit.path}: checks have other names, required checks must follow: ${checks.join(", ")}.`];
  });
  const [first, ...others] = units;
  for (const unit of others) {
    const lost = commentsIn(unit).filter((comment) => first !== undefined && !commentsIn(first).includes(comment));
    for (const comment of new Set(lost)) {
      notes.push(`${unit.path}: the comment "#${comment}" is gone: ${path} has the comments of ${first?.path}.`);
    }
  }
  notes.push(
    ...filterNotes(
      units.map(({ workflow }) => workflow),
      path,
    ),
  );
  return notes;
}

function commentsIn(unit: Unit): string[] {
  const { jobs, document, form } = unit;
  const inside = (piece: Span, at: number) => at >= piece.start && at < piece.end;
  const above = jobs
    .slice(1)
    .map(({ job }, index) => ({ start: aboveJob(unit, index + 1), end: startOfJob(unit, job) }));
  const moved = jobs.flatMap(({ block }: UnitJob) =>
    block.pieces.filter(({ entry }) => !staysBehind(form, entry.key.text)),
  );
  return document.comments
    .filter(({ span }) => [...moved, ...above].some((piece) => inside(piece, span.start)))
    .map(({ text }) => text);
}
