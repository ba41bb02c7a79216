/** Where traces go and which of them are kept. */
export interface TracesConfig {
  /** The collector's address for traces, complete. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly sampler: SamplerName;
  /** From 0 to 1; counts for the samplers by ratio. */
  readonly ratio: number;
}

const SAMPLERS = [
  "parentbased_always_on",
  "parentbased_always_off",
  "parentbased_traceidratio",
  "always_on",
  "always_off",
  "traceidratio",
] as const;
export type SamplerName = (typeof SAMPLERS)[number];

/** What `environment.ts` reads settings with. */
export interface SettingsReader {
  text(name: string): string | undefined;
  secret(name: string): string | undefined;
  url(setting: string, typed: string | undefined, protocols: readonly string[], example: string): string | undefined;
  oneOf(setting: string, typed: string | undefined, fallback: string, allowed: readonly string[]): string;
  problem(setting: string, message: string, remedy: string): void;
}

/**
 * Reads OpenTelemetry's standard variables; null where no collector is named, or the SDK is switched off.
 * https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
export function readTraces(reader: SettingsReader): TracesConfig | null {
  if (reader.text("OTEL_SDK_DISABLED")?.toLowerCase() === "true") return null;
  const address = (name: string) =>
    reader.url(name, reader.text(name), ["http:", "https:"], "http://collector.example.com:4318");
  const base = address("OTEL_EXPORTER_OTLP_ENDPOINT");
  const url = address("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") ?? base?.replace(/\/*$/, "/v1/traces");
  const headers = readHeaders(reader);
  const sampler = reader.oneOf("OTEL_TRACES_SAMPLER", reader.text("OTEL_TRACES_SAMPLER"), SAMPLERS[0], SAMPLERS);
  const ratio = readRatio(reader);
  return url === undefined ? null : { url, headers, sampler: sampler as SamplerName, ratio };
}

function readRatio(reader: SettingsReader): number {
  const typed = reader.text("OTEL_TRACES_SAMPLER_ARG") ?? "1";
  const ratio = Number(typed);
  if (ratio >= 0 && ratio <= 1) return ratio;
  reader.problem(
    "OTEL_TRACES_SAMPLER_ARG",
    `OTEL_TRACES_SAMPLER_ARG is ${JSON.stringify(typed)}, not a number from 0 to 1.`,
    "Set it to the part of all traces that is kept, for instance 0.1, or leave it out for all.",
  );
  return 1;
}

/** `name=value,name=value`, the values percent-encoded where they need it. */
function readHeaders(reader: SettingsReader): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const pair of (reader.secret("OTEL_EXPORTER_OTLP_HEADERS") ?? "").split(",")) {
    if (pair.trim() === "") continue;
    const [, name, value] = /^\s*([\w!#$%&'*+.^`|~-]+)\s*=(.*)$/.exec(pair) ?? [];
    const decoded = decode(value?.trim());
    if (name !== undefined && decoded !== null) headers[name] = decoded;
    else {
      // The value is left out of the message: it is a secret.
      reader.problem(
        "OTEL_EXPORTER_OTLP_HEADERS",
        "OTEL_EXPORTER_OTLP_HEADERS has a part that is no header.",
        "Write name=value, separated by commas; a comma inside a value as %2C.",
      );
    }
  }
  return headers;
}

function decode(value: string | undefined): string | null {
  try {
    return value === undefined ? null : decodeURIComponent(value);
  } catch {
    return null;
  }
}
