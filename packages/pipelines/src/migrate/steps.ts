import { expression, literal, map, OutMap, type OutNode } from "./output.ts";

/** The actions that migrated workflows use, by the major tags of today. */
export const ACTIONS = {
  cache: "actions/cache@v5",
  cacheRestore: "actions/cache/restore@v5",
  cacheSave: "actions/cache/save@v5",
  checkout: "actions/checkout@v7",
  downloadArtifact: "actions/download-artifact@v8",
  uploadArtifact: "actions/upload-artifact@v7",
  setupBeam: "erlef/setup-beam@v1",
  setupDotnet: "actions/setup-dotnet@v6",
  setupGo: "actions/setup-go@v7",
  setupHaskell: "haskell-actions/setup@v2",
  setupJava: "actions/setup-java@v5",
  setupNode: "actions/setup-node@v7",
  setupPerl: "shogo82148/actions-setup-perl@v1",
  setupPhp: "shivammathur/setup-php@v2",
  setupPython: "actions/setup-python@v7",
  setupRuby: "ruby/setup-ruby@v1",
  rustToolchain: "dtolnay/rust-toolchain@master",
  pages: "peaceiris/actions-gh-pages@v4",
  release: "softprops/action-gh-release@v3",
  msbuild: "microsoft/setup-msbuild@v2",
  dockerLogin: "docker/login-action@v4",
  setupBuildx: "docker/setup-buildx-action@v4",
} as const;

/** A step that uses an action. */
export function usesStep(
  action: string,
  inputs: Readonly<Record<string, OutNode | undefined>> = {},
  name?: string,
): OutMap {
  const made = new OutMap();
  if (name !== undefined) made.set("name", literal(name));
  made.set("uses", expression(action));
  const given = map(inputs);
  if (given.entries.length > 0) made.set("with", given);
  return made;
}

/** A step that runs commands. The script's part is returned with it, since claims hang on that. */
export function runStep(
  name: string | undefined,
  script: string,
  more: Readonly<Record<string, OutNode | undefined>> = {},
): OutMap {
  const made = new OutMap();
  if (name !== undefined) made.set("name", literal(name));
  for (const [key, value] of Object.entries(more)) made.set(key, value);
  return made.set("run", literal(script));
}

/** The part of a step that holds its commands. */
export function script(step: OutMap): OutNode {
  return step.get("run") ?? step;
}

/** A name that GitHub takes as the id of a job, not yet among the taken ones. */
export function jobId(wanted: string, taken: OutMap): string {
  const clean = wanted.replaceAll(/[^A-Za-z0-9_-]+/g, "-").replaceAll(/^-+|-+$/g, "");
  const base = (/^[A-Za-z_]/.test(clean) ? clean : `job-${clean}`).replace(/-$/, "").slice(0, 90) || "job";
  let id = base;
  for (let count = 2; taken.get(id) !== undefined; count++) id = `${base}-${count}`;
  return id;
}

/** A name that GitHub takes as the name of a secret. */
export function secretName(wanted: string): string {
  const clean = wanted
    .toUpperCase()
    .replaceAll(/[^A-Z0-9_]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");
  return /^(GITHUB_|[0-9]|$)/.test(clean) ? `CI_${clean}` : clean;
}

/** A text as GitHub's expressions write it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
