import type { WrittenRisk } from "../risk/settings.ts";
import type { ContextKey, Step } from "../vocabulary/step.ts";
import type { Rigour, Tier } from "../vocabulary/tier.ts";
import type { Condition } from "./condition.ts";
import type { FINAL_ROLES, GATE_STEPS } from "./schemas.ts";

/** A range in a file, 1-based, as problems tell it. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** What a layer says about one gate; what it does not say stays as the layer before it has it. */
export interface GateSetting {
  readonly enabled?: boolean;
  readonly blocking?: boolean;
  readonly step?: (typeof GATE_STEPS)[number];
  /** As written: defaults are filled in only when all layers are merged. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** Parameters that are different where the change is taken so strictly. */
  readonly by_rigour?: Readonly<Partial<Record<Rigour, { readonly params?: Readonly<Record<string, unknown>> }>>>;
  /** The gate that judges, where it stands under a name of the policy's own. */
  readonly gate?: string;
  /** The step of a template that lists it, and its place there; members of one group share theirs. */
  readonly within?: { readonly step: string; readonly place: number };
  readonly patience?: Patience;
}

/** How long something may be waited for before that is told. In seconds. */
export interface Patience {
  readonly seconds: number;
  /** When more people are asked; absent: never. */
  readonly escalateAfter?: number;
}

/** A step of a template. */
export interface LayerStep {
  readonly name: string;
  readonly phase: Step;
  /** Its gates count one after another, and after the steps before it in its phase. */
  readonly sequential?: true;
  /** Absent: always. */
  readonly condition?: Condition;
  readonly patience?: Patience;
}

/** All policy files of one place (an installation's directory, a repository), read and checked, not yet merged. */
export interface PolicyLayer {
  readonly gates: Readonly<Record<string, GateSetting>>;
  readonly contexts: Readonly<Partial<Record<ContextKey, string>>>;
  readonly shadow?: boolean;
  readonly final: { readonly required?: boolean; readonly role?: (typeof FINAL_ROLES)[number] };
  /** How much depends on the repository. */
  readonly tier?: Tier;
  /** Patterns over `owner/name`: what a policy above repositories says of each; goes before its `tier`. */
  readonly tiers?: Readonly<Partial<Record<Tier, readonly string[]>>>;
  readonly rigour?: Readonly<Partial<Record<Tier, Rigour>>>;
  readonly risk?: WrittenRisk;
  /** The template that the layer is, or the one of several that has the steps. */
  readonly template?: { readonly name: string; readonly version?: string };
  /** In the order of the template; none: it says nothing of steps. */
  readonly steps: readonly LayerStep[];
  /** Names of gates, or of settings (`LOCKABLE` in `schemas.ts`), that the layers after this one may not change. */
  readonly locked: readonly string[];
  /** Where each of its settings stands, by the names that `locked` uses. */
  readonly places: Readonly<Record<string, Place>>;
}

/** The layer that says nothing. */
export const EMPTY_LAYER: PolicyLayer = { gates: {}, contexts: {}, final: {}, steps: [], locked: [], places: {} };
