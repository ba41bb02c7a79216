import { expression, type OutMap } from "../../migrate/output.ts";
import { equal, type Translation } from "../../migrate/translation.ts";
import { type Entry, entry, type TextValue, textAt, type Value } from "../../migrate/values.ts";
import { literal, type Scope, written } from "./parameters.ts";

/** What the steps of one job are made in. */
export interface JobContext {
  readonly translation: Translation;
  readonly id: string;
  readonly job: OutMap;
  readonly pipeline: Scope;
  /** `working_directory` of the job: the code stands there. */
  readonly home: string | undefined;
  readonly inContainer: boolean;
  /** Commands of the file and of its inline orbs, by name. */
  readonly commands: ReadonlyMap<string, Entry>;
  /** Paths of every cache that is saved in the file, by the beginning of its key. */
  readonly caches: readonly { readonly key: string; readonly paths: readonly string[] }[];
}

/** Whether a path is the folder that CircleCI's commands begin in. */
export function isHome({ home }: JobContext, path: string): boolean {
  return path === "." || path === home || path === "~/project";
}

/** A path of theirs in the folder of the code: GitHub has that at one place. */
export function inHome(context: JobContext, path: string): string {
  if (isHome(context, path)) return ".";
  for (const home of [context.home, "~/project", "/home/circleci/project"]) {
    if (home !== undefined && path.startsWith(`${home}/`)) return path.slice(home.length + 1);
  }
  return path;
}

/** When a step runs, in GitHub's words. */
export const CONDITIONS: Readonly<Record<string, string | undefined>> = {
  always: "always()",
  on_fail: "failure()",
  on_success: undefined,
};

/** Settings that every step may have. */
export function nameAndWhen(
  { translation }: JobContext,
  made: OutMap,
  source: TextValue | Entry,
  settings: Value | undefined,
  rule: string,
  known: RegExp,
): OutMap {
  made.get("uses")?.carries(equal(rule, undefined, source));
  const name = textAt(settings, "name");
  if (name !== undefined)
    made.entries.unshift([
      "name",
      literal(name.text).carries(equal("circleci/run-name", written(name.text), entry(settings, "name"), name)),
    ]);
  const when = textAt(settings, "when");
  const condition = when === undefined ? undefined : CONDITIONS[when.text];
  if (condition !== undefined)
    made.set("if", expression(condition).carries(equal("circleci/run-when", undefined, entry(settings, "when"), when)));
  else if (when !== undefined) made.carries(equal("circleci/run-when", undefined, entry(settings, "when"), when));
  for (const other of settings?.kind === "map" ? settings.entries : []) {
    if (!known.test(other.key)) translation.lost(rule, "The action has no such setting.", other);
  }
  return made;
}
