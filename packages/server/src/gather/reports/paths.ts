/**
 * Finds files of the repository among the paths of a report. Tools write paths from wherever they ran: from the root,
 * from a package, from the root of the disk. Two paths are the same file where one ends with the other, at the border of
 * a folder; of several the longest is meant, and where that leaves two, none is.
 */
export class ReportPaths {
  readonly #byName = new Map<string, string[]>();

  constructor(paths: Iterable<string>) {
    for (const path of paths) {
      const name = nameOf(path);
      const others = this.#byName.get(name);
      if (others === undefined) this.#byName.set(name, [path]);
      else others.push(path);
    }
  }

  /** The path that the report has for a file of the repository; null where it has none, or nobody can tell which. */
  find(path: string): string | null {
    const candidates = this.#byName.get(nameOf(path)) ?? [];
    if (candidates.includes(path)) return path;
    const longer = candidates.filter((candidate) => candidate.endsWith(`/${path}`));
    if (longer.length > 0) return longer.length === 1 ? (longer[0] ?? null) : null;
    // A lone name (`index.ts`) ends too many paths to say which one it is.
    const shorter = candidates.filter((candidate) => candidate.includes("/") && path.endsWith(`/${candidate}`));
    return shorter.sort((a, b) => b.length - a.length)[0] ?? null;
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
