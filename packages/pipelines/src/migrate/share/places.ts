import type { Kind } from "./holes.ts";
import type { Path } from "./unify.ts";

/** What may differ in a step of a workflow or of a composite action. */
export function stepKind([key, ...below]: Path): Kind {
  switch (key) {
    case "run":
      return below.length === 0 ? "script" : "fixed";
    case "name":
    case "shell":
    case "working-directory":
      return "text";
    case "with":
    case "env":
      // An expression in the place of the whole mapping is no text.
      return below.length === 1 ? "text" : "fixed";
    case "if":
      return "condition";
    case "timeout-minutes":
      return "number";
    case "continue-on-error":
      return "boolean";
    default:
      return "fixed";
  }
}

/**
 * What may differ in a job that is called, by where GitHub knows `inputs` (see expressions/availability.ts) and what the
 * value's type means there.
 */
export function jobKind([key, ...below]: Path): Kind {
  switch (key) {
    case "steps":
      return typeof below[0] === "number" ? stepKind(below.slice(1)) : "fixed";
    case "name":
      return "text";
    case "runs-on":
      return "text";
    case "environment":
      return "text";
    case "env":
    case "outputs":
      return below.length === 1 ? "text" : "fixed";
    case "timeout-minutes":
      return "number";
    case "continue-on-error":
      return "boolean";
    case "if":
      return "condition";
    case "container":
      return containerKind(below);
    case "services":
      return containerKind(below.slice(1));
    case "strategy":
      return strategyKind(below);
    case "defaults":
      return below.length === 2 ? "text" : "fixed";
    case "concurrency":
      return below[0] === "cancel-in-progress" ? "boolean" : "text";
    default:
      return "fixed";
  }
}

function containerKind([key, ...below]: Path): Kind {
  if (key === undefined || key === "image" || key === "options") return "text";
  return (key === "env" || key === "credentials") && below.length === 1 ? "text" : "fixed";
}

function strategyKind([key]: Path): Kind {
  if (key === "fail-fast") return "boolean";
  return key === "max-parallel" ? "number" : "typed";
}

/** The same of a part of a workflow that is called: its variables, its defaults and its jobs. */
export function workflowKind([part, ...below]: Path): Kind {
  if (part === "env") return below.length === 1 ? "text" : "fixed";
  return part === "jobs" ? jobKind(below.slice(1)) : "fixed";
}
