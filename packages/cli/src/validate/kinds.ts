import { checkPolicyFile, isPolicyFile } from "@tollgate/core/policy/parse";
import type { Finding as PipelineFinding } from "@tollgate/pipelines/findings/finding";
import type { Project } from "@tollgate/pipelines/project/project";
import { FILE_KINDS } from "@tollgate/pipelines/validate/kinds";
import { validateFile } from "@tollgate/pipelines/validate/validate";

/** One thing that is wrong, or could be better, in a file. Lines and columns are 1-based, the end is exclusive. */
export type Finding = Omit<PipelineFinding, "confidence"> & Partial<Pick<PipelineFinding, "confidence">>;

/** A file to be judged: its text, and how the project around it calls it. */
export interface Source {
  /** From the project's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly project: Project;
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
    check: ({ path, text }) => checkPolicyFile(path, text),
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
