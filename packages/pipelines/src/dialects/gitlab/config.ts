import type { Project } from "../../project/project.ts";
import { documentAt } from "../../project/workflows.ts";
import type { SourceDocument } from "../../source/document.ts";
import {
  entryOf,
  itemsOf,
  textOf,
  type YamlEntry,
  type YamlMapping,
  type YamlNode,
  type YamlScalar,
} from "../../source/tree.ts";
import { DEFAULT_STAGES, GLOBAL_KEYS, OUTER_STAGES } from "./keywords.ts";

/** A job or a template (its name begins with a dot) of GitLab CI. */
export interface GitlabJob {
  readonly name: string;
  readonly key: YamlScalar;
  readonly node: YamlMapping;
  readonly hidden: boolean;
  /** Whether it stands in the file that is judged. */
  readonly own: boolean;
  /** Its keys with those of merges (`<<`), but not of `extends`. */
  readonly keys: ReadonlyMap<string, YamlEntry>;
}

/** A configuration of GitLab CI with the local files that it includes. */
export interface GitlabConfig {
  readonly root: YamlMapping | undefined;
  /** Jobs of the file itself, in the order of the text; of two with one name both. */
  readonly jobs: readonly GitlabJob[];
  /** Every job and template by name; of the files, the including one wins. */
  readonly byName: ReadonlyMap<string, GitlabJob>;
  /** Every top-level key that is no keyword, whatever it holds: what `!reference` can name. */
  readonly names: ReadonlySet<string>;
  /** In the order in which they run. */
  readonly stages: readonly string[];
  /** Whether files are included that are not known: jobs, stages and templates may come from there. */
  readonly open: boolean;
}

/** Circles of includes end here, as they do in GitLab after more of them. */
const MAX_FILES = 100;

/** Reads a configuration; local includes are looked up in the project. Never throws. */
export function readGitlab(document: SourceDocument, project: Project): GitlabConfig {
  const read = new Map<string, YamlNode | undefined>([[document.path, document.root]]);
  let open = false;
  const include = (root: YamlNode | undefined): void => {
    const value = entryOf(root, "include")?.value;
    for (const item of value?.kind === "mapping" ? [value] : itemsOf(value)) {
      const path = localPath(item);
      const found = path === undefined ? undefined : documentAt(path, project);
      if (path === undefined || found === undefined || found.root === undefined || read.size >= MAX_FILES) open = true;
      else if (!read.has(path)) {
        read.set(path, found.root);
        include(found.root);
      }
    }
  };
  include(document.root);
  const jobs = jobsOf(document.root, true);
  const byName = new Map<string, GitlabJob>();
  const names = new Set<string>();
  let stages: readonly string[] | undefined;
  for (const [path, root] of [...read].reverse()) {
    for (const { key } of root?.kind === "mapping" ? root.entries : []) names.add(key.text);
    const said = entryOf(root, "stages") ?? entryOf(root, "types");
    if (said !== undefined) stages = itemsOf(said.value).flatMap((item) => textOf(item) ?? []);
    for (const job of path === document.path ? jobs : jobsOf(root, false)) byName.set(job.name, job);
  }
  const [before, after] = OUTER_STAGES;
  return {
    root: document.root?.kind === "mapping" ? document.root : undefined,
    jobs,
    byName,
    names,
    stages: [...new Set([before, ...(stages ?? DEFAULT_STAGES), after])],
    open,
  };
}

/** The path of an entry of `include` that names one file of the same repository. */
function localPath(item: YamlNode): string | undefined {
  const rules = entryOf(item, "rules");
  const text =
    item.kind === "scalar" ? textOf(item) : rules === undefined ? textOf(entryOf(item, "local")?.value) : undefined;
  return text === undefined || /^https?:|[*$]/.test(text) ? undefined : text.replace(/^\//, "");
}

function jobsOf(root: YamlNode | undefined, own: boolean): GitlabJob[] {
  return (root?.kind === "mapping" ? root.entries : []).flatMap(({ key, value }): GitlabJob[] => {
    const name = key.text;
    if (value.kind !== "mapping" || name === "<<" || (GLOBAL_KEYS.includes(name) && name !== "pages")) return [];
    return [{ name, key, node: value, hidden: name.startsWith("."), own, keys: mergedKeys(value) }];
  });
}

/** The keys of a mapping with those of its merges; its own win. */
export function mergedKeys(node: YamlNode | undefined): Map<string, YamlEntry> {
  const found = new Map<string, YamlEntry>();
  for (const entry of node?.kind === "mapping" ? node.entries : []) {
    if (entry.key.text !== "<<") found.set(entry.key.text, entry);
    const merged = entry.key.text === "<<" ? entry.value : undefined;
    for (const from of merged?.kind === "sequence" ? merged.items.map(({ value }) => value) : [merged]) {
      for (const [name, inner] of mergedKeys(from)) if (!found.has(name)) found.set(name, inner);
    }
  }
  return found;
}

/** Templates that a job extends, directly. */
export function extendsOf(job: GitlabJob): readonly YamlScalar[] {
  return itemsOf(job.keys.get("extends")?.value).filter((item) => item.kind === "scalar");
}

/** A job with all that it extends. */
export interface Extended {
  readonly keys: ReadonlyMap<string, YamlEntry>;
  /** The job itself and its templates. */
  readonly parts: readonly GitlabJob[];
  /** Whether all that it extends is known. */
  readonly whole: boolean;
}

/** GitLab follows eleven levels of templates. */
const MAX_PARTS = 30;
const known = new WeakMap<GitlabJob, Extended>();

/** Follows `extends`; circles are cut. Of a job it is worked out once. */
export function extended(job: GitlabJob, config: GitlabConfig): Extended {
  const before = known.get(job);
  if (before !== undefined) return before;
  const keys = new Map<string, YamlEntry>();
  const parts = new Set<GitlabJob>();
  let whole = true;
  const visit = (one: GitlabJob): void => {
    if (parts.has(one)) return;
    if (parts.size >= MAX_PARTS) {
      whole = false;
      return;
    }
    parts.add(one);
    for (const [name, entry] of one.keys) if (!keys.has(name)) keys.set(name, entry);
    // The last template wins.
    for (const template of [...extendsOf(one)].reverse()) {
      const found = config.byName.get(template.text);
      if (found === undefined) whole = false;
      else visit(found);
    }
  };
  visit(job);
  const found = { keys, parts: [...parts], whole };
  known.set(job, found);
  return found;
}
