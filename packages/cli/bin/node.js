// Finds a Node that runs TypeScript directly: the running one where it is new enough, else the one that npm brought.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The oldest Node that strips types without a flag: https://nodejs.org/api/typescript.html */
const OLDEST = [22, 18];

/**
 * Path of a Node of version 22.18 or newer.
 * Ends the process with 3 and says what to do when there is none.
 * @returns {string}
 */
export function findNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return process.execPath;
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const folder = dirname(require.resolve(`${name}/package.json`));
    const binary = join(folder, "bin", process.platform === "win32" ? "node.exe" : "node");
    if (existsSync(binary)) return binary;
  } catch {
    // Told below.
  }
  process.stderr.write(
    `tollgate needs Node ${OLDEST.join(".")} or newer; this is ${process.versions.node}, and npm installed no ${name}.\n` +
      "Install Node 24, or run `npm ci` without --omit=optional.\n",
  );
  process.exit(3);
}
