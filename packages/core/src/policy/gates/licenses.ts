import { z } from "zod";
import { TIERS } from "../../vocabulary/tier.ts";
import { group, type Verdict, verdict } from "../../vocabulary/verdict.ts";
import { type Added, addedDependencies, packageName } from "../brought.ts";
import { count } from "../figures.ts";
import { defineGate } from "../gate.ts";
import { BY_PUSH, closed } from "../openings.ts";
import { isAllowed, parseLicense } from "../spdx.ts";

/** More are not listed: the verdict is to be read. They still count. */
const MOST_LISTED = 20;

const licenseSchema = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => {
    const license = parseLicense(text);
    return license !== null && license.kind === "license";
  }, 'write one SPDX license, such as "MIT", "GPL-2.0-only" or "GPL-2.0-only WITH Classpath-exception-2.0"');
const expressionSchema = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .refine((text) => parseLicense(text) !== null, 'write an SPDX expression, such as "MIT OR Apache-2.0"');

const declaredSchema = z.strictObject({
  package: z.string().trim().min(3).max(300).describe("`npm:left-pad`: its ecosystem and name."),
  license: expressionSchema.describe("Its license as an SPDX expression, as somebody has looked it up."),
  reason: z.string().trim().min(3).max(500).describe("Where it was looked up."),
});
type Declared = z.output<typeof declaredSchema>;

export const licenses = defineGate({
  name: "security/licenses",
  step: "progress",
  category: "critical",
  tiers: TIERS,
  purpose: "Dependencies that the change adds have licenses that the policy allows.",
  reads: ["dependencies"],
  params: z.strictObject({
    allow: z.array(licenseSchema).max(500).default([]).describe("SPDX licenses; empty: all that are not denied."),
    deny: z.array(licenseSchema).max(500).default([]).describe("SPDX licenses that are not let in, even if allowed."),
    unknown: z
      .enum(["fail", "tell"])
      .default("fail")
      .describe("What a dependency does whose license nobody knows: it stops the change, or is only told."),
    scopes: z
      .array(z.enum(["runtime", "development", "unknown"]))
      .min(1)
      .default(["runtime", "development", "unknown"])
      .describe("Which dependencies count: those that ship, those for development, those of which it is not told."),
    declared: z
      .array(declaredSchema)
      .max(500)
      .default([])
      .describe("Licenses that the forge does not know, or wrongly."),
  }),
  judge({ dependencies }, { allow, deny, unknown, scopes, declared }) {
    if (allow.length === 0 && deny.length === 0) {
      return verdict("skip", "The policy's `allow` and `deny` are empty: every license is let in");
    }
    const added = addedDependencies(dependencies, scopes);
    if (added.length === 0) return verdict("pass", "It adds no dependency");
    const parts = added.map((one) => judgeLicense(one, { allow, deny, unknown, declared }));
    const passed = parts.filter(({ outcome }) => outcome === "pass").length;
    const others = parts.filter(({ outcome }) => outcome !== "pass");
    const listed = others
      .toSorted((a, b) => Number(a.outcome === "skip") - Number(b.outcome === "skip"))
      .slice(0, MOST_LISTED);
    const more = others.slice(MOST_LISTED).filter(({ outcome }) => outcome === "fail").length;
    const title = `${passed} of ${count(added.length, "added dependency", "added dependencies")} with an allowed license`;
    return group(title, [
      ...(passed > 0 || others.length === 0 ? [verdict("pass", `${count(passed, "license")} allowed`)] : []),
      ...listed,
      ...(more > 0 ? [closed("fail", `${more} more`, "As for the others.", BY_PUSH)] : []),
    ]);
  },
});

interface Terms {
  readonly allow: readonly string[];
  readonly deny: readonly string[];
  readonly unknown: "fail" | "tell";
  readonly declared: readonly Declared[];
}

function judgeLicense({ dependency, replaced }: Added, { allow, deny, unknown, declared }: Terms): Verdict {
  const name = packageName(dependency);
  const what = `${dependency.name} ${dependency.version} (${dependency.manifest})`;
  const written = declared.find((one) => one.package.toLowerCase() === name)?.license ?? dependency.license;
  const license = written === null ? null : parseLicense(written);
  if (license !== null && isAllowed(license, allow, deny)) return verdict("pass", `${what}: ${written}`);
  // An update under the terms of before brings nothing in.
  if (replaced.some((before) => before.license === dependency.license)) {
    return verdict("skip", `${what}: ${written ?? "unknown license"}, as the version before`);
  }
  if (license === null) {
    const title = `${what}: ${written === null ? "nobody knows its license" : `"${written}" is no SPDX expression`}`;
    return unknown === "tell"
      ? verdict("skip", title)
      : closed(
          "fail",
          title,
          `Somebody looks it up and adds ${name} to the policy's \`declared\`, or the author takes another dependency and pushes.`,
          BY_PUSH,
        );
  }
  return closed(
    "fail",
    `${what}: ${written} is not allowed`,
    "The author takes another dependency and pushes, or whoever answers for licenses allows it in the policy.",
    BY_PUSH,
  );
}
