import { readdirSync, readFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";

/** What a figure must be read with: the machine, without naming it. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  /** ISO 8601 date. */
  readonly date: string;
}

export function thisMachine(): Machine {
  const [first] = cpus();
  return {
    cpu: first?.model.trim() || "a processor that does not tell its name",
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
    system: `${process.platform} ${process.arch}`,
    node: process.version,
    date: new Date().toISOString().slice(0, 10),
  };
}

/** How busy the machine was in the last minute: processes that wanted a core. */
export function load(): number {
  return loadavg()[0] ?? Number.NaN;
}

/**
 * Bytes of memory that a process and all below it have for themselves, shared pages counted once (PSS). Null where the
 * system does not tell (only Linux does).
 */
export function memoryOf(root: number): number | null {
  try {
    return familyOf(root).reduce((sum, pid) => sum + proportional(pid), 0);
  } catch {
    return null;
  }
}

/** Seconds of processor time that a process and all below it have used; null where the system does not tell. */
export function cpuOf(root: number): number | null {
  try {
    return familyOf(root).reduce((sum, pid) => sum + ticks(pid) / 100, 0);
  } catch {
    return null;
  }
}

function familyOf(root: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const fields = statOf(Number(name));
    if (fields !== null) parents.set(Number(name), Number(fields[1]));
  }
  const found = [root];
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid) found.push(child);
  return found;
}

/** The fields of `/proc/<pid>/stat` after the name, which may hold anything; null for a process that has ended. */
function statOf(pid: number): readonly string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}

function ticks(pid: number): number {
  const fields = statOf(pid);
  // With those of children that have ended.
  return fields === null ? 0 : fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
}

function proportional(pid: number): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024;
}
