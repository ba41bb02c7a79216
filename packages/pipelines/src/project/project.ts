/**
 * The files around the one that is judged: what a reusable workflow, a local action or a required check refers to.
 * Whoever calls gives the files; nothing here reads a disk. Answers are remembered: when files change, make a new one.
 */
export interface Project {
  /**
   * The text of a file by its path from the project's root, with forward slashes; undefined where there is none. A
   * reusable workflow of another repository is asked for as it is called: `owner/name/.github/workflows/x.yml@v1`.
   */
  text(path: string): string | undefined;
  /** The paths of the files directly in a folder (`.github/workflows`); none where there is no such folder. */
  list(folder: string): readonly string[];
  /** Whether all files are known. Where not (standard input, a lone file), nothing is said about missing ones. */
  readonly complete: boolean;
  /** Names of checks that must pass before a merge, where they are known. */
  readonly requiredChecks?: readonly string[];
  /** Whether changes are merged by a merge queue, where it is known. */
  readonly mergeQueue?: boolean;
  /** What a job's token may do where no `permissions` are written: the repository's setting, where it is known. */
  readonly tokenDefault?: "restricted" | "permissive";
}

/** A project of given files. */
export function projectOf(
  files: Readonly<Record<string, string>>,
  more: Omit<Partial<Project>, "text" | "list"> = {},
): Project {
  const { complete = true, ...rest } = more;
  return {
    text: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
    list: (folder) =>
      Object.keys(files).filter(
        (path) => path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes("/"),
      ),
    complete,
    ...rest,
  };
}

/** Knows no file but the one that is judged. */
export const LONE_FILE: Project = { text: () => undefined, list: () => [], complete: false };
