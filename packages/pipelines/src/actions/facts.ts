import { kept } from "../source/kept.ts";
import { INTERFACES, RELEASES } from "./facts.generated.ts";
import { actionReference, isCommit, type RepositoryReference, repositoryOf } from "./reference.ts";

/** An input of an action, as its metadata declares it. */
export interface ActionInput {
  readonly name: string;
  readonly required: boolean;
  readonly hasDefault: boolean;
  /** What to do instead, where it is deprecated. */
  readonly deprecated?: string;
}

/** What a workflow may rely on when it uses an action. */
export interface ActionInterface {
  readonly inputs: readonly ActionInput[];
  readonly outputs: readonly string[];
  /** `node24`, `docker`, `composite`; undefined where it is not known (the plugins of the first releases). */
  readonly using: string | undefined;
}

/** What is known of one version of a popular public action. */
export interface ActionFacts extends ActionInterface {
  /** `v4`: the major version, or the branch, whose newest release was read. */
  readonly version: string;
  /** Whether the ref names that version itself; otherwise it is an older release of the same major version. */
  readonly newest: boolean;
  /** Every version that is known, oldest first. */
  readonly versions: readonly string[];
}

/** A release of an action: a commit and the tags that name it. */
export interface Release {
  readonly commit: string;
  readonly tags: readonly string[];
}

interface Version extends ActionInterface {
  readonly version: string;
  readonly branch: string | undefined;
}

const interfaces = new Map<string, readonly Version[]>();
const releases = new Map<string, Releases>();

/** The releases of a repository; where several have a tag or a commit, the first counts. */
interface Releases {
  readonly all: readonly Release[];
  readonly byCommit: ReadonlyMap<string, Release>;
  readonly byTag: ReadonlyMap<string, Release>;
}

/**
 * What the program knows of a public action; undefined for actions and refs that it does not know.
 * @param uses `actions/checkout@v4`: a tag, a branch or the hash of a release's commit
 */
export const actionFacts: (uses: string) => ActionFacts | undefined = kept(lookUp);

function lookUp(uses: string): ActionFacts | undefined {
  const reference = actionReference(uses);
  if (reference?.kind !== "repository") return undefined;
  const known = versionsOf(reference);
  const tags = isCommit(reference.ref) ? (releaseOf(repositoryOf(reference), reference.ref)?.tags ?? []) : [];
  for (const ref of [reference.ref, ...tags]) {
    const exact = known.find(({ version, branch }) => version === ref || branch === ref);
    // A ref that no release has may be a branch: `dtolnay/rust-toolchain@1.85.0`.
    const tagged = exact === undefined && releaseByTag(repositoryOf(reference), ref) !== undefined;
    const found = exact ?? (tagged ? known.find(({ version }) => version === majorOf(ref)) : undefined);
    if (found === undefined) continue;
    const { version, inputs, outputs, using } = found;
    return { version, inputs, outputs, using, newest: exact !== undefined, versions: known.map((of) => of.version) };
  }
  return undefined;
}

/** Every release of a repository that the program knows, in no order; undefined for repositories it does not know. */
export function releasesOf(repository: string): readonly Release[] | undefined {
  return readReleases(repository)?.all;
}

/** The release of that commit. */
export function releaseOf(repository: string, commit: string): Release | undefined {
  return readReleases(repository)?.byCommit.get(commit.toLowerCase());
}

/** The release that a tag names; where a moving tag (`v4`) stood when the table was made. */
export function releaseByTag(repository: string, tag: string): Release | undefined {
  return readReleases(repository)?.byTag.get(tag);
}

function readReleases(repository: string): Releases | undefined {
  const key = repository.toLowerCase();
  const read = releases.get(key);
  if (read !== undefined || !Object.hasOwn(RELEASES, key)) return read;
  const byCommit = new Map<string, Release>();
  const byTag = new Map<string, Release>();
  const all = (RELEASES[key] ?? "").split("\n").map((line): Release => {
    const [commit = "", ...tags] = line.split(" ");
    const release = { commit, tags };
    if (!byCommit.has(commit)) byCommit.set(commit, release);
    for (const tag of tags) if (!byTag.has(tag)) byTag.set(tag, release);
    return release;
  });
  const made = { all, byCommit, byTag };
  releases.set(key, made);
  return made;
}

/** The most exact of a release's tags: `v4.2.2` rather than `v4`. */
export function exactTag({ tags }: Release): string | undefined {
  if (tags.length < 2) return tags[0];
  const parts = (tag: string) => tag.split(".").length;
  return [...tags].sort((a, b) => parts(b) - parts(a) || b.length - a.length)[0];
}

function versionsOf(reference: RepositoryReference): readonly Version[] {
  const key = [repositoryOf(reference), ...(reference.path === "" ? [] : [reference.path.toLowerCase()])].join("/");
  const read = interfaces.get(key);
  if (read !== undefined) return read;
  // Of actions that nobody knows nothing is kept: there is no end to them.
  if (!Object.hasOwn(INTERFACES, key)) return [];
  const made = parse(INTERFACES[key] ?? "");
  interfaces.set(key, made);
  return made;
}

/** `v4.2.2` and `4.2` are releases of `v4`; `v4-beta` and `v3-node20` are not of a line that is known. */
function majorOf(ref: string): string | undefined {
  const major = /^v?(\d+)(?:\.\d+)*$/.exec(ref)?.[1];
  return major === undefined ? undefined : `v${major}`;
}

/**
 * Reads one action's text: `@ version runtime [branch]` lines, then what these versions have in common: `i` its inputs
 * (`!` required, `=` with a default), `d` why one is deprecated, `o` its outputs.
 */
function parse(text: string): Version[] {
  const versions: Version[] = [];
  let heads: { version: string; using: string | undefined; branch: string | undefined }[] = [];
  let inputs: ActionInput[] = [];
  for (const line of text.split("\n")) {
    const [kind, ...words] = line.split(" ");
    if (kind === "@") {
      const [version = "", using = "-", branch] = words;
      heads.push({ version, using: using === "-" ? undefined : using, branch });
    } else if (kind === "i") {
      inputs = words.map((word) => ({
        name: word.replace(/!?=?$/, ""),
        required: /!=?$/.test(word),
        hasDefault: word.endsWith("="),
      }));
    } else if (kind === "d") {
      const [name, ...message] = words;
      inputs = inputs.map((input) => (input.name === name ? { ...input, deprecated: message.join(" ") } : input));
    } else if (kind === "o") {
      for (const head of heads) versions.push({ ...head, inputs, outputs: words });
      heads = [];
    }
  }
  return versions;
}
