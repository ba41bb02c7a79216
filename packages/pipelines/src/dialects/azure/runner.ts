import { expression, literal, OutMap, type OutNode } from "../../migrate/output.ts";
import { equal, type Translation, weaker } from "../../migrate/translation.ts";
import { type Entry, entry, textAt } from "../../migrate/values.ts";
import { converted } from "./text.ts";

/** A container of an image. */
export function containerOf(image: string): OutMap {
  return new OutMap().set("image", literal(image));
}

const IMAGES: Readonly<Record<string, string>> = {
  "ubuntu-latest": "ubuntu-latest",
  "ubuntu-24.04": "ubuntu-24.04",
  "ubuntu-22.04": "ubuntu-22.04",
  "windows-latest": "windows-latest",
  "windows-2022": "windows-2022",
  "windows-2025": "windows-2025",
  "macos-latest": "macos-latest",
  "macos-14": "macos-14",
  "macos-15": "macos-15",
};

function imageOf(text: string): { label: string; same: boolean } {
  const lower = text.toLowerCase();
  const known = IMAGES[lower];
  if (known !== undefined) return { label: known, same: true };
  const label = /mac/.test(lower) ? "macos-latest" : /win|vs20/.test(lower) ? "windows-2022" : "ubuntu-22.04";
  return { label, same: false };
}

const NEWER = "GitHub no longer has this image; a newer one is used.";

/** Sets `runs-on`; returns whether that is Windows, undefined where the matrix decides. */
export function runsOn(
  translation: Translation,
  job: OutMap,
  pool: Entry | undefined,
  names: ReadonlySet<string>,
  matrix: OutMap | undefined,
  steps: OutNode,
): boolean | undefined {
  const image = textAt(pool?.value, "vmImage") ?? (pool?.value.kind === "text" ? pool.value : undefined);
  if (pool === undefined || image === undefined) {
    job.set("runs-on", expression("ubuntu-latest"));
    if (pool !== undefined && steps.kind === "list")
      steps.add(translation.placeholder("unknown", "azure/pool", "Name the labels of your own runners.", pool));
    return false;
  }
  const key = entry(pool.value, "vmImage");
  const variable = /^\$\((\w+)\)$/.exec(image.text)?.[1];
  if (variable !== undefined && names.has(`matrix.${variable}`)) {
    job.set(
      "runs-on",
      expression(`\${{ matrix.${variable} }}`).carries(equal("azure/image", undefined, pool, key, image)),
    );
    const labels = (matrix?.list("include").items ?? []).map((row) => {
      const cell = row.kind === "map" ? row.get(variable) : undefined;
      if (cell?.kind !== "scalar" || row.kind !== "map") return "";
      const { label, same } = imageOf(String(cell.value));
      const claims = cell.claims.map(({ has: _text, ...claim }) =>
        same ? claim : { ...claim, verdict: "weaker" as const, reason: NEWER },
      );
      row.set(variable, literal(label).carries(...claims));
      return label;
    });
    const windows = labels.map((label) => label.startsWith("windows"));
    return windows.every(Boolean) ? true : windows.some(Boolean) ? undefined : false;
  }
  const { label, same } = imageOf(converted(image.text, names));
  const others = pool.value.kind === "map" ? pool.value.entries.filter((part) => part !== key) : [];
  for (const other of others) translation.lost("azure/pool", "GitHub's runners go by labels alone.", other);
  job.set(
    "runs-on",
    expression(label).carries(
      equal("azure/pool", undefined, pool, key),
      same ? equal("azure/image", undefined, image) : weaker("azure/image", NEWER, undefined, image),
    ),
  );
  return label.startsWith("windows");
}
