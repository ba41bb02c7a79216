import { accessSync, constants, existsSync, readdirSync, readFileSync, statfsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { checkPolicyFile, isPolicyFile } from "@tollgate/core/policy/parse";
import type { ServerConfig } from "@tollgate/server/config";
import { portHolder, tryPort } from "../port.ts";
import { type Found, fail, type Look, ok, warn } from "./look.ts";

/** Looks at this machine and at what needs no connection. */
export function machineLooks(config: ServerConfig): readonly Look[] {
  return [
    { name: "node", look: () => [ok("node", process.versions.node)] },
    { name: "data directory", look: () => dataDirectory(config.dataDir) },
    { name: "policy directory", look: () => policyDirectory(config.policyDir) },
    { name: "public address", look: () => publicAddress(config) },
    { name: "port", look: () => port(config.host, config.port) },
  ];
}

const GIGABYTE = 1024 ** 3;

function dataDirectory(dataDir: string): readonly Found[] {
  const name = "data directory";
  let nearest = dataDir;
  while (!existsSync(nearest)) nearest = dirname(nearest);
  try {
    accessSync(nearest, constants.W_OK | constants.X_OK);
    if (!statSync(nearest).isDirectory()) throw new Error("it is a file");
  } catch {
    return [
      fail(
        name,
        "configuration",
        `${dataDir} cannot be written to`,
        "Name another with --data-dir or TOLLGATE_DATA_DIR.",
      ),
    ];
  }
  const { bavail, bsize } = statfsSync(nearest);
  const free = (bavail * bsize) / GIGABYTE;
  const detail = `${dataDir}${nearest === dataDir ? "" : " (made at the first start)"}, ${free.toFixed(1)} GB free`;
  if (free < 0.1) return [fail(name, "outside", detail, "Free some space: the database stops when the disk is full.")];
  if (free < 1) return [warn(name, detail, "Free some space: the database stops when the disk is full.")];
  return [ok(name, detail)];
}

function policyDirectory(policyDir: string | undefined): readonly Found[] {
  const name = "policy directory";
  if (policyDir === undefined) return [ok(name, "none: the built-in policy stands in where a repository has no .qms/")];
  const files = readdirSync(policyDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isPolicyFile(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const problems = files.flatMap((file) => checkPolicyFile(file, readFileSync(file, "utf8")));
  const errors = problems.filter((problem) => problem.severity === "error");
  if (errors.length === 0) return [ok(name, `${policyDir}, ${files.length} policy files`)];
  return errors.map((problem) =>
    fail(
      name,
      "configuration",
      `${problem.file}:${problem.line}:${problem.column} ${problem.message}`,
      `Correct it; \`tollgate validate ${policyDir}\` shows the place.`,
    ),
  );
}

function publicAddress({ publicUrl, host, port }: ServerConfig): readonly Found[] {
  const name = "public address";
  if (publicUrl !== undefined) return [ok(name, publicUrl)];
  const detail = `not set: links point to http://${host}:${port}`;
  return [warn(name, detail, "Set TOLLGATE_PUBLIC_URL to the address that people and GitHub use.")];
}

async function port(host: string, wanted: number): Promise<readonly Found[]> {
  const name = "port";
  if (wanted === 0) return [ok(name, "a free one is picked at the start")];
  const reason = await tryPort(host, wanted);
  if (reason === null) return [ok(name, `${host}:${wanted} is free`)];
  if (reason === "EADDRINUSE") {
    if (await isTollgate(host, wanted)) return [ok(name, `${host}:${wanted}: a Tollgate server runs there`)];
    const holder = portHolder(wanted);
    const detail = `${host}:${wanted} is in use${holder === undefined ? "" : ` by ${holder}`}`;
    return [fail(name, "outside", detail, "Stop that process, or start with --port N (0 picks a free one).")];
  }
  if (reason === "EACCES") {
    const detail = `this user may not listen on ${host}:${wanted}`;
    return [fail(name, "configuration", detail, "Choose a port from 1024 up with --port.")];
  }
  return [fail(name, "configuration", `cannot listen on ${host}:${wanted}: ${reason}`, "Check --host and --port.")];
}

async function isTollgate(host: string, wanted: number): Promise<boolean> {
  const address = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  const shown = address.includes(":") ? `[${address}]` : address;
  try {
    const answer = await fetch(`http://${shown}:${wanted}/api/v1/openapi.json`, { signal: AbortSignal.timeout(3_000) });
    const document = (await answer.json()) as { info?: { title?: unknown } };
    return answer.ok && /tollgate/i.test(String(document.info?.title));
  } catch {
    // Whatever it is, it does not answer as ours does; that is told as a port in use.
    return false;
  }
}
