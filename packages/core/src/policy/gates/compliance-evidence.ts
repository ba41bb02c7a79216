import { z } from "zod";
import { TIERS } from "../../vocabulary/tier.ts";
import { group, type Verdict, verdict, type Way } from "../../vocabulary/verdict.ts";
import { APPROVE, isSame, loginsOf, type Opinion, opinionsOf, short } from "../approval/opinions.ts";
import { count } from "../figures.ts";
import { FRAMEWORK_NAMES, FRAMEWORKS, type Framework, SECTION_NAMES, SECTIONS, type Section } from "../frameworks.ts";
import { defineGate } from "../gate.ts";
import { withoutCode, withoutComments } from "../markdown.ts";
import { BY_DESCRIPTION, BY_POLICY, closed } from "../openings.ts";
import { sectionOf } from "../sections.ts";

/** What is asked where a policy names neither a framework nor sections. */
const USUAL: readonly Section[] = ["change_justification", "risk_assessment"];

export const complianceEvidence = defineGate({
  name: "dod/compliance-evidence",
  step: "done",
  category: "critical",
  tiers: TIERS,
  purpose: "What a framework asks to be on record is in the description, and enough people signed this very commit.",
  reads: ["body", "reviews", "author", "headSha"],
  params: z.strictObject({
    frameworks: z
      .array(z.enum(FRAMEWORK_NAMES))
      .max(FRAMEWORK_NAMES.length)
      .default([])
      .describe("What they ask together is asked."),
    sections: z
      .array(z.enum(SECTION_NAMES))
      .max(SECTION_NAMES.length)
      .optional()
      .describe("Asked besides; where no framework is named either, a justification and an assessment of the risk."),
    headings: z
      .partialRecord(z.enum(SECTION_NAMES), z.array(z.string().trim().min(1).max(100)).min(1).max(20))
      .default({})
      .describe("What else a section may be called in your template."),
    min_length: z
      .int()
      .min(1)
      .max(5_000)
      .default(20)
      .describe("Least number of characters in each section, not counting what a template brings along."),
    sign_offs: z.int().min(0).max(20).default(0).describe("How many people sign, where no framework asks for more."),
    signers: z
      .array(z.string().trim().min(1).max(100))
      .max(200)
      .default([])
      .describe("Logins of those who may sign; empty: everybody with write access. Never the author."),
    author_signs: z
      .boolean()
      .default(false)
      .describe('Whether the author signs too, by a line "Signed-off-by: Name <address>" in the description.'),
  }),
  judge({ body, reviews, author, headSha }, params) {
    const frameworks: readonly Framework[] = params.frameworks.map((name) => FRAMEWORKS[name]);
    const asked = new Set([...frameworks.flatMap(({ sections }) => sections), ...(params.sections ?? [])]);
    if (asked.size === 0 && params.sections === undefined) for (const section of USUAL) asked.add(section);
    const parts = SECTION_NAMES.filter((section) => asked.has(section)).map((section) =>
      judgeSection(body, [...(params.headings[section] ?? []), ...SECTIONS[section]], params.min_length),
    );
    if (params.author_signs || frameworks.some(({ authorSigns }) => authorSigns)) parts.push(judgeSignature(body));
    const needed = Math.max(params.sign_offs, ...frameworks.map(({ signOffs }) => signOffs));
    if (needed > 0) {
      // What a push changes nobody has signed: an older commit's approval is no signature under this one.
      const opinions = opinionsOf(reviews, {
        author: author.login,
        headSha,
        countStale: false,
        pusher: { kind: "any" },
      });
      parts.push(judgeSignOffs(opinions, needed, params.signers, author.login, headSha));
    }
    if (parts.length === 0) return verdict("skip", "Nothing is asked to be on record");
    const met = parts.filter(({ outcome }) => outcome === "pass").length;
    const what = params.frameworks.length === 0 ? "" : ` for ${params.frameworks.join(", ")}`;
    return group(`${met} of ${count(parts.length, "piece")} of evidence on record${what}`, parts);
  },
});

function judgeSection(body: string, headings: readonly string[], least: number): Verdict {
  const name = headings[0] ?? "";
  const text = sectionOf(body, headings);
  const remedy = `The author writes at least ${least} characters under "## ${name}" in the description.`;
  if (text === null) return closed("fail", `The description has no section "${name}"`, remedy, BY_DESCRIPTION);
  const length = [...text].length;
  if (length >= least) return verdict("pass", `${name}: ${count(length, "character")}`);
  const title =
    length === 0 ? `"${name}" holds nothing yet` : `"${name}" has ${length} of at least ${least} characters`;
  return closed("fail", title, remedy, BY_DESCRIPTION);
}

/** The author's own signature. The description is theirs, so such a line says nothing about anybody else. */
function judgeSignature(body: string): Verdict {
  for (const line of withoutCode(withoutComments(body)).split("\n")) {
    const signer = /^\s*Signed-off-by:\s*(\S.*)$/i.exec(line)?.[1]?.trim();
    if (signer === undefined || /your name|example\.(?:com|org)|^<|^\[/i.test(signer)) continue;
    return verdict("pass", `Signed by the author: ${signer}`);
  }
  return closed(
    "fail",
    "The author has not signed",
    'The author writes a line "Signed-off-by: Name <address>" into the description.',
    BY_DESCRIPTION,
  );
}

function judgeSignOffs(
  opinions: readonly Opinion[],
  needed: number,
  signers: readonly string[],
  author: string,
  headSha: string,
): Verdict {
  const may = (login: string) => signers.length === 0 || signers.some((signer) => isSame(signer, login));
  const signed = [...loginsOf(opinions, "counts")].filter(may);
  const unsure = [...loginsOf(opinions, "unsure")].filter(may);
  const missing = needed - signed.length;
  if (missing <= 0) return verdict("pass", `Signed by ${signed.join(", ")}`);
  const title = `${signed.length} of ${count(needed, "person", "people")} signed ${short(headSha)}`;
  const free = signers.filter((login) => !isSame(login, author) && !signed.some((one) => isSame(one, login)));
  if (signers.length > 0 && free.length < missing) {
    return closed(
      "pending",
      `${title}, and too few others may`,
      "Whoever may change the policy names more `signers`: the author is none of them.",
      BY_POLICY,
    );
  }
  const ways = free.map((login): Way => ({ id: `approve:${login}`, by: "person", who: [login] }));
  const opening = { count: missing, ways: signers.length === 0 ? [APPROVE] : ways };
  const who = signers.length === 0 ? `with write access other than ${author}` : `of ${free.join(", ")}`;
  const sign = `${count(missing, "person", "people")} ${who} ${missing === 1 ? "signs" : "sign"} by an approving review`;
  if (signed.length + unsure.length >= needed) {
    return closed(
      "error",
      `${title}; whether ${unsure.join(", ")} may is not known`,
      `Grant Tollgate the permission "Metadata: read", or ${sign}.`,
      opening,
    );
  }
  return closed("pending", title, `${sign} of ${short(headSha)}.`, opening);
}
