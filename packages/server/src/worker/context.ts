import { JUDGES } from "@tollgate/core/policy/gates/index";
import type { Forge } from "@tollgate/providers/forge";
import type { Pool } from "pg";
import type { Logger } from "pino";
import type { LinkTo } from "../store/targets.ts";
import type { Foresight } from "./foresight.ts";
import type { Policies } from "./policies.ts";

/** What the workers share. */
export interface WorkerContext {
  readonly pool: Pool;
  readonly log: Logger;
  readonly forges: ReadonlyMap<string, Forge>;
  readonly policies: Policies;
  readonly foresight: Foresight;
  /** Identifies this process in leases; new with every start. */
  readonly owner: string;
  readonly linkTo: LinkTo;
  readonly allows: (repository: string) => boolean;
}

/** Every gate by name, as judging wants it. */
export const GATE_LIST = JUDGES;

/** The forge of a row. A row of a provider that is not configured (any more) is an error with the remedy. */
export function forgeOf(context: WorkerContext, provider: string): Forge {
  const forge = context.forges.get(provider);
  if (forge === undefined) throw new Error(`no provider "${provider}" is configured`);
  return forge;
}
