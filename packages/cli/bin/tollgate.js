#!/usr/bin/env node
// Plain JavaScript, so that any Node can read it: it runs the command under a Node that can run TypeScript.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { findNode } from "./node.js";

// npx passes a signal on to a shell that keeps it to itself: a server would live on with nobody to stop it. The shell's
// end shows as another parent. Only under npm: a server that was put into the background outlives its shell rightly.
if (process.env.npm_command !== undefined) {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, "SIGTERM");
  }, 500).unref();
}

const main = new URL("../src/main.ts", import.meta.url);
const node = findNode();

if (node === process.execPath) {
  // No second process: whoever ends this one ends the command.
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (warning.name !== "ExperimentalWarning") process.stderr.write(`${warning.name}: ${warning.message}\n`);
  });
  await import(main.href);
} else {
  // The channel closes when this process ends, however it ends: a server must not live on unseen.
  const child = spawn(node, ["--disable-warning=ExperimentalWarning", fileURLToPath(main), ...process.argv.slice(2)], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  // The terminal already sends Ctrl-C to the whole process group; a signal sent to this process alone is passed on.
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) {
    process.on(signal, () => {
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    });
  }
  if (process.connected) {
    process.once("disconnect", () => {
      if (child.connected) child.disconnect();
    });
    process.channel?.unref();
  }
  child.on("error", (error) => {
    process.stderr.write(`tollgate: cannot start Node: ${error.message}\n`);
    process.exit(3);
  });
  child.on("exit", (code, signal) => {
    process.exit(code ?? (signal ? 128 : 3));
  });
}
