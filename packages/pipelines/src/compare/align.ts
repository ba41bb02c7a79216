import { canonicalVariables } from "../model/canonical.ts";
import type { Job, Step } from "../model/pipeline.ts";

/** Two lists side by side: what corresponds, and what is only in one of them. */
export interface Alignment<Item> {
  readonly pairs: readonly (readonly [Item, Item])[];
  readonly onlyOld: readonly Item[];
  readonly onlyNew: readonly Item[];
}

/** Steps of two jobs in one order. `moved` corresponds too, but runs at another place. */
export interface StepAlignment extends Alignment<Step> {
  readonly moved: readonly (readonly [Step, Step])[];
}

// How much it speaks for two steps being one; only the order of these matters.
const SAME_WORK = 8;
const SAME_ID = 6;
const SAME_ACTION = 5;
const SAME_NAME = 4;
const ALIKE = 3;

/** What identifies a step, worked out once. */
interface Profile {
  /** What it does, without its settings; two steps with the same do the same. */
  readonly work: string;
  readonly kind: Step["work"]["kind"];
  readonly action: string | undefined;
  readonly inputs: string;
  readonly id: string | undefined;
  readonly name: string | undefined;
  /** Of a command; its lines where it is long. */
  readonly words: readonly string[];
  /** Everything about it that is not its place. */
  readonly whole: string;
}

/** @param rename says a text of the new side in the names of the old one */
function profileOf(step: Step, rename: (text: string) => string): Profile {
  const { work } = step;
  const isAction = work.kind === "action";
  const named = (text: string) => rename(text).replaceAll(EXPANDED_STEP, "steps.$1");
  const command = work.kind === "run" ? named(work.command.text) : "";
  return {
    work: work.kind === "run" ? `run ${command}` : isAction ? `uses ${work.reference.text.toLowerCase()}` : "",
    kind: work.kind,
    action: isAction ? work.action : undefined,
    inputs: isAction ? named(canonicalVariables(work.inputs)) : "",
    id: step.id === undefined ? undefined : lastOf(step.id),
    name: step.name?.text,
    words: work.kind === "run" ? wordsOf(command) : [],
    whole: named(wholeOf(step)),
  };
}

/** A step of an expanded action; which one it is on the other side is what is being looked for. */
const EXPANDED_STEP = /\bsteps\['(?:[^']*\/)?([A-Za-z_][\w-]*)'\]/g;

function wholeOf({ work, condition, env, continueOnError, timeout, name, others }: Step): string {
  const texts =
    work.kind === "run"
      ? [work.command.text, work.shell?.text, work.workingDirectory?.text]
      : work.kind === "action"
        ? [work.reference.text, canonicalVariables(work.inputs)]
        : [];
  const settings = [continueOnError?.text, timeout?.text, canonicalVariables(env), canonicalVariables(others)];
  return JSON.stringify([work.kind, name?.text, condition.text, ...texts, ...settings]);
}

function likeness(old: Profile, now: Profile): number {
  const name = old.name !== undefined && old.name === now.name;
  const id = old.id !== undefined && old.id === now.id;
  const more =
    (name ? 1 : 0) + (id ? 1 : 0) + (old.inputs === now.inputs ? 0.5 : 0) + (old.whole === now.whole ? 2 : 0);
  if (old.work !== "" && old.work === now.work) return SAME_WORK + more;
  if (id) return SAME_ID + more;
  if (old.action !== undefined && old.action === now.action) return SAME_ACTION + more;
  if (name) return SAME_NAME + more;
  if (old.kind !== "run" || now.kind !== "run") return 0;
  return shared(old.words, now.words) >= 0.5 ? ALIKE : 0;
}

function wordsOf(command: string): string[] {
  const lines = command.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
  return lines.length > 10 ? lines : lines.flatMap((line) => line.split(/\s+/));
}

/** How much of two lists is in both, from 0 to 1; below a half, at most that. */
function shared(left: readonly string[], right: readonly string[]): number {
  const most = (2 * Math.min(left.length, right.length)) / Math.max(1, left.length + right.length);
  if (most < 0.5) return most;
  const rest = new Map<string, number>();
  for (const item of right) rest.set(item, (rest.get(item) ?? 0) + 1);
  let both = 0;
  for (const item of left) {
    const unmatched = rest.get(item) ?? 0;
    if (unmatched > 0) both++;
    rest.set(item, unmatched - 1);
  }
  return left.length + right.length === 0 ? 0 : (2 * both) / (left.length + right.length);
}

function lastOf(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

/** A step with what identifies it. */
interface Profiled {
  readonly step: Step;
  readonly profile: Profile;
}

/**
 * Aligns steps so that the likeness of what corresponds is as great as it can be in one order.
 * @param rename says a text of the new side in the names of the old one
 */
export function alignSteps(
  oldSteps: readonly Step[],
  newSteps: readonly Step[],
  rename: (text: string) => string,
): StepAlignment {
  const old = oldSteps.map((step): Profiled => ({ step, profile: profileOf(step, (text) => text) }));
  const now = newSteps.map((step): Profiled => ({ step, profile: profileOf(step, rename) }));
  const head = runOfSame(old, now);
  const tail = runOfSame(old.slice(head).reverse(), now.slice(head).reverse());
  const middle = alignMiddle(old.slice(head, old.length - tail), now.slice(head, now.length - tail));
  const byWork = Map.groupBy(middle.onlyNew, ({ profile }) => profile.work);
  const moved: [Step, Step][] = [];
  const onlyOld = middle.onlyOld.filter(({ step, profile }) => {
    const found = profile.work === "" ? undefined : byWork.get(profile.work)?.shift();
    if (found !== undefined) moved.push([step, found.step]);
    return found === undefined;
  });
  const movedTo = new Set(moved.map(([, step]) => step));
  const onlyNew = middle.onlyNew.filter(({ step }) => !movedTo.has(step));
  const same = (from: number, to: number, shift: number) =>
    old.slice(from, to).flatMap(({ step }, index): [Step, Step][] => {
      const other = now[from + shift + index];
      return other === undefined ? [] : [[step, other.step]];
    });
  const pairs = middle.pairs.map(([a, b]): [Step, Step] => [a.step, b.step]);
  return {
    pairs: [...same(0, head, 0), ...pairs, ...same(old.length - tail, old.length, now.length - old.length)],
    onlyOld: onlyOld.map(({ step }) => step),
    onlyNew: onlyNew.map(({ step }) => step),
    moved,
  };
}

/** How many from the beginning are the same in everything. */
function runOfSame(old: readonly Profiled[], now: readonly Profiled[]): number {
  const different = old.findIndex(({ profile }, index) => profile.whole !== now[index]?.profile.whole);
  return different < 0 ? old.length : different;
}

/** Steps further apart than this are not compared with each other: thousands of steps would take minutes. */
const FARTHEST = 50;

function alignMiddle(old: readonly Profiled[], now: readonly Profiled[]): Alignment<Profiled> {
  const width = now.length + 1;
  const like = new Float64Array(old.length * now.length);
  const best = new Float64Array((old.length + 1) * width);
  const at = (i: number, j: number) => best[i * width + j] ?? 0;
  const likeAt = (i: number, j: number) => like[i * now.length + j] ?? 0;
  const slope = now.length / Math.max(1, old.length);
  const far = FARTHEST * Math.max(1, slope);
  for (let i = old.length - 1; i >= 0; i--) {
    const last = Math.min(now.length - 1, Math.ceil(i * slope + far));
    for (let j = last; j >= Math.max(0, Math.floor(i * slope - far)); j--) {
      const a = old[i];
      const b = now[j];
      const score = a === undefined || b === undefined ? 0 : likeness(a.profile, b.profile);
      like[i * now.length + j] = score;
      const paired = score > 0 ? at(i + 1, j + 1) + score : 0;
      best[i * width + j] = Math.max(paired, at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: [Profiled, Profiled][] = [];
  const onlyOld: Profiled[] = [];
  const onlyNew: Profiled[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [a, b] = [old[i], now[j]];
    if (a !== undefined && b !== undefined && likeAt(i, j) > 0 && at(i, j) === at(i + 1, j + 1) + likeAt(i, j)) {
      pairs.push([a, b]);
      i++;
      j++;
    } else if (a !== undefined && (b === undefined || at(i, j) === at(i + 1, j))) {
      onlyOld.push(a);
      i++;
    } else {
      if (b !== undefined) onlyNew.push(b);
      j++;
    }
  }
  return { pairs, onlyOld, onlyNew };
}

/** Jobs that are this alike are one job under two ids. Most jobs begin alike: that must not be enough. */
const RENAMED = 0.75;
const MOST_RENAMED = 100;

/** Aligns jobs by id, then by the last part of an expanded id, then by what they do. */
export function alignJobs(old: readonly Job[], now: readonly Job[]): Alignment<Job> {
  const pairs: [Job, Job][] = [];
  const olds = new Set(old);
  const news = new Set(now);
  const pair = (a: Job, b: Job) => {
    pairs.push([a, b]);
    olds.delete(a);
    news.delete(b);
  };
  const ids = new Map(now.map((job) => [job.id, job]));
  for (const job of old) {
    const same = ids.get(job.id);
    if (same !== undefined && news.has(same)) pair(job, same);
  }
  for (const job of [...olds]) {
    const named = [...news].filter(({ id }) => lastOf(id) === lastOf(job.id));
    const [only] = named;
    if (only !== undefined && named.length === 1) pair(job, only);
  }
  // Of very many it is not worth the time.
  const weigh = (jobs: ReadonlySet<Job>) =>
    [...jobs].slice(0, MOST_RENAMED).map((job) => ({ job, weight: weightOf(job) }));
  const weighed = weigh(news);
  const candidates = weigh(olds)
    .flatMap((a) => weighed.map((b) => ({ a: a.job, b: b.job, score: shared(a.weight, b.weight) })))
    .filter(({ score }) => score >= RENAMED)
    .sort((x, y) => y.score - x.score);
  for (const { a, b } of candidates) if (olds.has(a) && news.has(b)) pair(a, b);
  const order = new Map(old.map((job, index) => [job, index]));
  pairs.sort(([a], [b]) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  return { pairs, onlyOld: [...olds], onlyNew: [...news] };
}

/** What a job does. Commands tell jobs apart; checking out and setting up is the same in most. */
function weightOf({ call, steps }: Job): string[] {
  if (call !== undefined) return [`call ${call.reference.text}`];
  return steps.flatMap((step) => Array<string>(step.work.kind === "run" ? 4 : 1).fill(profileOf(step, String).work));
}
