#!/usr/bin/env node
// Plain JavaScript, so that any Node can read it: it starts the command under a Node that can run TypeScript.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { findNode } from "./node.js";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const child = spawn(findNode(), ["--disable-warning=ExperimentalWarning", main, ...process.argv.slice(2)], {
  stdio: "inherit",
});
// The terminal already sends Ctrl-C to the whole process group; a signal sent to this process alone is passed on.
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) {
  process.on(signal, () => {
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  });
}
child.on("error", (error) => {
  process.stderr.write(`tollgate: cannot start Node: ${error.message}\n`);
  process.exit(3);
});
child.on("exit", (code, signal) => {
  process.exit(code ?? (signal ? 128 : 3));
});
