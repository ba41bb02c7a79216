// Builds @tollgate/pipelines to plain JavaScript with declarations, and packs it for npm: `npm run pack:pipelines`.
// The sources are run by Node as they are, but not inside of node_modules: what is published has to be built.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const source = join(root, "packages/pipelines");

/** The manifest as it is published: what the workspace's own says, with the built files instead of the sources. */
export function publishedManifest(): object {
  const { private: _, exports: __, ...own } = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
  return {
    ...own,
    description: "Validate, compare and migrate CI workflows: GitHub Actions, and into it from six other systems",
    engines: { node: ">=22" },
    sideEffects: false,
    exports: {
      ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
      "./*": { types: "./dist/*.d.ts", default: "./dist/*.js" },
    },
    files: ["dist"],
  };
}

/**
 * Writes `tollgate-pipelines-VERSION.tgz` into a folder.
 * @returns its path
 */
export function pack(into: string): string {
  const stage = mkdtempSync(join(tmpdir(), "tollgate-pack-"));
  try {
    // The program itself, not its launcher script: that one needs a Node of its own on PATH.
    run(process.execPath, [
      join(root, "node_modules/typescript/bin/tsc"),
      ...["-p", join(source, "tsconfig.build.json"), "--outDir", join(stage, "dist")],
    ]);
    writeFileSync(join(stage, "package.json"), `${JSON.stringify(publishedManifest(), null, 2)}\n`);
    copyFileSync(join(source, "README.md"), join(stage, "README.md"));
    copyFileSync(join(root, "LICENSE"), join(stage, "LICENSE"));
    const output = run("npm", ["pack", "--json", "--pack-destination", resolve(into)], stage);
    const [packed] = JSON.parse(output) as readonly { filename: string }[];
    if (packed === undefined) throw new Error("npm packed nothing");
    return join(resolve(into), packed.filename.replace("@", "").replace("/", "-"));
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

function run(command: string, args: readonly string[], cwd = root): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} ${args[0]} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

if (import.meta.main) process.stdout.write(`${pack(process.argv[2] ?? ".")}\n`);
