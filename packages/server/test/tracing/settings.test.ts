import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readEnvironment } from "../../src/environment.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tollgate-traces-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (env: Record<string, string>) => {
  const { config, problems } = readEnvironment({ GITHUB_TOKEN: "t", TOLLGATE_DATA_DIR: join(folder, "none"), ...env });
  return { traces: config.traces, settings: problems.map((problem) => problem.setting), problems };
};
const ON = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318" };

test("off unless a collector is named, and with OTEL_SDK_DISABLED in any case", () => {
  expect(read({}).traces).toBeNull();
  expect(read({ OTEL_TRACES_SAMPLER: "always_on", OTEL_EXPORTER_OTLP_HEADERS: "a=b" }).traces).toBeNull();
  expect(read({ ...ON, OTEL_SDK_DISABLED: "True" }).traces).toBeNull();
  expect(read({ ...ON, OTEL_SDK_DISABLED: "false" }).traces).not.toBeNull();
});

test.each([
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318" }, "http://collector:4318/v1/traces"],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: "https://collector/otlp/" }, "https://collector/otlp/v1/traces"],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://collector/traces" }, "http://collector/traces"],
  [{ ...ON, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://other/x" }, "http://other/x"],
])("%j sends to %s", (env, url) => {
  expect(read(env)).toMatchObject({ traces: { url, sampler: "parentbased_always_on", ratio: 1 }, settings: [] });
});

test("headers are decoded, and may stand in a file", () => {
  const headers = { "api-key": "a,b=c", "x-team": "gates" };
  const written = "api-key=a%2Cb=c, x-team = gates";
  expect(read({ ...ON, OTEL_EXPORTER_OTLP_HEADERS: written }).traces?.headers).toEqual(headers);
  const file = join(folder, "headers");
  writeFileSync(file, `${written}\n`);
  expect(read({ ...ON, OTEL_EXPORTER_OTLP_HEADERS_FILE: file }).traces?.headers).toEqual(headers);
});

test("a sampler and its ratio", () => {
  const env = { ...ON, OTEL_TRACES_SAMPLER: "parentbased_traceidratio", OTEL_TRACES_SAMPLER_ARG: "0.25" };
  expect(read(env).traces).toMatchObject({ sampler: "parentbased_traceidratio", ratio: 0.25 });
});

test.each([
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: "collector:4318" }, "OTEL_EXPORTER_OTLP_ENDPOINT"],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "grpc://collector:4317" }, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"],
  [{ ...ON, OTEL_TRACES_SAMPLER: "always" }, "OTEL_TRACES_SAMPLER"],
  [{ ...ON, OTEL_TRACES_SAMPLER_ARG: "2" }, "OTEL_TRACES_SAMPLER_ARG"],
  [{ ...ON, OTEL_TRACES_SAMPLER_ARG: "many" }, "OTEL_TRACES_SAMPLER_ARG"],
  [{ ...ON, OTEL_EXPORTER_OTLP_HEADERS: "hunter2" }, "OTEL_EXPORTER_OTLP_HEADERS"],
  [{ ...ON, OTEL_EXPORTER_OTLP_HEADERS: "key=%zz,a b=hunter2" }, "OTEL_EXPORTER_OTLP_HEADERS"],
])("%j is told, with no secret", (env, setting) => {
  const { settings, problems } = read(env);
  expect(new Set(settings)).toEqual(new Set([setting]));
  expect(JSON.stringify(problems)).not.toContain("hunter2");
});
