import type { Outcome } from "@tollgate/core/vocabulary/outcome";
import { EXIT, type ExitCode } from "../failure.ts";
import { clean } from "./text.ts";

export type Format = "text" | "json";

const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;
export type Style = keyof typeof CODES;
export type Paint = (style: Style, text: string) => string;

/** Colour only for people: https://no-color.org and https://force-color.org before what the stream is. */
export function wantsColour(isTerminal: boolean, env: NodeJS.ProcessEnv = process.env): boolean {
  if (env.NO_COLOR) return false;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false";
  return isTerminal && env.TERM !== "dumb";
}

export function painter(colour: boolean): Paint {
  return (style, text) =>
    colour && text !== "" ? `\u001b[${CODES[style][0]}m${text}\u001b[${CODES[style][1]}m` : text;
}

export const paintOut: Paint = painter(wantsColour(process.stdout.isTTY === true));
export const paintErr: Paint = painter(wantsColour(process.stderr.isTTY === true));

/** Columns of the output; a file or a pipe has no edge. */
export function columns(): number {
  return process.stdout.isTTY ? Math.max(40, process.stdout.columns || 80) : Number.POSITIVE_INFINITY;
}

export function print(text: string): void {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** A line beside the result: progress, advice. On standard error, so that the result can be piped. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** A reader that stops early (`| head`) is no failure of ours. */
export function survivesClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(process.exitCode ?? EXIT.fine);
      throw error;
    });
  }
}

/** Sets how the process will end once its output is written; `process.exit` would cut a pipe short. */
export function endWith(code: ExitCode): void {
  process.exitCode = code;
}

const OUTCOME_SIGNS: Readonly<Record<Outcome, readonly [string, Style]>> = {
  pass: ["✓", "green"],
  fail: ["✗", "red"],
  error: ["!", "red"],
  pending: ["…", "yellow"],
  skip: ["-", "dim"],
};

export function outcomeSign(outcome: Outcome, paint: Paint = paintOut): string {
  const [sign, style] = OUTCOME_SIGNS[outcome];
  return paint(style, sign);
}

/** One problem for people: what, then what to do. */
export function problemLines(message: string, remedy: string, paint: Paint = paintErr): string {
  const what = `${paint("red", "error:")} ${clean(message)}`;
  return remedy === "" ? what : `${what}\n  ${paint("cyan", "→")} ${clean(remedy)}`;
}
