// Builds the dashboard when there is no build or its sources are others than it was made from. Plain JavaScript, since
// it runs before anything else does; takes some milliseconds when there is nothing to do.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const app = join(root, "apps", "dashboard");
const dist = join(app, "dist");
/** Says what the build was made from. Inside it, so that it goes when it goes. */
const stamp = join(dist, ".built-from");
const SOURCES = [
  "apps/dashboard/src",
  "apps/dashboard/public",
  "apps/dashboard/index.html",
  "apps/dashboard/vite.config.ts",
  "packages/client/src",
  "packages/core/src",
  "package-lock.json",
];

/** By contents, not by time: a checkout gives every file the time of the checkout. */
function wanted() {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    const path = join(root, source);
    const inside = /\.\w+$/.test(source) ? [""] : readdirSync(path, { recursive: true }).sort();
    for (const name of inside) {
      const file = join(path, String(name));
      if (name !== "" && !/\.(tsx?|css|svg|js|html)$/.test(file)) continue;
      hash.update(`${source}/${name}\0`).update(readFileSync(file));
    }
  }
  return hash.digest("hex");
}

/** Whether the build is there and is of these very sources. */
export function isDashboardBuilt() {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === wanted();
}

/**
 * Builds the dashboard if it must be, into apps/dashboard/dist.
 * @param {{ node?: string, say?: (text: string) => void }} options node: the Node to build with
 * @returns {Promise<boolean>} whether there is a build of these sources now; the reason of a failure was said
 */
export async function buildDashboard({
  node = process.execPath,
  say = (text) => process.stderr.write(`${text}\n`),
} = {}) {
  if (isDashboardBuilt()) return true;
  say("Building the dashboard ...");
  const digest = wanted();
  // Made aside and put in place at once: somebody else may build, or serve the old one, at the same time.
  const draft = join(app, `dist-${process.pid}`);
  try {
    const vite = join(root, "node_modules", "vite", "bin", "vite.js");
    const { code, output } = await run(node, [vite, "build", app, "--outDir", draft, "--logLevel", "warn"]);
    if (code !== 0) {
      say(`The dashboard could not be built:\n${output}`);
      return false;
    }
    writeFileSync(join(draft, ".built-from"), digest);
    rmSync(dist, { recursive: true, force: true });
    renameSync(draft, dist);
    return true;
  } catch (error) {
    if (isDashboardBuilt()) return true;
    say(`The dashboard could not be built: ${error.message}`);
    return false;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function run(command, args) {
  return new Promise((resolve, reject) => {
    // Whoever asks may be a test run, and a build for tests is another, larger one.
    const env = { ...process.env, NODE_ENV: "production" };
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], env });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = (await buildDashboard()) ? 0 : 1;
