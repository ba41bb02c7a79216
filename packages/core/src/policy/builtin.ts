import { DEFAULT_CONTEXT_NAMES } from "../vocabulary/step.ts";
import type { PolicyLayer } from "./layer.ts";

/**
 * The template that holds where a repository has none, and that every policy file builds on: a file says what is
 * different, gate by gate and parameter by parameter, and all else stays. A gate leaves only by `enabled: false`,
 * never by not being mentioned: a short or half-finished file must not open a gate.
 *
 * Whether a gate blocks follows from its category and from how strictly the change is taken: see `risk/rigour.ts`.
 *
 * An ordinary, well-kept pull request passes it.
 */
export const BUILTIN = {
  gates: {
    "dor/description": { enabled: true },
    "dor/linked-work-item": { enabled: true },
    "dor/title": { enabled: true },
    "dor/change-size": { enabled: true },
    "dor/mergeable": { enabled: true },
    "security/secrets": { enabled: true },
    "security/workflows": { enabled: true },
    "quality/required-ci": { enabled: true },
    "dod/approvals": { enabled: true },
  },
  contexts: DEFAULT_CONTEXT_NAMES,
  shadow: false,
  final: { required: true, role: "coordinator" },
  steps: [],
  locked: [],
  places: {},
} as const satisfies PolicyLayer;
