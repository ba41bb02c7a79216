import { type Observed, unknown } from "@tollgate/core/vocabulary/fact";
import { ForgeError } from "@tollgate/providers/forge";

/** A fact that cannot be had, and will not be by trying again: it is unknown, for this reason. */
export class Lacking extends Error {
  override readonly name = "Lacking";
}

/**
 * A value, or why it is unknown. What the forge refuses for good is an unknown fact that names the permission; trouble
 * of the moment is thrown on, so that the evaluation is tried again.
 */
export async function observed<T>(work: () => Promise<T>): Promise<Observed<T>> {
  try {
    return { known: true, value: await work() };
  } catch (error) {
    if (error instanceof Lacking) return unknown(error.message);
    if (
      error instanceof ForgeError &&
      (error.kind === "forbidden" || error.kind === "not-found" || error.kind === "invalid")
    ) {
      return unknown(error.message, error.permission);
    }
    throw error;
  }
}
