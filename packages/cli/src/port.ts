import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { createServer } from "node:net";
import { basename } from "node:path";
import { CliFailure, EXIT } from "./failure.ts";

/** Whether somebody could listen there; the reason when not. */
export function tryPort(host: string, port: number): Promise<string | null> {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
    server.listen({ host, port }, () => server.close(() => done(null)));
  });
}

/**
 * The process that listens on a port, as far as this system tells (Linux, own processes; root sees all).
 * @returns for instance `node (process 4711)`; undefined when it cannot be told
 */
export function portHolder(port: number): string | undefined {
  const hex = port.toString(16).toUpperCase().padStart(4, "0");
  const sockets = new Set<string>();
  for (const table of ["/proc/net/tcp", "/proc/net/tcp6"]) {
    for (const line of readLines(table).slice(1)) {
      const fields = line.trim().split(/\s+/);
      // 0A: listening. https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html
      if (fields[1]?.endsWith(`:${hex}`) && fields[3] === "0A" && fields[9]) sockets.add(`socket:[${fields[9]}]`);
    }
  }
  if (sockets.size === 0) return undefined;
  for (const pid of list("/proc").filter((name) => /^\d+$/.test(name))) {
    if (!list(`/proc/${pid}/fd`).some((fd) => sockets.has(link(`/proc/${pid}/fd/${fd}`)))) continue;
    // Not `comm`: Node names its main thread there.
    const name = basename((readLines(`/proc/${pid}/cmdline`)[0] ?? "").split("\0")[0] ?? "");
    return name === "" ? `process ${pid}` : `${name} (process ${pid})`;
  }
  return undefined;
}

// Processes end while they are looked at, and those of others are closed to us: neither is worth a word.
function readLines(path: string): string[] {
  try {
    return readFileSync(path, "utf8").split("\n");
  } catch {
    return [];
  }
}

function list(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}

/** Before anything is started: a database made for nothing would stay behind. */
export async function refuseTakenPort({ host, port }: { readonly host: string; readonly port: number }): Promise<void> {
  const reason = port === 0 ? null : await tryPort(host, port);
  if (reason === "EADDRINUSE") throw portTaken(host, port);
}

function portTaken(host: string, port: number): CliFailure {
  const holder = portHolder(port);
  return new CliFailure(
    EXIT.outside,
    `Port ${port} on ${host} is in use${holder === undefined ? "" : ` by ${holder}`}.`,
    "Stop that process, choose another port with --port N, or let --port 0 pick a free one.",
  );
}
