import { z } from "zod";
import { type Finding, SEVERITIES, type Severity } from "../vocabulary/evidence.ts";
import { group, type Opening, type Verdict, verdict } from "../vocabulary/verdict.ts";
import { count } from "./figures.ts";
import { closed } from "./openings.ts";

/** More are not listed: the verdict is to be read. They still count. */
const MOST_LISTED = 20;

/** What to do about findings that do not open, and who can. */
export interface Mending {
  readonly remedy: string;
  readonly opensBy: Opening;
}

/** A finding in one line: where, what, by which rule. */
export function told({ path, line, message, rule }: Finding): string {
  return `${path}${line === null ? "" : `:${line}`}: ${message} (${rule})`;
}

/** A leaf for each finding, the first ones listed and the others counted in one. */
export function failures(findings: readonly Finding[], { remedy, opensBy }: Mending): Verdict[] {
  const listed = findings.slice(0, MOST_LISTED).map((finding) => closed("fail", told(finding), remedy, opensBy));
  const more = findings.length - listed.length;
  return more === 0 ? listed : [...listed, closed("fail", `${more} more`, remedy, opensBy)];
}

/** A finding that stops nothing, and why. */
export interface Mentioned {
  readonly finding: Finding;
  readonly why: string;
}

/** A leaf that stops nothing for each finding, the first ones listed and the others counted in one. */
export function mentions(findings: readonly Mentioned[]): Verdict[] {
  const listed = findings.slice(0, MOST_LISTED).map(({ finding, why }) => verdict("skip", `${told(finding)}; ${why}`));
  const more = findings.length - listed.length;
  return more === 0 ? listed : [...listed, verdict("skip", `${more} more that stop nothing`)];
}

/** Findings that stop the change, and those for which `why` knows a reason not to. */
export function sortOut(
  findings: readonly Finding[],
  why: (finding: Finding) => string | null,
): { readonly stopping: readonly Finding[]; readonly mentioned: readonly Mentioned[] } {
  const stopping: Finding[] = [];
  const mentioned: Mentioned[] = [];
  for (const finding of findings) {
    const reason = why(finding);
    if (reason === null) stopping.push(finding);
    else mentioned.push({ finding, why: reason });
  }
  return { stopping, mentioned };
}

/** Most findings of each severity that a gate lets through; null: any number. */
export type Limits = Readonly<Record<Severity, number | null>>;

const most = z.int().min(0).max(100_000).nullable();

/** The parameters for {@link Limits}: as many as there are severities, each with its default. */
export function limitParameters(what: string, defaults: Limits) {
  const each = (severity: Severity) =>
    most.default(defaults[severity]).describe(`Most ${what} of severity ${severity}; null: any number.`);
  return { critical: each("critical"), high: each("high"), medium: each("medium"), low: each("low") };
}

/** One verdict for each severity that has findings, the worst first. */
export function withinLimits(
  findings: readonly Finding[],
  limits: Limits,
  noun: string,
  mending: Mending,
  plural?: string,
): Verdict[] {
  return SEVERITIES.flatMap((severity) => {
    const of = findings.filter((finding) => finding.severity === severity);
    const limit = limits[severity];
    if (of.length === 0) return [];
    const seen = count(of.length, `${severity} ${noun}`, plural === undefined ? undefined : `${severity} ${plural}`);
    if (limit === null) return [verdict("pass", `${seen}, any number is let through`)];
    const title = `${seen}, at most ${limit}`;
    return [of.length <= limit ? verdict("pass", title) : group(title, failures(of, mending))];
  });
}
