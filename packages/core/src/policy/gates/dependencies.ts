import { z } from "zod";
import type { Finding } from "../../vocabulary/evidence.ts";
import { TIERS } from "../../vocabulary/tier.ts";
import { group, verdict } from "../../vocabulary/verdict.ts";
import { type Added, addedDependencies, packageName } from "../brought.ts";
import { count } from "../figures.ts";
import { limitParameters, mentions, sortOut, withinLimits } from "../findings.ts";
import { defineGate } from "../gate.ts";
import { BY_PUSH } from "../openings.ts";
import { stillHolds, untilSchema } from "../until.ts";

const ignoreSchema = z.strictObject({
  id: z.string().trim().min(1).max(100).describe("The advisory: `GHSA-xxxx-xxxx-xxxx`, `CVE-2026-12345`."),
  package: z.string().trim().min(3).max(300).optional().describe("Only in this one: `npm:left-pad`."),
  until: untilSchema.optional(),
  reason: z.string().trim().min(3).max(500).describe("Why it is no danger here."),
});
type Ignore = z.output<typeof ignoreSchema>;

export const dependencies = defineGate({
  name: "security/dependencies",
  step: "progress",
  category: "critical",
  tiers: TIERS,
  purpose: "Dependencies that the change adds bring no more known vulnerabilities than the policy allows.",
  reads: ["dependencies"],
  params: z.strictObject({
    ...limitParameters("vulnerabilities", { critical: 0, high: 0, medium: 5, low: 20 }),
    // What never ships runs all the same, beside CI's secrets and on everybody's machine.
    scopes: z
      .array(z.enum(["runtime", "development", "unknown"]))
      .min(1)
      .default(["runtime", "development", "unknown"])
      .describe("Which dependencies count: those that ship, those for development, those of which it is not told."),
    ignore: z.array(ignoreSchema).max(200).default([]).describe("Vulnerabilities that are known and let stand."),
  }),
  judge({ dependencies: changes }, { scopes, ignore, ...limits }, { now }) {
    const added = addedDependencies(changes, scopes);
    if (added.length === 0) return verdict("pass", "It adds no dependency");
    const found = distinct(added.flatMap((one) => vulnerabilitiesOf(one, ignore, now)));
    const reasons = new Map(found.map(({ finding, why }) => [finding, why]));
    const { stopping, mentioned } = sortOut([...reasons.keys()], (finding) => reasons.get(finding) ?? null);
    const known = mentions(mentioned);
    const of = `of ${count(added.length, "added dependency", "added dependencies")}`;
    if (stopping.length === 0) {
      const title = `No vulnerability ${of} is known that the policy does not let stand`;
      return known.length === 0
        ? verdict("pass", `No vulnerability ${of} is known`)
        : group(title, [verdict("pass", title), ...known]);
    }
    const remedy =
      "The author takes a version without it, or another dependency, and pushes; one that is no danger here goes into the policy's `ignore`, with the reason and a last day.";
    const parts = withinLimits(stopping, limits, "vulnerability", { remedy, opensBy: BY_PUSH }, "vulnerabilities");
    return group(`${count(stopping.length, "known vulnerability", "known vulnerabilities")} ${of}`, [
      ...parts,
      ...known,
    ]);
  },
});

interface Found {
  readonly key: string;
  readonly finding: Finding;
  /** Why it stops nothing; null where it may. */
  readonly why: string | null;
}

function vulnerabilitiesOf({ dependency, replaced }: Added, ignore: readonly Ignore[], now: string): Found[] {
  const before = new Set(replaced.flatMap(({ vulnerabilities }) => vulnerabilities.map(({ id }) => id)));
  const name = packageName(dependency);
  return dependency.vulnerabilities.map(({ id, severity, summary, url }): Found => {
    const entries = ignore.filter(
      (one) =>
        one.id.toLowerCase() === id.toLowerCase() && (one.package === undefined || one.package.toLowerCase() === name),
    );
    const entry = entries.find(({ until }) => stillHolds(until, now));
    const ended = entry === undefined ? entries[0]?.until : undefined;
    const message = `${dependency.name} ${dependency.version}: ${summary}${ended === undefined ? "" : `; ignored until ${ended}, which is over`}`;
    const finding: Finding = {
      tool: "dependencies",
      rule: id,
      severity,
      message,
      path: dependency.manifest,
      line: null,
      ...(url === null ? {} : { url }),
    };
    // An update that does not mend everything makes nothing worse: stopping it would keep the older version in.
    const why =
      entry !== undefined ? `let stand: ${entry.reason}` : before.has(id) ? "the version before has it as well" : null;
    return { key: `${name}\n${id}`, finding, why };
  });
}

/** The same vulnerability of the same package in several files is one; where one of them counts, it counts. */
function distinct(found: readonly Found[]): readonly Found[] {
  const kept = new Map<string, Found>();
  for (const one of found) {
    const other = kept.get(one.key);
    if (other === undefined || (other.why !== null && one.why === null)) kept.set(one.key, one);
  }
  return [...kept.values()];
}
