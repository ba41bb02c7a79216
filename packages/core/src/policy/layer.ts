import type { ContextKey } from "../vocabulary/step.ts";
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
}

/** All policy files of one place (an installation's directory, a repository), read and checked, not yet merged. */
export interface PolicyLayer {
  readonly gates: Readonly<Record<string, GateSetting>>;
  readonly contexts: Readonly<Partial<Record<ContextKey, string>>>;
  readonly shadow?: boolean;
  readonly final: { readonly required?: boolean; readonly role?: (typeof FINAL_ROLES)[number] };
  /** Names of gates, or `final`, `contexts`, `shadow`, that the layers after this one may not change. */
  readonly locked: readonly string[];
  /** Where each of its settings stands, by the names that `locked` uses. */
  readonly places: Readonly<Record<string, Place>>;
}

/** The layer that says nothing. */
export const EMPTY_LAYER: PolicyLayer = { gates: {}, contexts: {}, final: {}, locked: [], places: {} };
