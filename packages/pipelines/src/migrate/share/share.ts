import { readWorkflow } from "../../dialects/github/read.ts";
import { applyFixes } from "../../findings/fixes.ts";
import type { Project } from "../../project/project.ts";
import { readDocument } from "../../source/document.ts";
import type { Certificate, OutputFile } from "../certificate.ts";
import { yamlConstructs } from "../constructs.ts";
import type { Candidate } from "./candidate.ts";
import { certificateOf } from "./certify.ts";
import { clustered } from "./cluster.ts";
import { composite } from "./composite.ts";
import { reusable, unitName } from "./reusable.ts";
import { runName, runsOf, type StepRun } from "./runs.ts";
import type { Strategy } from "./strategy.ts";
import { lineCount } from "./text.ts";
import { type Unfit, unitsOf } from "./units.ts";
import { difference, newFault } from "./verify.ts";

/** What was made one. */
export interface Shared {
  readonly kind: Candidate["kind"];
  /** The new file. */
  readonly path: string;
  readonly copies: readonly string[];
  readonly handed: Candidate["handed"];
  readonly saved: number;
}

/** What repeats, or could, but was left as it is. */
export interface Left {
  readonly copies: readonly string[];
  readonly reason: string;
}

/** Workflows with what repeats in them taken out, and the proof that they do the same. */
export interface Sharing {
  readonly strategy: Strategy;
  /** Files that are new or have changed, as they are now. */
  readonly files: readonly OutputFile[];
  readonly shared: readonly Shared[];
  readonly left: readonly Left[];
  /** What people must know that the model does not show. */
  readonly notes: readonly string[];
  /** Of every workflow that was given, also of those that stay as they are. */
  readonly certificates: readonly Certificate[];
  /** Lines of all files that were given. */
  readonly linesBefore: number;
  /** The same afterwards, new files included. */
  readonly linesAfter: number;
  /** Files that cannot be read as workflows. */
  readonly broken: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * Finds what repeats in workflows, by structure, and makes it one where that saves lines: less lines in all files
 * together, the new ones included. What saves most is done first; each change is proved by expanding what was and what
 * is, and left out where anything is not the same. Never throws for what stands in the files.
 * @param paths of the workflows, as the project knows them
 */
export function share(strategy: Strategy, paths: readonly string[], project: Project): Sharing {
  const run = new Run(strategy, paths, project);
  run.work();
  return run.result();
}

class Run {
  readonly #strategy: Strategy;
  readonly #project: Project;
  readonly #paths: readonly string[];
  readonly #broken: { path: string; reason: string }[] = [];
  readonly #changed = new Map<string, string>();
  readonly #done: Candidate[] = [];
  readonly #left = new Map<string, Left>();
  readonly #refused = new Set<string>();

  constructor(strategy: Strategy, paths: readonly string[], project: Project) {
    this.#strategy = strategy;
    this.#project = project;
    this.#paths = [...new Set(paths)].filter((path) => this.#isReadable(path));
  }

  #isReadable(path: string): boolean {
    const text = this.#project.text(path);
    const document = text === undefined ? undefined : readDocument(path, text);
    const fault = document?.faults.find(({ kind }) => kind !== "unused-anchor");
    const isWorkflow = document?.root?.kind === "mapping" && readWorkflow(document).jobs.length > 0;
    if (isWorkflow && fault === undefined) return true;
    const reason =
      text === undefined ? "There is no such file." : (fault?.message ?? "It is no workflow: it has no jobs.");
    this.#broken.push({ path, reason });
    return false;
  }

  work(): void {
    while (true) {
      const best = this.#candidates()
        .filter(({ key, saved }) => saved > 0 && !this.#refused.has(key))
        .reduce<Candidate | undefined>(
          (most, next) => (most === undefined || next.saved > most.saved ? next : most),
          undefined,
        );
      if (best === undefined) return;
      this.#attempt(best);
    }
  }

  #now(): Project {
    return overlay(this.#project, this.#changed);
  }

  #candidates(): Candidate[] {
    const now = this.#now();
    const workflows = this.#paths.map((path) => readWorkflow(readDocument(path, now.text(path) ?? "")));
    const taken = new Set([...this.#changed.keys(), ...now.list(".github/workflows")]);
    const candidates: Candidate[] = [];
    if (this.#strategy !== "actions") {
      const all = workflows.map(unitsOf);
      for (const { unfit } of all) for (const each of unfit) this.#unfit(each);
      const units = all.flatMap(({ units: own }) => own);
      candidates.push(
        ...clustered(
          units,
          (members) => reusable(members, taken),
          (members, reason) => this.#leaveAtFirst(members.map(unitName), reason),
        ),
      );
    }
    if (this.#strategy !== "reusable") {
      // Steps of jobs that were made one may repeat elsewhere.
      const made = this.#madeWorkflows().map((path) => readWorkflow(readDocument(path, now.text(path) ?? "")));
      const { groups, unfit } = runsOf([...workflows, ...made]);
      for (const each of unfit) this.#unfit(each);
      const told = new Set<StepRun["job"]>();
      const exists = (path: string) => now.text(path) !== undefined;
      for (const group of groups) {
        const leave = (members: readonly StepRun[], reason: string) => {
          // Longer runs come first; of what is within one that was told, nothing more is.
          if (members.every(({ job }) => told.has(job))) return;
          for (const { job } of members) told.add(job);
          this.#leaveAtFirst(members.map(runName), reason);
        };
        candidates.push(...clustered(group, (members) => composite(members, exists), leave));
      }
    }
    return candidates;
  }

  #madeWorkflows(): string[] {
    return this.#done.filter(({ kind }) => kind === "reusable").map(({ made }) => made.path);
  }

  #unfit({ path, jobs, reason }: Unfit): void {
    this.#leaveAtFirst([`${path}: ${jobs.join(", ")}`], reason);
  }

  /** Of files that have been changed, nothing is told: what is left there is what was made. */
  #leaveAtFirst(copies: readonly string[], reason: string): void {
    if (this.#changed.size === 0) this.#leave(copies, reason);
  }

  #leave(copies: readonly string[], reason: string): void {
    const key = copies.join(" | ");
    if (!this.#left.has(key)) this.#left.set(key, { copies, reason });
  }

  /** Applies a candidate where it can be proved to change nothing. */
  #attempt(candidate: Candidate): void {
    const texts = new Map(this.#changed);
    const before = this.#now();
    texts.set(candidate.made.path, candidate.made.text);
    let reason: string | undefined;
    for (const [path, edits] of candidate.edits) {
      const fixed = applyFixes(before.text(path) ?? "", [{ title: "", safe: true, edits }]);
      if (fixed.left.length > 0) reason = `the changes of ${path} touch each other`;
      texts.set(path, fixed.text);
    }
    const turned = { before, after: overlay(this.#project, texts) };
    const kind = candidate.kind === "action" ? "action" : "workflow";
    reason ??= this.#required(candidate);
    for (const path of candidate.edits.keys()) reason ??= newFault("workflow", path, turned);
    // All of them: what calls a changed file must stay the same too.
    for (const path of [...this.#paths, ...this.#madeWorkflows()]) {
      reason ??= difference(path, turned, (id) => candidate.rename(path, id));
    }
    reason ??= newFault(kind, candidate.made.path, turned);
    if (reason !== undefined) {
      this.#refused.add(candidate.key);
      this.#leave(candidate.copies, reason);
      return;
    }
    for (const [path, text] of texts) this.#changed.set(path, text);
    this.#done.push(candidate);
  }

  /** Required checks would wait for ever for a name that no job reports any more. */
  #required({ checks }: Candidate): string | undefined {
    const lost = checks.find((name) => this.#project.requiredChecks?.includes(name) === true);
    return lost === undefined ? undefined : `the required check "${lost}" would have another name`;
  }

  result(): Sharing {
    const texts = (path: string) => this.#project.text(path) ?? "";
    const files = [...this.#changed].map(([path, text]) => ({ path, text }));
    const now = this.#now();
    const all = [...new Set([...this.#paths, ...this.#changed.keys()])];
    return {
      strategy: this.#strategy,
      files,
      shared: this.#done.map(({ kind, made, copies, handed, saved }) => ({
        kind,
        path: made.path,
        copies,
        handed,
        saved,
      })),
      left: [...this.#left.values()].filter(({ copies }) => !this.#isDone(copies)),
      notes: this.#done.flatMap(({ notes }) => notes),
      certificates: this.#paths.map((path) => {
        const source = { path, text: texts(path), constructs: yamlConstructs(readDocument(path, texts(path))) };
        return certificateOf(source, now, this.#done);
      }),
      linesBefore: sum(this.#paths.map((path) => lineCount(texts(path)))),
      linesAfter: sum(all.map((path) => lineCount(now.text(path) ?? ""))),
      broken: this.#broken,
    };
  }

  /** Whether copies have been made one after all: as they are, or as part of more. */
  #isDone(copies: readonly string[]): boolean {
    const done = new Set(this.#done.flatMap((candidate) => candidate.copies));
    const jobs = new Set(
      this.#done.flatMap(({ kind, copies: own }) => (kind === "reusable" ? own.flatMap(jobsOf) : [])),
    );
    return copies.every((copy) => done.has(copy) || jobsOf(copy).every((job) => jobs.has(job)));
  }
}

/** `ci.yml: build, test` as `ci.yml: build` and `ci.yml: test`; steps as the job that they are in. */
function jobsOf(copy: string): string[] {
  const [path = "", ids = ""] = copy.split(": ");
  return ids
    .replace(/, steps? .*$/, "")
    .split(", ")
    .map((id) => `${path}: ${id}`);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** A project with some files as they would be. */
function overlay(project: Project, texts: ReadonlyMap<string, string>): Project {
  return {
    ...(project.requiredChecks === undefined ? {} : { requiredChecks: project.requiredChecks }),
    ...(project.mergeQueue === undefined ? {} : { mergeQueue: project.mergeQueue }),
    ...(project.tokenDefault === undefined ? {} : { tokenDefault: project.tokenDefault }),
    complete: project.complete,
    text: (path) => texts.get(path) ?? project.text(path),
    list: (folder) => {
      const own = [...texts.keys()].filter(
        (path) => path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes("/"),
      );
      return [...new Set([...project.list(folder), ...own])];
    },
  };
}
