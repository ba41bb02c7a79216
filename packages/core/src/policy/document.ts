import type { z } from "zod";
import { CONTEXTS, type ContextKey, DEFAULT_CONTEXT_NAMES } from "../vocabulary/step.ts";
import { readGate } from "./gate-document.ts";
import { checkDocument, valueAt } from "./issues.ts";
import { EMPTY_LAYER } from "./layer.ts";
import { suggestion } from "./nearest.ts";
import type { PolicyProblem } from "./policy.ts";
import { notYet, problem, type ReadDocument, refused } from "./problems.ts";
import { githubIntegrationSchema } from "./schemas.ts";
import type { SourceDocument } from "./source.ts";
import type { Surroundings } from "./surroundings.ts";
import { readTemplate } from "./template.ts";

/** Kinds that other parts of Tollgate will read. */
export const LATER_KINDS = ["WorkflowTest"];
/** Plain files that other parts of Tollgate will read, by a key that each has at its top. */
export const LATER_KEYS = [
  "branch_protection",
  "global_policies",
  "automation",
  "failure_detection",
  "retry_mechanisms",
];
const KINDS = ["WorkflowTemplate", "QualityGate"];
const ENVELOPE = ["apiVersion", "kind", "metadata", "spec"];
const INTEGRATION = "github_actions_integration";

/**
 * Understands one document of a policy file, whatever its form.
 * @param around what the other documents declare that it may name
 */
export function readDocument(document: SourceDocument, around: Surroundings): ReadDocument {
  const { value } = document;
  if (value === null || value === undefined) return refused([]);
  const keys = typeof value === "object" && !Array.isArray(value) ? Object.keys(value) : null;
  if (keys === null) {
    return refused([
      problem(
        document.valuePlace([]),
        "policy/bad-value",
        "A policy is a mapping; begin with apiVersion, kind, metadata, spec",
      ),
    ]);
  }
  if (keys.includes(INTEGRATION)) return readIntegration(document);
  if (keys.includes("kind") || keys.includes("apiVersion")) return readKind(document, around);
  const later = LATER_KEYS.find((key) => keys.includes(key));
  if (later !== undefined) {
    return refused([
      notYet(document.keyPlace([later]), `"${later}" is not used by this version; the file is left alone`),
    ]);
  }
  const written = keys[0] ?? "";
  return refused([
    problem(
      document.keyPlace(keys.length === 0 ? [] : [written]),
      keys.length === 0 ? "policy/missing-key" : "policy/unknown-key",
      keys.length === 0
        ? "The document is empty; write apiVersion, kind, metadata and spec"
        : `"${written}" begins no kind of policy document${suggestion(written, [...ENVELOPE, INTEGRATION])}`,
    ),
  ]);
}

function readKind(document: SourceDocument, around: Surroundings): ReadDocument {
  const kind = valueAt(document.value, ["kind"]);
  if (kind === "WorkflowTemplate") return readTemplate(document, around);
  if (kind === "QualityGate") return readGate(document, around);
  if (typeof kind === "string" && LATER_KINDS.includes(kind)) {
    return refused([
      notYet(document.valuePlace(["kind"]), `kind ${kind} is not used by this version; the document is left alone`),
    ]);
  }
  if (kind === undefined) {
    return refused([
      problem(document.keyPlace([]), "policy/missing-key", `The document lacks "kind"; add one of ${KINDS.join(", ")}`),
    ]);
  }
  return refused([
    problem(
      document.valuePlace(["kind"]),
      "policy/unknown-kind",
      `"${String(kind)}" is no kind${suggestion(String(kind), KINDS)}`,
    ),
  ]);
}

function readIntegration(document: SourceDocument): ReadDocument {
  const wrong = checkDocument(githubIntegrationSchema, document);
  if (wrong.length > 0) return refused(wrong);
  const { [INTEGRATION]: body } = document.value as z.infer<typeof githubIntegrationSchema>;
  const problems: PolicyProblem[] = [];
  const written = body.status_checks?.required_contexts;
  for (const key of ["workflow_triggers", "branch_protection"] as const) {
    if (body[key] !== undefined) {
      problems.push(notYet(document.keyPlace([INTEGRATION, key]), `${key}: read, but not used by this version`));
    }
  }
  if (written === undefined) return { layer: EMPTY_LAYER, problems };
  const at = [INTEGRATION, "status_checks", "required_contexts"];
  const { contexts, unplaced } = assignContexts(written);
  for (const index of unplaced) {
    const message = `"${written[index]}" is none of Tollgate's five contexts and is not used; a name ends in ${SUFFIXES.join(", ")}, or all five stand in that order`;
    problems.push(notYet(document.valuePlace([...at, index]), message));
  }
  const places = { contexts: document.keyPlace(at) };
  return { layer: { ...EMPTY_LAYER, contexts, places }, problems };
}

const SUFFIXES = CONTEXTS.map((key) => suffixOf(key));

function suffixOf(key: ContextKey): string {
  return DEFAULT_CONTEXT_NAMES[key].slice(DEFAULT_CONTEXT_NAMES[key].indexOf("/") + 1);
}

/** By the end of the name first; where a list of five leaves some over, those by their position. */
function assignContexts(names: readonly string[]): {
  contexts: Partial<Record<ContextKey, string>>;
  unplaced: number[];
} {
  const contexts: Partial<Record<ContextKey, string>> = {};
  let unplaced: number[] = [];
  for (const [index, name] of names.entries()) {
    const key = CONTEXTS.find((candidate) => name.split("/").at(-1) === suffixOf(candidate));
    if (key !== undefined && contexts[key] === undefined) contexts[key] = name;
    else unplaced.push(index);
  }
  if (names.length !== CONTEXTS.length) return { contexts, unplaced };
  unplaced = unplaced.filter((index) => {
    const key = CONTEXTS[index];
    if (key === undefined || contexts[key] !== undefined) return true;
    contexts[key] = names[index] ?? "";
    return false;
  });
  return { contexts, unplaced };
}
