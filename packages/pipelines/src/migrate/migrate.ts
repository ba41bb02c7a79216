import { readDocument, type SourceDocument } from "../source/document.ts";
import { Lines } from "../source/lines.ts";
import { type Certificate, certify, type OutputFile, type Verification, verify } from "./certificate.ts";
import { commentsByConstruct } from "./comments.ts";
import { DIALECTS, type Dialect, type DialectId, type MigrationFault } from "./dialect.ts";
import { COMMON_RULES, REGISTERED } from "./dialects.ts";
import { attachComments, emit } from "./emit.ts";
import { failWhereUnknown } from "./not-translated.ts";
import { expression, type OutMap } from "./output.ts";
import { runDespiteSkippedNeeds } from "./skipped-needs.ts";
import { Translation } from "./translation.ts";
import { weakenUnset } from "./unset-variables.ts";

export type { DialectId } from "./dialect.ts";

/** A file turned into GitHub workflows, with the proof of where everything went. */
export interface Migration {
  readonly dialect: DialectId;
  readonly path: string;
  /** Empty where the file is broken. */
  readonly files: readonly OutputFile[];
  readonly certificate: Certificate;
  /** Why nothing could be made of the file, with the place. */
  readonly faults: readonly (MigrationFault & { readonly line: number; readonly column: number })[];
}

/** Names of the CI systems that are read in, for people. */
export function dialectName(id: DialectId): string {
  return dialect(id)?.name ?? id;
}

/** The dialects that are understood. */
export function knownDialects(): readonly DialectId[] {
  return DIALECTS.filter((id) => dialect(id) !== undefined);
}

/** Which CI system a file is for, by its path and, where that does not tell, by its text. */
export function dialectOf(path: string, text: string): DialectId | undefined {
  const named = dialectOfPath(path);
  if (named !== undefined) return named;
  if (/^\s*(@Library|pipeline\s*\{|node\s*[({])/m.test(text) && !/\.ya?ml$/i.test(path)) return "jenkins";
  const has = (pattern: RegExp) => pattern.test(text);
  if (has(/^version:\s*["']?2(\.\d)?["']?\s*$/m) && has(/^(jobs|workflows):/m)) return "circleci";
  if (has(/^language:/m) && has(/^(script|install|matrix|jobs|os|dist|sudo|[a-z_]+):/m)) return "travis";
  // In Azure Pipelines what is run is an item of a list; in GitLab CI it is a key of a job.
  if (has(/^[ \t]+(script|before_script|stage|extends):/m) && !has(/^(on|jobs|steps|pool|trigger|pr):/m))
    return "gitlab";
  if (has(/^(pool|trigger|pr|steps|stages):/m) && has(/\b(vmImage|task|script|bash):/)) return "azure";
  if (has(/^(image|environment|build_script|test_script|build):/m) && has(/^(build|build_script|test_script):/m)) {
    return "appveyor";
  }
  return undefined;
}

/** Which CI system a path names by itself; undefined where only the text can tell. */
export function dialectOfPath(path: string): DialectId | undefined {
  const lower = path.toLowerCase().replaceAll("\\", "/");
  return REGISTERED.find(({ files }) => files.some((pattern) => pattern.test(lower)))?.id;
}

/**
 * Translates one file into a workflow. Never throws for what stands in the file: a broken one gives faults.
 * @param path of the file; the workflow's path is made from the name of the CI system
 */
export function migrateToGitHub(id: DialectId, path: string, text: string): Migration {
  const from = dialect(id);
  const document = read(path, text);
  const lines = new Lines(text);
  const empty: Certificate = {
    source: path,
    entries: [],
    counts: { equal: 0, weaker: 0, unknown: 0, lost: 0 },
    lists: {},
  };
  const refused = (faults: readonly MigrationFault[]): Migration => ({
    dialect: id,
    path,
    files: [],
    certificate: empty,
    faults: faults.map((fault) => ({ ...fault, ...lines.position(fault.span.start) })),
  });
  const nowhere = { start: 0, end: 0 };
  if (from === undefined) return refused([{ span: nowhere, message: `Files of ${id} cannot be translated yet.` }]);
  const faults = from.faults(document);
  if (faults.length > 0) return refused(faults);
  const constructs = from.constructs(document);
  if (constructs.length === 0) return refused([{ span: nowhere, message: "The file holds nothing to translate." }]);
  const translation = new Translation(document, lines);
  const { head, by } =
    from.comments === "none"
      ? { head: [], by: new Map<number, string[]>() }
      : commentsByConstruct(document, constructs);
  translation.workflow.comment.unshift(`Made from ${path.split("/").at(-1) ?? path} by tollgate migrate.`, ...head);
  translation.workflow.map("on");
  from.translate(translation);
  if (translation.jobs.entries.length === 0) {
    translation.jobs.map("build").set("runs-on", expression("ubuntu-latest")).list("steps");
  }
  for (const [, job] of translation.jobs.entries) {
    if (job.kind === "map" && job.get("uses") === undefined && job.list("steps").items.length === 0) {
      const reason = "The pipeline gives this job nothing to do.";
      job.list("steps").add(translation.placeholder("lost", "common/empty", reason));
    }
  }
  failWhereUnknown(translation);
  if (from.skippedNeeds === "ignored") runDespiteSkippedNeeds(translation.jobs);
  inOrder(translation.workflow, ROOT_ORDER);
  for (const [, job] of translation.jobs.entries) {
    if (job.kind !== "map") continue;
    inOrder(job, JOB_ORDER);
    for (const step of job.list("steps").items) if (step.kind === "map") inOrder(step, STEP_ORDER);
  }
  attachComments(translation.workflow, by);
  const file = { path: `.github/workflows/${id}.yml`, text: emit(translation.workflow) };
  const claims = translation.claims();
  const kept = from.ownVariables === undefined ? claims : weakenUnset(from.ownVariables, claims, file.text);
  const certificate = certify({ path, text, constructs }, file, kept);
  return { dialect: id, path, files: [file], certificate, faults: [] };
}

/** Checks a certificate against the input's text and an output that may have been changed since. */
export function verifyMigration(migration: Migration, text: string, files: readonly OutputFile[]): Verification {
  const from = dialect(migration.dialect);
  const constructs = from?.constructs(read(migration.path, text)) ?? [];
  return verify(migration.certificate, constructs, files, new Set(Object.keys({ ...COMMON_RULES, ...from?.rules })));
}

/**
 * Reads a file. Older readers of YAML took a quoted text whose closing quote stands at the beginning of a line; ours
 * does not, so such a quote is drawn up to the line before. Offsets stay what they are.
 */
function read(path: string, text: string): SourceDocument {
  const document = readDocument(path, text);
  if (!document.faults.some(({ kind }) => kind === "syntax")) return document;
  const mended = text.replaceAll(/\\?\r?\n[ \t]*(?="[ \t]*(?:\r?\n|$))/g, (found) => " ".repeat(found.length));
  const again = readDocument(path, mended);
  return again.faults.some(({ kind }) => kind === "syntax") ? document : again;
}

const ROOT_ORDER = "name run-name on permissions env defaults concurrency jobs".split(" ");
const JOB_ORDER =
  "name needs if permissions runs-on environment concurrency continue-on-error timeout-minutes strategy container services defaults outputs env steps".split(
    " ",
  );
const STEP_ORDER = "name id if uses with continue-on-error timeout-minutes working-directory shell env run".split(" ");

/** Keys in the order in which people write them. */
function inOrder(part: OutMap, order: readonly string[]): void {
  part.entries.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
}

function dialect(id: DialectId): Dialect | undefined {
  return REGISTERED.find((candidate) => candidate.id === id);
}
