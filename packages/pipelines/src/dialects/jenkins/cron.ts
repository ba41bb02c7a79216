/** The least and the greatest number of each field of a schedule. */
const FIELDS = [
  ["minute", 0, 59],
  ["hour", 0, 23],
  ["day of the month", 1, 31],
  ["month", 1, 12],
  ["day of the week", 0, 7],
] as const;

const ALIAS = /^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)$/;
const PART = /^(?:(\*)|(\d+)(?:-(\d+))?|(H)(?:\((\d+)-(\d+)\))?)(?:\/(\d+))?$/;

/**
 * What is wrong with a schedule of Jenkins: lines of five fields, with `H` for a number that Jenkins spreads.
 * Source: https://www.jenkins.io/doc/book/pipeline/syntax/#cron-syntax
 */
export function jenkinsCronFault(text: string): string | undefined {
  const lines = text.split("\n").map((line) => line.trim());
  for (const line of lines) {
    if (line === "" || line.startsWith("#") || /^TZ=\S+$/.test(line) || ALIAS.test(line)) continue;
    const fields = line.split(/\s+/);
    if (fields.length !== FIELDS.length)
      return `A schedule has 5 fields (${FIELDS.map(([name]) => name).join(", ")}), or is an alias such as @daily; "${line}" has ${fields.length}.`;
    for (const [index, [name, least, most]] of FIELDS.entries()) {
      for (const part of (fields[index] ?? "").split(",")) {
        const found = PART.exec(part);
        const [from = least, to = most] = [found?.[2] ?? found?.[5], found?.[3] ?? found?.[6] ?? found?.[2]].map(
          (one) => (one === undefined ? undefined : Number(one)),
        );
        if (found === null || from < least || to > most || from > to || found[7] === "0")
          return `"${part}" cannot stand in the field ${name}: write a number from ${least} to ${most}, a range, *, H, or one of these with a step such as H/15.`;
      }
    }
  }
  return undefined;
}
