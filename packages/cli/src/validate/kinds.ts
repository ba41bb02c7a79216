import { checkPolicyFile, isPolicyFile } from "@tollgate/core/policy/parse";

/** One thing that is wrong, or could be better, in a file. Lines and columns are 1-based, the end is exclusive. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly code: string;
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
  readonly fix?: unknown;
}

/** A kind of file. Kinds without `check` are recognised so that they can be named; nothing is said about them yet. */
export interface FileKind {
  readonly name: string;
  /** Whether the file is of this kind; the text decides where the path does not. Paths have forward slashes. */
  readonly owns: (path: string, text: string) => boolean;
  readonly check?: (path: string, text: string) => readonly Finding[];
}

/** What policy documents begin with, for those outside `.qms/`: a `--policy-dir`, a file beside its test. */
const POLICY_TEXT =
  /^\s*["']?(?:apiVersion["']?\s*:\s*["']?(?:tollgate\.dev|qms\.creo\.dev)\/|github_actions_integration\b)/m;

/** Every kind, asked in this order. A new kind of file: one entry. */
export const KINDS: readonly FileKind[] = [
  {
    name: "policy",
    owns: (path, text) => isPolicyFile(path) && (/(?:^|\/)\.qms\//.test(path) || POLICY_TEXT.test(text)),
    check: checkPolicyFile,
  },
  { name: "GitHub Actions workflow", owns: (path) => /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path) },
  { name: "GitHub action", owns: (path) => /(?:^|\/)action\.ya?ml$/.test(path) },
  { name: "GitLab pipeline", owns: (path) => /(?:^|\/)[^/]*\.gitlab-ci\.ya?ml$/.test(path) },
  { name: "Jenkins pipeline", owns: (path) => /(?:^|\/)[^/]*Jenkinsfile[^/]*$|\.jenkinsfile$/.test(path) },
];

/** Whether a file is worth opening when a whole folder is looked at. */
export function mayBeKnown(path: string): boolean {
  return isPolicyFile(path);
}
