// The one entry behind every npm script. Plain JavaScript for any Node >= 20: it installs what is missing,
// then runs the wanted tool under the pinned Node.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, "node_modules");
/** Says which lockfile the modules were installed from. Inside them, so that it goes when they go. */
const stamp = join(modules, ".tollgate-installed");
/** One installation at a time: `npm ci` begins by deleting what another one has just written. Holds a process id. */
const lock = join(root, ".cache", "installing");

/** What decides the contents of node_modules: the lockfile, and the machine whose binaries npm has picked. */
function wanted() {
  const hash = createHash("sha256");
  hash.update(readFileSync(join(root, "package-lock.json")));
  hash.update(`${process.platform} ${process.arch}`);
  return hash.digest("hex");
}

function isInstalled(digest) {
  if (existsSync(stamp)) return readFileSync(stamp, "utf8") === digest;
  return installedByHand();
}

/**
 * `npm ci` was run without us. It begins by deleting everything and writes its own record last, so where there is a
 * record it was finished; the record must name what the lockfile names.
 */
function installedByHand() {
  const record = join(modules, ".package-lock.json");
  if (!existsSync(record)) return false;
  const has = JSON.parse(readFileSync(record, "utf8")).packages ?? {};
  const needs = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages ?? {};
  return Object.entries(needs).every(
    ([path, { version, optional, link }]) =>
      !path.startsWith("node_modules/") || optional || link || has[path]?.version === version,
  );
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

/** Installs exactly what the lockfile says when node_modules is missing, half done, of another lockfile or machine. */
function install() {
  const digest = wanted();
  if (isInstalled(digest)) return;
  takeLock();
  try {
    // Another process may have installed while we waited.
    if (isInstalled(digest)) return;
    rmSync(stamp, { force: true });
    say("Installing dependencies (npm ci) ...");
    const code = npmCi();
    if (code !== 0) {
      say("npm ci failed; its message is above. Only the npm registry is needed.");
      process.exit(3);
    }
    writeFileSync(stamp, digest);
  } catch (error) {
    // Nothing to install into: say so instead of showing a stack.
    if (!["EACCES", "EROFS", "EPERM"].includes(error.code)) throw error;
    cannotWrite(error);
    process.exit(3);
  } finally {
    rmSync(lock, { force: true });
  }
}

function npmCi() {
  // loglevel: npm under an older Node warns about packages that only the pinned Node ever runs.
  // include: NODE_ENV=production or omit=dev of a user's settings would leave out what the tests are run with.
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error", "--include=dev", "--include=optional"];
  const npm = process.env.npm_execpath;
  // Started by npm: the same npm again, whatever PATH has.
  const [command, first] = npm?.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []];
  const done = spawnSync(command, [...first, ...args], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: command === "npm" && process.platform === "win32",
  });
  if (done.error) say(`npm cannot be started: ${done.error.message}`);
  return done.status ?? 1;
}

function takeLock() {
  let told = false;
  for (;;) {
    try {
      mkdirSync(dirname(lock), { recursive: true });
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      return;
    } catch (error) {
      if (error.code !== "EEXIST") {
        cannotWrite(error);
        process.exit(3);
      }
    }
    if (!holderLives()) {
      rmSync(lock, { force: true });
      continue;
    }
    if (!told) say("Waiting for another installation to end ...");
    told = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  }
}

/** An installation that was killed leaves its lock behind. */
function holderLives() {
  const pid = existsSync(lock) ? Number(readFileSync(lock, "utf8")) : 0;
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function cannotWrite(error) {
  say(`Dependencies must be installed, but this user cannot write here: ${error.message}`);
  say("Run `npm ci` once as the owner of this folder, or copy it to a place of your own.");
}

/**
 * Runs a program to its end. Not `spawnSync`: a signal must reach the program, and it must end with us.
 * @param {string[]} args
 * @param {{ tied?: boolean }} options tied: the program is told over a channel when this process dies
 * @returns {Promise<number>} its exit code
 */
function run(args, { tied = false } = {}) {
  const stdio = tied ? ["inherit", "inherit", "inherit", "ipc"] : "inherit";
  const child = spawn(node, args, { cwd: root, stdio });
  const pass = (signal) => {
    // A terminal sends Ctrl-C to the whole group: the program has it already.
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, pass);
  return new Promise((resolve) => {
    child.on("error", (error) => {
      say(`cannot run ${args[0]}: ${error.message}`);
      resolve(3);
    });
    child.on("exit", (code, signal) => {
      for (const name of signals) process.removeListener(name, pass);
      resolve(code ?? (signal === null ? 3 : 128));
    });
  });
}

install();
const { findNode } = await import("../packages/cli/bin/node.js");
const node = findNode();
const [what, ...rest] = process.argv.slice(2);
const bin = (path) => join(modules, path);
const vitest = bin("vitest/vitest.mjs");
// Node reads the configuration itself: the other loaders write a file beside it, which a reader may not do.
const native = ["--configLoader=native"];

switch (what) {
  case "test": {
    // Cheap checks first: a person waits seconds, not minutes, for a typing mistake.
    const checks = [
      [bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."],
      [bin("typescript/bin/tsc"), "--noEmit"],
      [bin("typescript/bin/tsc"), "--noEmit", "-p", "apps/dashboard"],
    ];
    // A named test or a reporter of its own does not skip them; a file or a filter does.
    const filtered = rest.some((argument) => !argument.startsWith("-"));
    for (const check of filtered ? [] : checks) {
      const code = await run(check);
      if (code !== 0) process.exit(code);
    }
    process.exit(await run([vitest, "run", ...native, ...rest]));
    break;
  }
  case "test:slow":
    process.exit(await run([vitest, "run", "--config", "vitest.slow.config.ts", ...native, ...rest]));
    break;
  case "demo": {
    const build = join(root, "scripts/build-dashboard.mjs");
    if (existsSync(build)) {
      const code = await run([build]);
      if (code !== 0) process.exit(code);
    }
    process.exit(await run([join(root, "packages/cli/bin/tollgate.js"), "demo", ...rest], { tied: true }));
    break;
  }
  case "tollgate":
    // Without it the server works all the same and says so on its start page.
    if (rest[0] === "serve") await run([join(root, "scripts/build-dashboard.mjs")]);
    process.exit(await run([join(root, "packages/cli/bin/tollgate.js"), ...rest], { tied: true }));
    break;
  case "bin":
    process.exit(await run([bin(rest[0]), ...rest.slice(1)]));
    break;
  case "script":
    process.exit(await run(rest));
    break;
  default:
    say(`unknown task ${what}`);
    process.exit(2);
}
