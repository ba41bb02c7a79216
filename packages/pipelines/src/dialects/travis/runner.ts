import type { Claim } from "../../migrate/output.ts";
import { equal, weaker } from "../../migrate/translation.ts";
import type { Entry, Value } from "../../migrate/values.ts";
import type { Row } from "./rows.ts";

/** Where a job of Travis runs on GitHub. */
export interface Runner {
  readonly label: string;
  readonly claims: readonly Claim[];
  /** GitHub has no runner of this kind. */
  readonly refused?: {
    readonly sources: readonly Value[];
    readonly entry: Entry;
    readonly reason: string;
    readonly arch: string;
  };
}

const DISTS: Readonly<Record<string, string>> = { noble: "ubuntu-24.04", jammy: "ubuntu-22.04", focal: "ubuntu-22.04" };
const OLD = "The oldest Ubuntu that GitHub offers is used.";

/** The runner for a row, from `os`, `dist`, `arch` and `osx_image`. */
export function runnerOf(row: Row, held: (key: string) => Entry | undefined): Runner {
  const part = (key: string) => {
    const cell = row.cells.get(key);
    if (cell !== undefined) return { entry: cell.entry, value: cell.value };
    const entry = row.own.get(key) ?? held(key);
    return entry === undefined ? undefined : { entry, value: entry.value };
  };
  const text = (key: string) => {
    const value = part(key)?.value;
    return value?.kind === "text" ? value.text.toLowerCase() : undefined;
  };
  const [os, dist, arch, image] = ["os", "dist", "arch", "osx_image"].map(part);
  const system = text("os") ?? (image === undefined ? "linux" : "osx");
  const claims: Claim[] = [];
  let label = "ubuntu-latest";
  if (system === "osx" || system === "macos" || system === "ios") {
    label = "macos-latest";
    const reason = "GitHub's macOS runner has other versions of Xcode.";
    claims.push(equal("travis/os", undefined, os?.entry, os?.value));
    claims.push(weaker("travis/osx-image", reason, undefined, image?.entry, image?.value));
    claims.push(equal("travis/dist-unused", undefined, dist?.entry, dist?.value));
  } else if (system === "windows") {
    label = "windows-latest";
    claims.push(
      equal("travis/os", undefined, os?.entry, os?.value),
      equal("travis/dist-unused", undefined, dist?.entry, dist?.value),
    );
    claims.push(equal("travis/dist-unused", undefined, image?.entry, image?.value));
  } else {
    const name = text("dist");
    if (name !== undefined) label = DISTS[name] ?? "ubuntu-22.04";
    const same = name === "noble" || name === "jammy";
    claims.push(
      same
        ? equal("travis/dist", undefined, dist?.entry, dist?.value)
        : weaker("travis/dist", OLD, undefined, dist?.entry, dist?.value),
    );
    claims.push(equal("travis/dist-unused", undefined, image?.entry, image?.value));
    if (system === "linux" || system.startsWith("linux"))
      claims.push(equal("travis/os", undefined, os?.entry, os?.value));
    else
      claims.push(
        weaker("travis/os", "GitHub has no runner with this system; Linux is used.", undefined, os?.entry, os?.value),
      );
  }
  const machine = text("arch") ?? (system.includes("ppc64le") ? "ppc64le" : undefined);
  if (arch !== undefined && (machine === "amd64" || machine === "x86_64"))
    claims.push(equal("travis/arch", undefined, arch.entry, arch.value));
  else if (arch !== undefined && (machine === "arm64" || machine === "arm64-graviton2")) {
    if (label.startsWith("ubuntu")) label = label === "ubuntu-22.04" ? "ubuntu-22.04-arm" : "ubuntu-24.04-arm";
    claims.push(equal("travis/arch", undefined, arch.entry, arch.value));
  } else if (arch !== undefined) {
    const reason = `GitHub has no runner with ${machine ?? "this processor"}.`;
    return { label, claims, refused: { sources: [arch.value], entry: arch.entry, reason, arch: machine ?? "" } };
  }
  return { label, claims };
}
