import type { Job, Matrix } from "../../dialects/github/workflow.ts";
import { embeddedIn, isWholeExpression } from "../../expressions/embedded.ts";
import { entryOf, itemsOf, valueAt, type YamlNode, type YamlScalar } from "../../source/tree.ts";

export type System = "linux" | "macos" | "windows";

/** Labels of the machines that GitHub runs, without the larger ones that organisations name themselves. */
export const HOSTED: readonly string[] = [
  ...["latest", "26.04", "26.04-arm", "24.04", "24.04-arm", "22.04", "22.04-arm", "slim"].map((one) => `ubuntu-${one}`),
  ...["latest", "2025", "2025-vs2026", "2022", "11-arm", "11-vs2026-arm"].map((one) => `windows-${one}`),
  ...["latest", "26", "15", "14"].flatMap((one) => [`macos-${one}`, `macos-${one}-large`, `macos-${one}-xlarge`]),
  "macos-15-intel",
  "macos-26-intel",
];

/** Labels of machines that are no more: a job that asks for one waits until it is cancelled. */
export const RETIRED: ReadonlySet<string> = new Set([
  ...["20.04", "18.04", "16.04"].map((one) => `ubuntu-${one}`),
  ...["2019", "2016"].map((one) => `windows-${one}`),
  ...["13", "12", "11"].flatMap((one) => [`macos-${one}`, `macos-${one}-large`, `macos-${one}-xlarge`]),
  "macos-11.0",
  "macos-10.15",
]);

/** Labels that every runner of one's own has, by system and machine. */
const OWN: ReadonlySet<string> = new Set(["self-hosted", "linux", "macos", "windows", "x64", "x86", "arm", "arm64"]);

/** Larger machines, by the names that GitHub proposes: `ubuntu-latest-8-cores`, `windows-2022-16core`, `..._arm`. */
const LARGER =
  /^(?:ubuntu|windows|macos)-(?:latest|\d+(?:\.\d+)?)(?:-arm(?:64)?)?[-_](?:\d+[-_]?cores?|large|xlarge|gpu)(?:[-_].*)?$/;

/** Templates of workflows have placeholders. */
const PLACEHOLDER = /^\$[a-z-]+$/;

/** Whether a label is one that GitHub knows, as far as can be told without the organisation's own list. */
export function isKnownLabel(label: string): boolean {
  const name = label.toLowerCase();
  return HOSTED.includes(name) || RETIRED.has(name) || OWN.has(name) || LARGER.test(name) || PLACEHOLDER.test(name);
}

/** The system that a label asks for; undefined where it does not tell. */
export function systemOf(label: string): System | undefined {
  const name = label.toLowerCase();
  if (name === "linux" || name.startsWith("ubuntu-")) return "linux";
  if (name === "windows" || name.startsWith("windows-")) return "windows";
  if (name === "macos" || name.startsWith("macos-")) return "macos";
  return undefined;
}

/** What one cell of a matrix asks for; the labels that are written in the file. */
export interface LabelSet {
  readonly labels: readonly YamlScalar[];
  /** A group of runners is named as well, whose labels nobody here knows. */
  readonly grouped: boolean;
}

/** Everything that `runs-on` of a job may ask for, through its matrix too; undefined where an expression hides it. */
export function labelSetsOf({ runsOn, strategy }: Job): LabelSet[] | undefined {
  if (runsOn === undefined) return undefined;
  const grouped = entryOf(runsOn, "group") !== undefined;
  const node = runsOn.kind === "mapping" ? valueAt(runsOn, "labels") : runsOn;
  const all = labelsOf(node);
  const fixed = all.filter((label) => axisOf(label) === undefined);
  if (fixed.length === all.length) return [{ labels: all, grouped }];
  const cells = all.flatMap((label) => cellsOf(axisOf(label), strategy?.matrix));
  if (cells.length === 0 && fixed.length === 0) return undefined;
  // A label before those of the matrix is that which they have to go with.
  return [fixed, ...cells.map((cell) => [...fixed, ...labelsOf(cell)])].map((labels) => ({ labels, grouped }));
}

/** The values that an axis of a matrix has in the file. */
function cellsOf(axis: string | undefined, matrix: Matrix | undefined): YamlNode[] {
  if (axis === undefined) return [];
  const list = matrix?.axes.find(({ name }) => name.toLowerCase() === axis)?.value;
  const added = itemsOf(matrix?.include).flatMap((item) =>
    item.kind === "mapping"
      ? item.entries.flatMap(({ key, value }) => (key.text.toLowerCase() === axis ? [value] : []))
      : [],
  );
  return [...(list?.kind === "sequence" ? list.items.map(({ value }) => value) : []), ...added];
}

function labelsOf(node: YamlNode | undefined): YamlScalar[] {
  return itemsOf(node).filter((item) => item.kind === "scalar");
}

/** The axis in `${{ matrix.axis }}`, in lower case. */
function axisOf(scalar: YamlScalar): string | undefined {
  if (!isWholeExpression(scalar)) return undefined;
  return /^\s*matrix\.([a-z_][a-z0-9_-]*)\s*$/i.exec(embeddedIn(scalar.text)[0]?.source ?? "")?.[1]?.toLowerCase();
}

/** The systems that a job may run on; none where that is not known. */
export function systemsOf(job: Job): System[] {
  const each = (labelSetsOf(job) ?? []).map(({ labels }) => {
    const [system] = labels.flatMap(({ text }) => systemOf(text) ?? []);
    return system;
  });
  const known = each.filter((system) => system !== undefined);
  return known.length === each.length ? [...new Set(known)] : [];
}
