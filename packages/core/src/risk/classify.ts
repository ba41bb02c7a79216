import { byCodeUnit } from "../vocabulary/canonical.ts";
import type { AuthorHistory, ChangedFile, DependencyChange } from "../vocabulary/evidence.ts";
import type { FactKey, Facts } from "../vocabulary/fact.ts";
import type { Risk } from "../vocabulary/tier.ts";
import { areaFinder } from "./areas.ts";
import { type FileKind, type FileNature, natureOf } from "./kind.ts";
import type { RiskSettings } from "./settings.ts";

export type RiskFactor = "area" | "size" | "spread" | "experience" | "dependencies" | "unknown";

/** Why a change is as risky as it is said to be. */
export interface RiskReason {
  readonly factor: RiskFactor;
  /** What it adds to the score. What is unknown adds nothing, and keeps the risk from being low. */
  readonly weight: number;
  /** For people, with the values seen. The same for one head, however often it is read. */
  readonly text: string;
}

export interface Classification {
  readonly risk: Risk;
  /** The sum of the reasons' weights. */
  readonly score: number;
  readonly reasons: readonly RiskReason[];
}

/** The facts that tell the risk. `dependencies` is used where it is known; the others are always asked for. */
export const RISK_READS = ["files", "size", "authorHistory", "dependencies"] as const satisfies readonly FactKey[];

type RiskFacts = Pick<Facts, (typeof RISK_READS)[number]>;

/**
 * How risky a change is, and why. Pure and total; the order of files does not matter, and another file never makes a
 * change less risky.
 *
 * The factors are those that predict defects at the time of a change: size, diffusion and experience (Kamei et al., "A
 * Large-Scale Empirical Study of Just-in-Time Quality Assurance", IEEE TSE 39(6), 2013), beside what is touched. The
 * weights are small integers that a person can add up, not a model: trained ones have to be trained again every few
 * months to stay right (McIntosh and Kamei, "Are Fix-Inducing Changes a Moving Target?", IEEE TSE 44(5), 2018).
 */
export function classify(facts: RiskFacts, settings: RiskSettings): Classification {
  const files = facts.files.known ? facts.files.value.map((file) => ({ ...file, ...natureOf(file.path) })) : null;
  const reasons = [
    ...(files === null ? [] : [...areas(files, settings), ...size(linesOf(files)), ...spread(files)]),
    // Without the list, all lines may be code.
    ...(files === null && facts.size.known ? size(facts.size.value.additions + facts.size.value.deletions) : []),
    ...(facts.authorHistory.known && (files === null || files.some(isProduct))
      ? experience(facts.authorHistory.value)
      : []),
    ...(files === null ? [] : dependencies(files, facts.dependencies.known ? facts.dependencies.value : null)),
    ...unknowns(facts, files),
  ];
  const score = reasons.reduce((sum, reason) => sum + reason.weight, 0);
  return { risk: riskOf(score, reasons, settings), score, reasons };
}

function riskOf(score: number, reasons: readonly RiskReason[], { medium, high }: RiskSettings): Risk {
  if (score >= high) return "HIGH";
  return score >= medium || reasons.some((reason) => reason.factor === "unknown") ? "MEDIUM" : "LOW";
}

type File = ChangedFile & FileNature;

/** What is told of a change whose files, author or size could not be read: it may be anything but low. */
function unknowns(facts: RiskFacts, files: readonly File[] | null): RiskReason[] {
  const said = (text: string): RiskReason => ({ factor: "unknown", weight: 0, text });
  const reasons: RiskReason[] = [];
  if (!facts.files.known) reasons.push(said(`Which files it touches is not known: ${facts.files.reason}`));
  else if (!facts.size.known) reasons.push(said(`How large it is is not known: ${facts.size.reason}`));
  else if (files !== null && facts.size.value.files > files.length) {
    reasons.push(said(`Only ${files.length} of its ${facts.size.value.files} files are listed`));
  }
  if (!facts.authorHistory.known) {
    reasons.push(said(`What its author did here before is not known: ${facts.authorHistory.reason}`));
  }
  return reasons;
}

function areas(files: readonly File[], settings: RiskSettings): RiskReason[] {
  const find = areaFinder(settings);
  const touched = new Map<string, Set<string>>();
  const touch = (path: string, kind: FileKind) => {
    for (const area of find(path, kind)) touched.set(area, (touched.get(area) ?? new Set()).add(path));
  };
  for (const { path, previousPath, kind } of files) {
    touch(path, kind);
    // A file that leaves an area is missed there.
    if (previousPath !== undefined) touch(previousPath, natureOf(previousPath).kind);
  }
  return Object.entries(settings.areas).flatMap(([area, { weight, label = area }]) => {
    const paths = touched.get(area);
    return paths === undefined ? [] : [{ factor: "area", weight, text: `Touches ${label}: ${listed([...paths])}` }];
  });
}

/** The first paths by name, and how many more. */
function listed(paths: readonly string[]): string {
  const sorted = paths.toSorted(byCodeUnit);
  const [first = ""] = sorted;
  return sorted.length === 1 ? first : `${first} and ${sorted.length - 1} more`;
}

/**
 * Lines that somebody has to read, by what they add. Reviewers find fewer faults beyond 200 to 400 lines at a time
 * (Cohen, "Best Kept Secrets of Peer Code Review", 2006).
 */
const SIZES = [
  { above: 1_000, weight: 3 },
  { above: 400, weight: 2 },
  { above: 100, weight: 1 },
];

function size(lines: number): RiskReason[] {
  const step = SIZES.find(({ above }) => lines > above);
  if (step === undefined) return [];
  return [{ factor: "size", weight: step.weight, text: `${lines} lines to read, more than ${step.above}` }];
}

/** Whether a file is part of what runs: no test, no documentation, nothing that a machine wrote. */
function isProduct(file: File): boolean {
  return isRead(file) || file.bringsDependencies;
}

function isRead({ kind }: File): boolean {
  return kind === "code" || kind === "configuration";
}

function linesOf(files: readonly File[]): number {
  return files.filter(isRead).reduce((sum, file) => sum + file.additions + file.deletions, 0);
}

const SPREADS = [
  { above: 20, weight: 2 },
  { above: 8, weight: 1 },
];

/** A change in many places has many neighbours that it can break. */
function spread(files: readonly File[]): RiskReason[] {
  const folders = new Set(files.filter(isRead).map(({ path }) => path.slice(0, path.lastIndexOf("/") + 1)));
  const step = SPREADS.find(({ above }) => folders.size > above);
  if (step === undefined) return [];
  const text = `Changes code in ${folders.size} folders, more than ${step.above}`;
  return [{ factor: "spread", weight: step.weight, text }];
}

/** Whoever got so many changes in here knows the place. */
const SETTLED = 5;
const AT_HOME = new Set(["owner", "member", "collaborator"]);

function experience({ association, merged }: AuthorHistory): RiskReason[] {
  if (AT_HOME.has(association) || (merged ?? 0) >= SETTLED) return [];
  // The number itself would make another decision of every open change with each merge.
  const few = `Its author had fewer than ${SETTLED} changes merged here`;
  if (association === "contributor" || (merged ?? 0) > 0) return [{ factor: "experience", weight: 1, text: few }];
  return [{ factor: "experience", weight: 3, text: "Its author had no change merged here before" }];
}

/** What the change brings in from others: as told by the forge, else as far as the files say. */
function dependencies(files: readonly File[], told: readonly DependencyChange[] | null): RiskReason[] {
  const one = (weight: number, text: string): RiskReason[] => [{ factor: "dependencies", weight, text }];
  if (told === null) {
    const paths = files.filter((file) => file.bringsDependencies).map(({ path }) => path);
    return paths.length === 0 ? [] : one(2, `May bring other dependencies: ${listed(paths)}`);
  }
  const added = told.filter((dependency) => dependency.change === "added");
  const names = (of: readonly DependencyChange[]) => listed([...new Set(of.map(({ name }) => name))]);
  const weak = added.filter((dependency) => dependency.vulnerabilities.length > 0);
  if (weak.length > 0) return one(3, `Brings dependencies with known vulnerabilities: ${names(weak)}`);
  const before = new Set(told.filter(({ change }) => change === "removed").map(keyOf));
  const fresh = added.filter((dependency) => dependency.scope !== "development" && !before.has(keyOf(dependency)));
  if (fresh.length > 0) return one(2, `Brings new dependencies: ${names(fresh)}`);
  return added.length === 0 ? [] : one(1, `Brings other versions of dependencies: ${names(added)}`);
}

function keyOf({ ecosystem, name }: DependencyChange): string {
  return `${ecosystem} ${name}`;
}
