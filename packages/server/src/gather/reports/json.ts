import type { z } from "zod";
import { ReportError } from "./report.ts";

/** Parses and checks a JSON report. @throws ReportError with the place */
export function readJson<Schema extends z.ZodType>(text: string, schema: Schema): z.infer<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw new ReportError(placeOf(text, error instanceof Error ? error.message : ""));
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ReportError(`${issue === undefined ? "$" : pathOf(issue.path)}: ${issue?.message ?? "it is not valid"}`);
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => `${text}${typeof key === "number" ? `[${key}]` : `.${String(key)}`}`, "$");
}

/** V8 tells a position and quotes the text; a report may hold what must not be quoted. */
function placeOf(text: string, message: string): string {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position === undefined) return "line 1: it is no JSON document, or it is cut short";
  const before = text.slice(0, Number(position)).split("\n");
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: it is no JSON document`;
}
