import { type Observed, unknown } from "@tollgate/core/vocabulary/fact";
import { ForgeError } from "@tollgate/providers/forge";

/** A fact that cannot be had, and will not be by trying again: it is unknown, for this reason. */
export class Lacking extends Error {
  override readonly name = "Lacking";
}

/**
 * A value, or why it is unknown. What the forge refuses for good is an unknown fact that names the permission; trouble
 * of the moment is thrown on, so that the evaluation is tried again.
 * @param mayAppear whether what the forge says it does not have, with its reason, may only not be there yet
 */
export async function observed<T>(
  work: () => Promise<T>,
  mayAppear?: (reason: string) => Promise<boolean>,
): Promise<Observed<T>> {
  try {
    return { known: true, value: await work() };
  } catch (error) {
    if (error instanceof Lacking) return unknown(error.message);
    if (
      error instanceof ForgeError &&
      (error.kind === "forbidden" || error.kind === "not-found" || error.kind === "invalid")
    ) {
      if (error.kind === "not-found" && (await mayAppear?.(error.message)) === true) {
        throw new ForgeError("transient", `${error.message} (it may only not be there yet)`, { status: error.status });
      }
      return unknown(error.message, error.permission);
    }
    throw error;
  }
}
