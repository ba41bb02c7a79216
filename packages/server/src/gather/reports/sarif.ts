import type { Severity } from "@tollgate/core/vocabulary/evidence";
import { z } from "zod";
import { readJson } from "./json.ts";
import { type Lint, type LintFinding, MOST_ITEMS, oneLine, ReportError, repositoryPath } from "./report.ts";

const message = z.object({ text: z.string().optional(), markdown: z.string().optional(), id: z.string().optional() });
const properties = z.looseObject({ "security-severity": z.union([z.string(), z.number()]).optional() });
const rule = z.looseObject({
  id: z.string(),
  defaultConfiguration: z.looseObject({ level: z.string().optional() }).optional(),
  shortDescription: message.optional(),
  properties: properties.optional(),
});
const component = z.looseObject({ name: z.string().optional(), rules: z.array(rule).optional() });
/** A file by its address, or by its number in the list of the run's artifacts (SARIF 3.4.2). */
const place = z.looseObject({ uri: z.string().optional(), index: z.number().int().optional() });
const location = z.looseObject({
  physicalLocation: z
    .looseObject({
      artifactLocation: place.optional(),
      region: z.looseObject({ startLine: z.number().int().min(1).optional() }).optional(),
    })
    .optional(),
});
const result = z.looseObject({
  ruleId: z.string().optional(),
  ruleIndex: z.number().int().optional(),
  rule: z.looseObject({ id: z.string().optional(), index: z.number().int().optional() }).optional(),
  kind: z.string().optional(),
  level: z.string().optional(),
  message,
  locations: z.array(location).optional(),
  suppressions: z.array(z.looseObject({ status: z.string().optional() })).optional(),
  baselineState: z.string().optional(),
});
const notification = z.looseObject({ message: message.optional() });
const invocation = z.looseObject({
  executionSuccessful: z.boolean().optional(),
  toolExecutionNotifications: z.array(notification).optional(),
  toolConfigurationNotifications: z.array(notification).optional(),
});
const run = z.looseObject({
  tool: z.looseObject({ driver: component, extensions: z.array(component).optional() }),
  invocations: z.array(invocation).nullish(),
  artifacts: z.array(z.looseObject({ location: place.optional() })).nullish(),
  results: z.array(result).nullish(),
});
const log = z.looseObject({ version: z.literal("2.1.0", "only SARIF 2.1.0 is understood"), runs: z.array(run) });

type Rule = z.infer<typeof rule>;
type Result = z.infer<typeof result>;
type Run = z.infer<typeof run>;

/**
 * SARIF 2.1.0 (OASIS): one report for each run. Results that say of themselves that they are no fault (`kind`), were
 * suppressed, or are gone since the baseline are left out. A run that says of itself that it failed is no report: what it
 * did not look at would look clean.
 * @throws ReportError with the place
 */
export function readSarif(text: string): readonly Lint[] {
  return readJson(text, log).runs.map((run, index): Lint => {
    const { driver, extensions = [] } = run.tool;
    const { results, artifacts } = run;
    const name = oneLine(driver.name ?? "") || "(without a name)";
    refuseFailed(run, index, name);
    const rules = driver.rules ?? [];
    const byId = new Map([...extensions.flatMap((extension) => extension.rules ?? []), ...rules].map((r) => [r.id, r]));
    const faults = (results ?? []).filter(isFault);
    const detail = faults.slice(0, MOST_ITEMS).map((found): LintFinding => {
      const id = found.ruleId ?? found.rule?.id ?? rules[found.ruleIndex ?? found.rule?.index ?? -1]?.id;
      // `js/sql-injection/0` is a case of the rule `js/sql-injection` (SARIF 3.27.5).
      const known = id === undefined ? undefined : (byId.get(id) ?? byId.get(id.replace(/\/[^/]*$/, "")));
      return findingOf(name, id ?? "(without a rule)", known, found, artifacts ?? []);
    });
    const security = [...byId.values()].some((known) => securityScore(known) !== null);
    return { kind: "lint", tool: name, security, total: faults.length, detail };
  });
}

function refuseFailed({ invocations }: Run, index: number, tool: string): void {
  for (const [at, invocation] of (invocations ?? []).entries()) {
    if (invocation.executionSuccessful !== false) continue;
    const { toolExecutionNotifications = [], toolConfigurationNotifications = [] } = invocation;
    const why = [...toolExecutionNotifications, ...toolConfigurationNotifications]
      .map(({ message }) => oneLine(message?.text ?? message?.markdown ?? ""))
      .find((text) => text !== "");
    const reason = why === undefined ? "" : `: ${why}`;
    throw new ReportError(`$.runs[${index}].invocations[${at}]: ${tool} says that its run failed${reason}`);
  }
}

function isFault({ kind = "fail", suppressions = [], baselineState }: Result): boolean {
  if (kind !== "fail" || baselineState === "absent") return false;
  return !suppressions.some(({ status = "accepted" }) => status === "accepted");
}

function findingOf(
  tool: string,
  id: string,
  known: Rule | undefined,
  found: Result,
  artifacts: NonNullable<Run["artifacts"]>,
): LintFinding {
  const place = found.locations?.[0]?.physicalLocation;
  const file = place?.artifactLocation;
  const score = securityScore(known);
  return {
    tool,
    rule: oneLine(id),
    severity:
      score === null
        ? (LEVEL[found.level ?? known?.defaultConfiguration?.level ?? "warning"] ?? "medium")
        : ofScore(score),
    message: oneLine(found.message.text ?? found.message.markdown ?? known?.shortDescription?.text ?? id),
    path: repositoryPath(decoded(file?.uri ?? artifacts[file?.index ?? -1]?.location?.uri ?? "")),
    line: place?.region?.startLine ?? null,
    ...(score === null ? {} : { security: true as const }),
  };
}

const LEVEL: Readonly<Record<string, Severity>> = { error: "high", warning: "medium", note: "low", none: "low" };

function securityScore(known: Rule | undefined): number | null {
  const written = known?.properties?.["security-severity"];
  const score = written === undefined || written === "" ? Number.NaN : Number(written);
  return Number.isFinite(score) ? score : null;
}

/** As GitHub's code scanning takes `security-severity`. */
function ofScore(score: number): Severity {
  if (score >= 9) return "critical";
  return score >= 7 ? "high" : score >= 4 ? "medium" : "low";
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    // No valid escape: some writers put plain paths here.
    return uri;
  }
}
