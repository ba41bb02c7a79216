import { SEVERITIES, type Severity } from "@tollgate/pipelines/findings/finding";
import { applyFixes } from "@tollgate/pipelines/findings/fixes";
import { type FileKind, type Finding, KINDS } from "./kinds.ts";
import type { Demands, Projects } from "./project.ts";

/** What files are judged by. It can be handed to another thread. */
export interface Order {
  readonly demands: Demands;
  /** Findings of this severity or above are fixed, where that is safe; none where it is undefined. */
  readonly fix: Severity | undefined;
}

/** A text to be judged. It can be handed to another thread. */
export interface Task {
  /** As findings name it. */
  readonly path: string;
  readonly absolute: string;
  /** The name of its kind. */
  readonly kind: string;
}

export interface JudgedFile {
  /** With the fixes, where some were applied. */
  readonly text: string;
  readonly findings: readonly Finding[];
  /** How many fixes were applied. */
  readonly fixed: number;
  /** Whether it was not judged: it cannot be read, or it met a defect of ours. A finding says which. */
  readonly failed?: "unreadable" | "defect";
}

/** Fixes that insert at one place are applied one by one; 25 rounds were the most over 488 public workflows. */
const FIX_ROUNDS = 50;

/** Judges one file on its own. What goes wrong with it is told as a finding of it, so that the others are judged. */
export function judge(task: Task, text: string, projects: Projects, { fix }: Pick<Order, "fix">): JudgedFile {
  try {
    return judged(task, text, projects, fix);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `This file was not judged (${reason}). This is a defect of Tollgate: please report it with the file.`;
    return { text, fixed: 0, findings: [wholeFile(task.path, "file/not-judged", message)], failed: "defect" };
  }
}

/** What is said of a file whose text is not known. */
export function unreadable(path: string, message: string): JudgedFile {
  return { text: "", fixed: 0, findings: [wholeFile(path, "file/unreadable", message)], failed: "unreadable" };
}

function wholeFile(file: string, code: string, message: string): Finding {
  return { file, line: 1, column: 1, endLine: 1, endColumn: 1, code, severity: "error", message };
}

/** Whether a finding is of a severity or above it. */
export function isAtLeast({ severity }: Finding, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}

function judged(task: Task, original: string, projects: Projects, fix: Severity | undefined): JudgedFile {
  const kind = kindOf(task.kind);
  const project = projects.of(task.absolute);
  const path = project.pathOf(task.absolute);
  project.hold(path, original);
  const check = (text: string) =>
    kind.check({ path, text, project }).map((finding) => ({ ...finding, file: task.path }));
  let text = original;
  let findings = check(text);
  let fixed = 0;
  for (let round = 0; fix !== undefined && round < FIX_ROUNDS; round++) {
    const wanted = findings.filter((finding) => isAtLeast(finding, fix));
    const result = applyFixes(
      text,
      wanted.flatMap((finding) => (finding.fix?.safe === true ? [finding.fix] : [])),
    );
    if (result.applied.length === 0) break;
    fixed += result.applied.length;
    text = result.text;
    findings = check(text);
  }
  return { text, findings, fixed };
}

function kindOf(name: string): FileKind {
  const kind = KINDS.find((one) => one.name === name);
  if (kind === undefined) throw new Error(`there is no kind of file ${name}`);
  return kind;
}
