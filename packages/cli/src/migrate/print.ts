import type { CertificateEntry } from "@tollgate/pipelines/migrate/certificate";
import type { Paint, Style } from "../output/terminal.ts";
import { oneLine } from "../output/text.ts";
import type { Migrated } from "./run.ts";

/** A new file, as a diff shows it. */
export function diffText(path: string, text: string, paint: Paint): string {
  const lines = text.replace(/\n$/, "").split("\n");
  const head = ["--- /dev/null", `+++ ${path}`].map((line) => paint("bold", line));
  const place = paint("cyan", `@@ -0,0 +1,${lines.length} @@`);
  return [...head, place, ...lines.map((line) => paint("green", `+${line}`))].join("\n");
}

/** `shop/.travis.yml:3:5: ...`, for a file that cannot be read. */
export function faultText({ path, faults }: Migrated, paint: Paint): string {
  return faults
    .map(({ line, column, message }) => `${paint("bold", `${path}:${line}:${column}:`)} ${oneLine(message)}`)
    .join("\n");
}

const STYLES: Readonly<Record<CertificateEntry["verdict"], Style>> = {
  equal: "green",
  weaker: "yellow",
  unknown: "red",
  lost: "red",
};

/** What is not kept in full, each kind of it once. */
export function certificateText({ path, name, certificate }: Migrated, paint: Paint): string {
  const groups = new Map<string, CertificateEntry[]>();
  for (const entry of certificate.entries) {
    if (entry.verdict === "equal") continue;
    const key = `${entry.verdict} ${entry.rule} ${entry.reason ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  const order = ["lost", "unknown", "weaker"];
  const sorted = [...groups.values()].sort(
    (a, b) => order.indexOf(a[0]?.verdict ?? "") - order.indexOf(b[0]?.verdict ?? ""),
  );
  const lines = sorted.flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const more = others.length === 0 ? "" : ` and ${others.length} more`;
    return [
      `  ${paint(STYLES[first.verdict], first.verdict)} ${oneLine(first.path)} (line ${first.line}${more})`,
      `    ${oneLine(first.reason ?? "")}`,
    ];
  });
  return [`${paint("bold", path)} (${name})`, ...lines].join("\n");
}

/** How much was kept, in one line. */
export function countsText({ path, certificate: { counts } }: Migrated, paint: Paint): string {
  const total = counts.equal + counts.weaker + counts.unknown + counts.lost;
  const parts = [
    `${counts.equal} equal`,
    `${counts.weaker} weaker`,
    `${counts.unknown} unknown`,
    `${counts.lost} lost`,
  ];
  return paint("dim", `${path}: of ${total} keys and values ${parts.join(", ")}.`);
}
