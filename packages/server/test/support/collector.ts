// A collector of OpenTelemetry's protocol over HTTP, for tests: it keeps what is sent, as JSON.
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { TracesConfig } from "../../src/tracing/settings.ts";

interface Value {
  readonly stringValue?: string;
  readonly intValue?: number | string;
  readonly doubleValue?: number;
  readonly boolValue?: boolean;
}
interface WireSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: readonly { readonly key: string; readonly value: Value }[];
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly status: { readonly code?: number };
}

/** One span as it came. */
export interface Collected {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly name: string;
  readonly kind: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly failed: boolean;
}

export interface Collector {
  readonly config: TracesConfig;
  /** The bodies as they came. */
  readonly bodies: readonly string[];
  readonly headers: readonly IncomingHttpHeaders[];
  /** Requests that have no answer yet and were not given up by their sender. */
  readonly open: number;
  spans(name?: string | RegExp): readonly Collected[];
}

/** @param answer the status of each answer; null: none ever comes */
export async function startCollector(answer: number | null = 200): Promise<Collector> {
  const bodies: string[] = [];
  const headers: IncomingHttpHeaders[] = [];
  let open = 0;
  const server = createServer(async (request, response) => {
    open++;
    response.on("close", () => open--);
    headers.push(request.headers);
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      // Whoever sent it went away in the middle.
      return;
    }
    bodies.push(Buffer.concat(chunks).toString());
    if (answer !== null) response.writeHead(answer, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`;
  return {
    config: { url, headers: { "x-key": "of the collector" }, sampler: "parentbased_always_on", ratio: 1 },
    bodies,
    headers,
    get open() {
      return open;
    },
    spans: (name) =>
      bodies
        .flatMap(spansOf)
        .filter((span) => name === undefined || (typeof name === "string" ? span.name === name : name.test(span.name))),
  };
}

function spansOf(body: string): Collected[] {
  const { resourceSpans } = JSON.parse(body) as {
    resourceSpans: { scopeSpans: { spans: WireSpan[] }[] }[];
  };
  return resourceSpans.flatMap(({ scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ traceId, spanId, parentSpanId, name, kind, attributes, links, status }) => ({
        traceId,
        spanId,
        parentSpanId: parentSpanId || undefined,
        name,
        kind,
        attributes: Object.fromEntries(attributes.map(({ key, value }) => [key, plain(value)])),
        links,
        failed: status.code === 2,
      })),
    ),
  );
}

function plain({ stringValue, intValue, doubleValue, boolValue }: Value): unknown {
  return stringValue ?? boolValue ?? doubleValue ?? Number(intValue);
}
