/** A field of a schedule: what may stand in it. */
interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const FIELDS: readonly Field[] = [
  { name: "minute", least: 0, most: 59 },
  { name: "hour", least: 0, most: 23 },
  { name: "day of the month", least: 1, most: 31 },
  {
    name: "month",
    least: 1,
    most: 12,
    names: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
  },
  { name: "day of the week", least: 0, most: 6, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
];

export type Cron =
  /** The numbers that each field stands for, sorted. */
  | { readonly ok: true; readonly fields: readonly (readonly number[])[] }
  | { readonly ok: false; readonly message: string };

/** Reads a schedule as GitHub does: five fields, with lists, ranges, steps and names, without `L`, `W`, `#` or `@daily`. */
export function parseCron(text: string): Cron {
  const parts = text
    .trim()
    .split(/\s+/)
    .filter((part) => part !== "");
  if (parts.length !== FIELDS.length) {
    const names = FIELDS.map(({ name }) => name).join(", ");
    return { ok: false, message: `A schedule has 5 fields (${names}), this one has ${parts.length}.` };
  }
  const fields: number[][] = [];
  for (const [index, field] of FIELDS.entries()) {
    const numbers = numbersOf(parts[index] ?? "", field);
    if (typeof numbers === "string") return { ok: false, message: numbers };
    fields.push(numbers);
  }
  return { ok: true, fields };
}

/** The least number of minutes between two runs of a schedule on a day on which it runs. */
export function shortestInterval(fields: readonly (readonly number[])[]): number {
  const [minutes = [], hours = []] = fields;
  const times = hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute));
  const [first = 0] = times;
  const gaps = times.map((time, index) => (times[index + 1] ?? first + 24 * 60) - time);
  return Math.min(...gaps);
}

/** Days of each month; of February those of a leap year. */
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether there is a day on which a schedule runs: days of the week make up for those of the month. */
export function hasDate(fields: readonly (readonly number[])[]): boolean {
  const [, , days = [], months = [], weekdays = []] = fields;
  if (weekdays.length < 7) return true;
  return months.some((month) => days.some((day) => day <= (DAYS[month - 1] ?? 0)));
}

function numbersOf(text: string, field: Field): number[] | string {
  const found = new Set<number>();
  for (const part of text.split(",")) {
    const [range = "", step, ...rest] = part.split("/");
    const every = step === undefined ? 1 : /^\d+$/.test(step) ? Number(step) : 0;
    if (rest.length > 0 || every === 0) return `"${part}" is no step of the field ${field.name}: write */5 or 0-30/5.`;
    const ends = endsOf(range, step !== undefined, field);
    if (typeof ends === "string") return ends;
    for (let number = ends[0]; number <= ends[1]; number += every) found.add(number);
  }
  return [...found].sort((a, b) => a - b);
}

function endsOf(range: string, stepped: boolean, field: Field): [number, number] | string {
  if (range === "*") return [field.least, field.most];
  const [from = "", to, ...rest] = range.split("-");
  const start = numberOf(from, field);
  // `5/10` means from 5 on.
  const end = to === undefined ? (stepped ? field.most : start) : numberOf(to, field);
  if (rest.length > 0 || start === undefined || end === undefined) {
    const names = field.names === undefined ? "" : ` or a name such as ${field.names[1]?.toUpperCase()}`;
    return `"${range}" cannot stand in the field ${field.name}: write a number from ${field.least} to ${field.most}${names}, a range or *.`;
  }
  if (start > end) return `The range "${range}" of the field ${field.name} ends before it begins.`;
  return [start, end];
}

function numberOf(text: string, { least, most, names }: Field): number | undefined {
  const named = names?.indexOf(text.toLowerCase()) ?? -1;
  if (named >= 0) return named + least;
  if (!/^\d+$/.test(text)) return undefined;
  const number = Number(text);
  return number >= least && number <= most ? number : undefined;
}
