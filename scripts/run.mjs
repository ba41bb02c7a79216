// The one entry behind every npm script. Plain JavaScript for any Node >= 20: it installs what is missing,
// then runs the wanted tool under the pinned Node.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, "node_modules");
const stamp = join(modules, ".tollgate-installed");

function lockDigest() {
  const hash = createHash("sha256");
  hash.update(readFileSync(join(root, "package-lock.json")));
  return hash.digest("hex");
}

/** Installs exactly what the lockfile says when node_modules is missing, half done or of another lockfile. */
function install() {
  const wanted = lockDigest();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  process.stderr.write("Installing dependencies (npm ci) ...\n");
  rmSync(stamp, { force: true });
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const done = spawnSync(npm, ["ci", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (done.status !== 0) {
    process.stderr.write("npm ci failed; its message is above. Only the npm registry is needed.\n");
    process.exit(done.status ?? 3);
  }
  writeFileSync(stamp, wanted);
}

function run(node, args) {
  const done = spawnSync(node, args, { cwd: root, stdio: "inherit", env: process.env });
  if (done.error) {
    process.stderr.write(`cannot run ${args[0]}: ${done.error.message}\n`);
    return 3;
  }
  return done.status ?? 3;
}

install();
const { findNode } = await import("../packages/cli/bin/node.js");
const node = findNode();
const [what, ...rest] = process.argv.slice(2);
const bin = (path) => join(modules, path);
const vitest = bin("vitest/vitest.mjs");

switch (what) {
  case "test": {
    // Cheap checks first: a person waits seconds, not minutes, for a typing mistake.
    const steps =
      rest.length > 0
        ? []
        : [
            [bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."],
            [bin("typescript/bin/tsc"), "--noEmit"],
          ];
    for (const step of steps) {
      const code = run(node, step);
      if (code !== 0) process.exit(code);
    }
    process.exit(run(node, [vitest, "run", ...rest]));
    break;
  }
  case "test:slow":
    process.exit(run(node, [vitest, "run", "--config", "vitest.slow.config.ts", ...rest]));
    break;
  case "tollgate":
    process.exit(run(node, [join(root, "packages/cli/bin/tollgate.js"), ...rest]));
    break;
  case "bin":
    process.exit(run(node, [bin(rest[0]), ...rest.slice(1)]));
    break;
  case "script":
    process.exit(run(node, rest));
    break;
  default:
    process.stderr.write(`unknown task ${what}\n`);
    process.exit(2);
}
