import { RE2JS, RE2JSException } from "re2js";
import { z } from "zod";

/** Longer patterns are no patterns any more, and their compilation costs more than their search. */
const MAX_PATTERN_LENGTH = 500;

/**
 * A regular expression that a user wrote, in RE2's syntax: it runs in linear time whatever the text, so a pull
 * request cannot stop the gate with a clever title. Back-references and look-arounds do not exist there.
 */
export const patternSchema = z
  .string()
  .min(1)
  .max(MAX_PATTERN_LENGTH)
  .superRefine((source, context) => {
    const reason = compile(source);
    if (reason !== null) context.addIssue({ code: "custom", message: reason });
  })
  // No `format: regex`: by that, editors mean JavaScript's syntax, and would refuse "(?i)".
  .meta({ description: "A regular expression in RE2 syntax, found anywhere in the text." });

/** Why a pattern does not compile, in words that say what to write instead; null when it does. */
function compile(source: string): string | null {
  try {
    RE2JS.compile(source);
    return null;
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    const lookAround = /\(\?(?:[=!]|<[=!])/.test(source) || /\\[1-9]/.test(source);
    return lookAround
      ? `${error.message}; patterns are RE2: write it without look-around ("(?=", "(?!") and back-references ("\\1")`
      : `${error.message}; write a regular expression in RE2 syntax, e.g. "[A-Z]{2,10}-[0-9]+"`;
  }
}

/** The first text that the pattern finds, or null. The pattern has passed {@link patternSchema}. */
export function findPattern(source: string, text: string): string | null {
  const matcher = RE2JS.compile(source).matcher(text);
  return matcher.find() ? (matcher.group() ?? "") : null;
}
