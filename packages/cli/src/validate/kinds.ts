import { dirname, resolve, sep } from "node:path";
import { checkPolicyFile, isPolicyFile, type PolicyText } from "@tollgate/core/policy/parse";
import type { Finding as PipelineFinding } from "@tollgate/pipelines/findings/finding";
import { FILE_KINDS } from "@tollgate/pipelines/validate/kinds";
import { validateFile } from "@tollgate/pipelines/validate/validate";
import { read, walk } from "./files.ts";
import type { DiskProject } from "./project.ts";

/** One thing that is wrong, or could be better, in a file. Lines and columns are 1-based, the end is exclusive. */
export type Finding = Omit<PipelineFinding, "confidence"> & Partial<Pick<PipelineFinding, "confidence">>;

/** A file to be judged: its text, and how the project around it calls it. */
export interface Source {
  /** From the project's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly project: DiskProject;
}

/** A kind of file that can be judged. */
export interface FileKind {
  readonly name: string;
  /** Where such files are looked for, from a repository's root; with forward slashes. */
  readonly home: RegExp;
  /** Whether a text is of this kind: asked for files that somebody names, or in a folder that somebody names. */
  readonly like?: (path: string, text: string) => boolean;
  /** Places in the findings are in the file's own words: `file` is the source's path. */
  readonly check: (source: Source) => readonly Finding[];
}

/** What policy documents begin with, for those outside `.qms/`: a `--policy-dir`, a file beside its test. */
const POLICY_TEXT =
  /^\s*["']?(?:apiVersion["']?\s*:\s*["']?(?:tollgate\.dev|qms\.creo\.dev)\/|github_actions_integration\b)/m;

const YAML = /\.ya?ml$/i;

/**
 * The policy files that make one policy with this one: those of its `.qms/`. Elsewhere what lies beside it may be
 * another policy, so that only lends its names.
 */
function policyBeside({ path, project }: Source): Parameters<typeof checkPolicyFile>[2] {
  const absolute = resolve(project.root, path);
  const folder = `${sep}.qms${sep}`;
  const at = absolute.lastIndexOf(folder);
  if (at >= 0) return { together: policyFiles(walk(absolute.slice(0, at + folder.length)), project) };
  const beside = project.list(dirname(path)).map((other) => resolve(project.root, other));
  return { near: policyFiles(beside, project).filter(({ text }) => POLICY_TEXT.test(text)) };
}

function policyFiles(paths: Iterable<string>, project: DiskProject): PolicyText[] {
  return [...paths].filter(isPolicyFile).flatMap((absolute) => {
    const content = read(absolute);
    // One that cannot be read is told where it is judged itself.
    return "text" in content ? [{ path: project.pathOf(absolute), text: content.text }] : [];
  });
}

/** Whether a path is where files of a kind are looked for: in this repository, or in whatever folder it lies. */
export function isAtHome({ home }: FileKind, path: string, inRepository: boolean): boolean {
  return inRepository ? home.test(path) : new RegExp(home.source.replace(/^\^/, "(?:^|/)"), home.flags).test(path);
}

/** Every kind, asked in this order; paths before texts. A new kind of file: one entry. */
export const KINDS: readonly FileKind[] = [
  {
    name: "policy",
    home: /^\.qms\/.*\.(?:ya?ml|json)$/,
    like: (path, text) => isPolicyFile(path) && POLICY_TEXT.test(text),
    check: (source) => checkPolicyFile(source.path, source.text, policyBeside(source)),
  },
  ...FILE_KINDS.map(
    ({ kind, name, home, like }): FileKind => ({
      name,
      home,
      like: (path, text) => YAML.test(path) && like(text),
      check: ({ path, text, project }) => validateFile(kind, path, text, project),
    }),
  ),
];
