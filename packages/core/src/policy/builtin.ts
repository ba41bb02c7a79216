import { DEFAULT_CONTEXT_NAMES } from "../vocabulary/step.ts";
import type { PolicyLayer } from "./layer.ts";

/**
 * The template that holds where a repository has none, and that every policy file builds on: a file says what is
 * different, gate by gate and parameter by parameter, and all else stays. A gate leaves only by `enabled: false`,
 * never by not being mentioned: a short or half-finished file must not open a gate.
 *
 * An ordinary, well-kept pull request passes it.
 */
export const BUILTIN = {
  gates: {
    "dor/description": { enabled: true, blocking: true },
    "dor/linked-work-item": { enabled: true, blocking: true },
    "dor/title": { enabled: true, blocking: true },
    // Told, not blocking: a lockfile or a rename makes a large change that nobody can split, and a gate whose only
    // remedy is impossible teaches people to go round gates. A team that wants it strict writes `blocking: true`.
    "dor/change-size": { enabled: true, blocking: false },
    "quality/required-ci": { enabled: true, blocking: true },
    "dod/approvals": { enabled: true, blocking: true },
  },
  contexts: DEFAULT_CONTEXT_NAMES,
  shadow: false,
  final: { required: true, role: "coordinator" },
  locked: [],
  places: {},
} as const satisfies PolicyLayer;
