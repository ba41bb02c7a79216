import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Project } from "@tollgate/pipelines/project/project";

/** What a file refers to is small; anything larger is not what was meant. */
const MAX_BYTES = 1024 * 1024;

/** What the forge demands of the project, where that is known. */
export type Demands = Pick<Project, "requiredChecks" | "mergeQueue">;

/** The files of a folder on this disk, read when they are asked for, and once. */
export class DiskProject implements Project {
  readonly root: string;
  readonly complete: boolean;
  readonly requiredChecks?: readonly string[];
  readonly mergeQueue?: boolean;
  readonly #texts = new Map<string, string | undefined>();
  readonly #lists = new Map<string, readonly string[]>();

  constructor(root: string, complete: boolean, demands: Demands) {
    this.root = root;
    this.complete = complete;
    Object.assign(this, demands);
  }

  /** How the project calls a file on the disk. */
  pathOf(absolute: string): string {
    return relative(this.root, absolute).split(sep).join("/");
  }

  /** What stands in a file that somebody has read already: it need not be read again, nor may be another text by now. */
  hold(path: string, text: string): void {
    if (!this.#texts.has(path)) this.#texts.set(path, text);
  }

  text(path: string): string | undefined {
    if (!this.#texts.has(path)) this.#texts.set(path, this.#read(path));
    return this.#texts.get(path);
  }

  list(folder: string): readonly string[] {
    const known = this.#lists.get(folder);
    if (known !== undefined) return known;
    const absolute = this.#inside(folder);
    const found = absolute === undefined ? [] : filesIn(absolute).map((name) => `${folder}/${name}`);
    this.#lists.set(folder, found);
    return found;
  }

  #read(path: string): string | undefined {
    const absolute = this.#inside(path);
    const found = absolute === undefined ? undefined : statSync(absolute, { throwIfNoEntry: false });
    if (absolute === undefined || !found?.isFile() || found.size > MAX_BYTES) return undefined;
    try {
      return readFileSync(absolute, "utf8");
    } catch {
      // What may not be read is judged as not there; a file that is itself judged is read elsewhere, and said.
      return undefined;
    }
  }

  /** `uses: ./../../etc` leads nowhere. */
  #inside(path: string): string | undefined {
    const absolute = resolve(this.root, path);
    return absolute === this.root || absolute.startsWith(this.root + sep) ? absolute : undefined;
  }
}

/** The names of the files in a folder; none where it is not there or may not be read. */
function filesIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isDirectory() ? [] : [entry.name])).sort();
  } catch {
    return [];
  }
}

/** Gives each file the project that it belongs to; files of one project share it. */
export class Projects {
  readonly #byRoot = new Map<string, DiskProject>();
  readonly #roots = new Map<string, { readonly root: string; readonly complete: boolean }>();
  readonly #demands: Demands;

  constructor(demands: Demands = {}) {
    this.#demands = demands;
  }

  of(absolute: string): DiskProject {
    const { root, complete } = this.#rootOf(dirname(absolute));
    const known = this.#byRoot.get(root);
    if (known !== undefined) return known;
    const made = new DiskProject(root, complete, this.#demands);
    this.#byRoot.set(root, made);
    return made;
  }

  /** The nearest folder above that holds a repository, or at least a `.github`; else the file's own, known in part. */
  #rootOf(folder: string): { readonly root: string; readonly complete: boolean } {
    const known = this.#roots.get(folder);
    if (known !== undefined) return known;
    const found = above(folder);
    const result = found === undefined ? { root: folder, complete: false } : { root: found, complete: true };
    this.#roots.set(folder, result);
    return result;
  }
}

function above(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git")) || existsSync(join(at, ".github"))) return at;
    if (dirname(at) === at) return undefined;
  }
}
