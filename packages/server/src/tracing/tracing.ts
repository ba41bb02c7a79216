import type { RequestReport } from "@tollgate/providers/forge";
import type { Logger } from "pino";
import type { Sdk } from "./sdk.ts";
import type { TracesConfig } from "./settings.ts";

/** Null values are left out. Never a secret, a value of a query or a text that somebody wrote. */
export type Attributes = Readonly<Record<string, string | number | boolean | null>>;

export interface SpanMore {
  /** `server`: a request that came in; `consumer`: work that was queued. Default: a part of the span around it. */
  readonly kind?: "server" | "consumer";
  /**
   * The `traceparent`s of what this was done for, oldest first: the first becomes the parent, the others are linked.
   * Asked only while traces are on; what it throws costs the links, not the work.
   */
  readonly causes?: () => Promise<readonly (string | null)[]>;
}

/** The one of this process, as in any process that traces: what is far down in the calls needs no handle. */
let current: Sdk | null = null;

/**
 * Switches traces on where they are configured; only then OpenTelemetry is loaded at all.
 * @returns switches them off again, and sends what waits within a bounded time; never throws
 */
export async function startTracing(config: TracesConfig | null, log: Logger): Promise<() => Promise<void>> {
  if (config === null) return async () => {};
  const { createSdk } = await import("./sdk.ts");
  const sdk = createSdk(config, log);
  current = sdk;
  return async () => {
    if (current === sdk) current = null;
    await sdk.close();
  };
}

/**
 * Does the work inside a span, which is marked as failed when the work throws. With traces off it only does the work.
 * @param attributes as a function where they cost something
 */
export function span<T>(
  name: string,
  attributes: Attributes | (() => Attributes),
  run: () => Promise<T>,
  more: SpanMore = {},
): Promise<T> {
  return current === null ? run() : current.span(name, attributes, run, more);
}

/** Adds to the span around the caller. */
export function annotate(attributes: Attributes): void {
  current?.annotate(attributes);
}

/** Marks the span around the caller as failed, where the error is dealt with inside of it. */
export function failed(error: unknown): void {
  current?.failed(error);
}

/** The span around the caller as W3C's `traceparent`, to be kept with what is done later; null with traces off. */
export function traceparent(): string | null {
  return current?.traceparent() ?? null;
}

/** Tells of one request to a forge, as a part of the span around the caller; outside of any it is not recorded. */
export function tellRequest(report: RequestReport): void {
  current?.request(report);
}
