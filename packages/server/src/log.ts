import { type Logger, pino, stdTimeFunctions } from "pino";

export type Log = Logger;

const LEVELS: Readonly<Record<number, readonly [string, string]>> = {
  10: ["trace", "2"],
  20: ["debug", "2"],
  30: ["info", "32"],
  40: ["warn", "33"],
  50: ["error", "31"],
  60: ["fatal", "31"],
};
/** Fields that every line has, and that say nothing to a person. */
const USUAL = new Set(["level", "time", "server", "msg", "err", "reqId"]);

/**
 * The log on standard error, or in a file: JSON lines for machines, one compact line each for people.
 * Values that could be secrets are taken out whatever they are logged under.
 */
export function createLog(options: {
  readonly level: string;
  readonly people: boolean;
  readonly colour: boolean;
  /** Added to; always JSON lines. */
  readonly file?: string | undefined;
}): Log {
  const settings = {
    level: options.level,
    // Not pino's `pid`: parts of the server log other processes' ids under that name.
    base: { server: process.pid },
    timestamp: stdTimeFunctions.isoTime,
    redact: {
      paths: ["req.headers.authorization", "req.headers.cookie", "headers.authorization", "headers.cookie", "token"],
      censor: "[redacted]",
    },
  };
  // Written at once: what was logged last before a crash is what one needs.
  if (options.file !== undefined) return pino(settings, pino.destination({ dest: options.file, sync: true }));
  if (!options.people) return pino(settings, pino.destination({ dest: 2, sync: true }));
  return pino(settings, { write: (line: string) => process.stderr.write(humanLine(line, options.colour)) });
}

/** `12:01:59 warn  GitHub is away, trying again (attempt 3)` */
export function humanLine(json: string, colour: boolean): string {
  const line = JSON.parse(json) as Record<string, unknown>;
  const [level, code] = LEVELS[Number(line.level)] ?? ["log", "0"];
  const paint = (ansi: string, text: string) => (colour ? `\u001b[${ansi}m${text}\u001b[0m` : text);
  const fields = Object.entries(line)
    .filter(([key, value]) => !USUAL.has(key) && value !== undefined && value !== null)
    .map(([key, value]) => harmless(`${key}=${typeof value === "object" ? JSON.stringify(value) : String(value)}`));
  const failure = line.err as { message?: string; stack?: string } | undefined;
  const time = new Date(String(line.time)).toTimeString().slice(0, 8);
  let text = `${paint("2", time)} ${paint(code, level.padEnd(5))} ${harmless(String(line.msg ?? ""))}`;
  if (fields.length > 0) text += ` ${paint("2", fields.join(" "))}`;
  if (failure?.message && !text.includes(failure.message)) text += `: ${harmless(failure.message)}`;
  return `${text}\n`;
}

/** Other people's text stands in log lines too: no escape sequence of theirs reaches the terminal. */
function harmless(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "\ufffd");
}
