// OpenTelemetry stands in this file alone, and it is loaded only where traces are on. Nothing is registered globally:
// other libraries of the process do not begin to trace because we do.
import {
  type Context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import {
  defaultResource,
  detectResources,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
  serviceNameEnvDetector,
} from "@opentelemetry/resources";
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import type { RequestReport } from "@tollgate/providers/forge";
import type { Logger } from "pino";
import { VERSION } from "../http/version.ts";
import type { TracesConfig } from "./settings.ts";
import type { Attributes, SpanMore } from "./tracing.ts";

/** How long a stop waits for the collector, in ms. */
const CLOSE_MS = 2_000;
const KINDS = { server: SpanKind.SERVER, consumer: SpanKind.CONSUMER } as const;

/** See `tracing.ts` for what its methods do. */
export class Sdk {
  readonly #provider: TracerProvider;
  readonly #tracer: Tracer;
  readonly #contexts = new AsyncLocalStorageContextManager();

  constructor(provider: TracerProvider) {
    this.#provider = provider;
    this.#tracer = provider.getTracer("tollgate", VERSION);
  }

  async span<T>(
    name: string,
    attributes: Attributes | (() => Attributes),
    run: () => Promise<T>,
    { kind, causes }: SpanMore,
  ): Promise<T> {
    const [parent, ...others] = causes === undefined ? [] : await spanContextsOf(causes);
    const around = parent === undefined ? this.#contexts.active() : trace.setSpanContext(ROOT_CONTEXT, parent);
    const options = {
      kind: kind === undefined ? SpanKind.INTERNAL : KINDS[kind],
      links: others.map((context) => ({ context })),
    };
    const started = this.#tracer.startSpan(name, options, around);
    if (started.isRecording()) started.setAttributes(known(attributes));
    return this.#contexts.with(trace.setSpan(around, started), async () => {
      try {
        return await run();
      } catch (error) {
        fail(started, error);
        throw error;
      } finally {
        started.end();
      }
    });
  }

  annotate(attributes: Attributes): void {
    this.#around()?.setAttributes(known(attributes));
  }

  failed(error: unknown): void {
    const around = this.#around();
    if (around !== undefined) fail(around, error);
  }

  traceparent(): string | null {
    const around = this.#around();
    if (around === undefined) return null;
    const { traceId, spanId, traceFlags } = around.spanContext();
    return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;
  }

  request({ method, route, attempt, status, waitMs, tookMs }: RequestReport): void {
    const active: Context = this.#contexts.active();
    if (trace.getSpan(active) === undefined) return;
    const end = Date.now();
    const attributes = {
      "http.request.method": method,
      "url.template": route,
      "tollgate.attempt": attempt,
      "tollgate.wait_ms": Math.round(waitMs),
      ...(status === null ? {} : { "http.response.status_code": status }),
    };
    const options = { kind: SpanKind.CLIENT, startTime: end - tookMs, attributes };
    const span = this.#tracer.startSpan(`${method} ${route}`, options, active);
    if (status === null || status >= 400) failAs(span, status === null ? "no-answer" : String(status));
    span.end(end);
  }

  /** Sends what waits. A collector that does not answer is not waited for any longer than {@link CLOSE_MS}. */
  async close(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, CLOSE_MS);
    });
    // What could not be sent has been told by the exporter.
    await Promise.race([this.#provider.shutdown().catch(() => {}), late]);
    clearTimeout(timer);
  }

  #around(): Span | undefined {
    return trace.getSpan(this.#contexts.active());
  }
}

/** The variables that only concern the way to the collector, and the names of this service, the libraries read. */
export function createSdk(config: TracesConfig, log: Logger): Sdk {
  const resource = defaultResource()
    .merge(resourceFromAttributes({ "service.name": "tollgate", "service.version": VERSION }))
    .merge(detectResources({ detectors: [resourceAttributesEnvDetector, serviceNameEnvDetector] }));
  const exporter = new OTLPTraceExporter({ url: config.url, headers: { ...config.headers } });
  let told = false;
  const watched = watching(exporter, (error) => {
    if (told) return;
    told = true;
    log.warn(
      { collector: new URL(config.url).host, reason: reasonOf(error) },
      "Traces cannot be sent; the work goes on without them. Check OTEL_EXPORTER_OTLP_ENDPOINT. This is said once",
    );
  });
  // The processor keeps 2,048 spans at most, sends one batch at a time, and drops what comes above that.
  const spanProcessors = [new BatchSpanProcessor({ exporter: watched })];
  return new Sdk(new TracerProvider({ resource, sampler: samplerOf(config), spanProcessors }));
}

function samplerOf({ sampler, ratio }: TracesConfig): Sampler {
  const kind = sampler.replace(/^parentbased_/, "");
  const root =
    kind === "always_off"
      ? new AlwaysOffSampler()
      : kind === "traceidratio"
        ? new TraceIdRatioBasedSampler(ratio)
        : new AlwaysOnSampler();
  return kind === sampler ? root : new ParentBasedSampler({ root });
}

function watching(exporter: SpanExporter, failedWith: (error: Error | undefined) => void): SpanExporter {
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        // 0 is success; the enumeration stands in a package of theirs that we do not use otherwise.
        if (result.code !== 0) failedWith(result.error);
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
  };
}

/** A collector's answer may hold anything, so its body is left out. */
function reasonOf(error: Error | undefined): string {
  const code = (error as { code?: unknown } | undefined)?.code;
  return [code, error?.message].filter((part) => part !== undefined && part !== "").join(" ") || "no reason was given";
}

async function spanContextsOf(causes: NonNullable<SpanMore["causes"]>): Promise<readonly SpanContext[]> {
  // Without its causes a span begins a trace of its own, and the work is done.
  const given = await causes().catch(() => []);
  return given.flatMap((text) => spanContextOf(text) ?? []);
}

/** https://www.w3.org/TR/trace-context/#traceparent-header */
function spanContextOf(text: string | null): SpanContext | null {
  const match = /^(?!ff)[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(?:-|$)/.exec(text ?? "");
  if (match === null) return null;
  const [, traceId = "", spanId = "", flags = ""] = match;
  const context = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
  return isSpanContextValid(context) ? context : null;
}

function known(attributes: Attributes | (() => Attributes)): Record<string, string | number | boolean> {
  let given: Attributes = {};
  try {
    given = typeof attributes === "function" ? attributes() : attributes;
  } catch {
    // A span that cannot be described is told without its attributes: that is no reason not to do the work.
  }
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
  );
}

/** Only the kind of an error is told: its text may quote what somebody else sent. */
function fail(span: Span, error: unknown): void {
  const { kind, code } = Object(error) as { kind?: unknown; code?: unknown };
  const name = error instanceof Error ? error.name : typeof error;
  failAs(span, [kind, code].find((word) => typeof word === "string") ?? name);
}

function failAs(span: Span, type: string): void {
  span.setAttribute("error.type", type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
