import { kept } from "../source/kept.ts";

/** What `uses` of a step names. */
export type ActionReference = RepositoryReference | LocalReference | DockerReference;

/** `owner/name@ref` or `owner/name/path@ref`. */
export interface RepositoryReference {
  readonly kind: "repository";
  readonly owner: string;
  readonly name: string;
  /** Below the repository's root, without a slash at its ends; empty for the root. */
  readonly path: string;
  readonly ref: string;
}

/** A folder of the workspace: `./.github/actions/setup`; `$/` is another way to write `./`. */
export interface LocalReference {
  readonly kind: "local";
  /** From the workspace's root, `.` and `..` resolved; undefined where it leads out of the workspace. */
  readonly path: string | undefined;
}

/** `docker://image:tag`. */
export interface DockerReference {
  readonly kind: "docker";
  readonly image: string;
  /** Behind the colon; undefined where there is none, and for an image that is named by its digest. */
  readonly tag: string | undefined;
}

/**
 * Reads the `uses` of a step. Undefined for what is of no such form (`action/invalid-reference` says why).
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsuses
 */
export const actionReference: (uses: string) => ActionReference | undefined = kept(readReference);

function readReference(uses: string): ActionReference | undefined {
  if (/^(?:\.{1,2}|\$)(?:\/|$)/.test(uses)) {
    return { kind: "local", path: normalized(uses.replace(/^\$/, ".")) };
  }
  if (uses.startsWith("docker://")) {
    const image = uses.slice("docker://".length);
    const named = image.includes("@") ? undefined : /:([^:/]*)$/.exec(image)?.[1];
    return { kind: "docker", image, tag: named };
  }
  const at = uses.indexOf("@");
  if (at < 0) return undefined;
  const [owner, name, ...path] = uses.slice(0, at).split("/");
  const ref = uses.slice(at + 1);
  if (!owner || !name || ref === "") return undefined;
  return { kind: "repository", owner, name, path: path.filter((part) => part !== "").join("/"), ref };
}

/** `owner/name` in lower case: GitHub compares them without case. */
export function repositoryOf({ owner, name }: RepositoryReference): string {
  return `${owner}/${name}`.toLowerCase();
}

/** Whether a ref can only mean one commit: all 40 (or 64) digits of its hash. */
export function isCommit(ref: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(ref);
}

/** A path from the workspace's root without `.` and `..`; undefined where it leads out. */
function normalized(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}
