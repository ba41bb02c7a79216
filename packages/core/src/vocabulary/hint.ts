import type { Check, FactKey, Review } from "./fact.ts";

/**
 * How new an object is, as far as its kind can tell. At least one of the three; a hint with none of them is settled by
 * time alone. See I4: a read may be older than the hint that caused it.
 */
export interface Version {
  /** Numbers that only grow, compared left to right: `[runId, statusRank]`. */
  readonly order?: readonly number[];
  /** ISO 8601 time of the object's last change, often in whole seconds: equal does not prove newer. */
  readonly at?: string;
  /** The time that a read showed, where `at` is later since it is proven otherwise ({@link confirmed}). */
  readonly shownAt?: string;
  /** A canonical text of the state; equal means that exactly this state was seen. `absent` for a deleted object. */
  readonly value?: string;
  /** There is nothing to wait for: any read that began after the receipt will do ("look again" buttons). */
  readonly anyRead?: true;
}

/**
 * The one part of a fact that a delivery tells in full. It is provisional: it tells whether a read could change anything,
 * and is never taken for a read.
 */
export type Announced =
  | { readonly fact: "checks"; readonly value: Check }
  | {
      readonly fact: "reviews";
      readonly value: Review;
      /** What may have changed with it and is not told: a review may begin conversations. */
      readonly besides?: readonly FactKey[];
    };

/** What a delivery says about one object. A hint may close a gate; only a read opens one. */
export interface Hint {
  /** `pull`, `head`, `review:12`, `check:15368/build`, `status:ci/x`, `comment:9`, `rules`, `policy`, `group`, ... */
  readonly object: string;
  readonly version: Version;
  /** Whether it can make things worse. `unknown` withholds success just as `yes` does. */
  readonly closing: "yes" | "no" | "unknown";
  /** Facts whose last read value it puts in doubt. Gates that read them cannot pass until a read shows this version. */
  readonly facts: readonly FactKey[];
  /** What it announces, for people: "approval by ada dismissed". */
  readonly says: string;
  /** The outcome that a doubtful gate takes meanwhile. Default `pending`. */
  readonly outcome?: "fail" | "pending";
  /** The commit that it is about, where it is about one: it says nothing about a change that has another head by now. */
  readonly commit?: string;
  /** What a read that shows this version would find in place of the object; only where nothing else can differ. */
  readonly shows?: Announced;
}

/** A hint as it was stored. */
export interface ReceivedHint extends Hint {
  readonly seq: number;
  /** ISO 8601, by the database's clock. */
  readonly receivedAt: string;
  readonly deliveryId: string | null;
}

/** Hints whose version cannot be compared are taken as seen by a read that began this long after their receipt. */
export const BLIND_HINT_MS = 10_000;
/** A hint about a commit that is not the head any more: how old a read may be that still shows the head before it. */
export const OTHER_HEAD_MS = 5_000;
/** A versioned hint that no read ever shows (the object is gone) stops being waited for after this. */
export const LOST_HINT_MS = 120_000;

/** How long after a read another one may still be answered with what was before it. */
export const STALE_READ_MS = 10_000;

/** What a read saw: for every object it read, the version. */
export type SeenVersions = Readonly<Record<string, Version>>;

/** What a read found, as far as hints are settled by it. */
export interface Sight {
  readonly seen: SeenVersions;
  /** ISO 8601, by the clock of `receivedAt`. */
  readonly startedAt: string;
  readonly headSha: string;
}

/**
 * A read, with each object's version as late as it is proven. What shows a state of some time, and was announced (or seen
 * before) in the same state at a later one, was in that state then, though the copy that answered is older. Without it
 * nothing would tell, when what lay between the two comes late and a copy still shows it, that it is long past: a pull
 * request that was closed and opened again would stay closed.
 * @param before the read before, if there was one
 */
export function confirmed<S extends Pick<Sight, "seen">>(
  read: S,
  hints: readonly Hint[],
  before: Pick<Sight, "seen"> | null = null,
): S {
  const later: Record<string, Version> = {};
  const told = hints.map(({ object, version }) => [object, version] as const);
  for (const [object, version] of [...told, ...Object.entries(before?.seen ?? {})]) {
    const seen = later[object] ?? read.seen[object];
    if (seen?.at === undefined || version.at === undefined || !isSameLater(version, seen)) continue;
    later[object] = { ...seen, at: version.at, shownAt: seen.shownAt ?? seen.at };
  }
  return Object.keys(later).length === 0 ? read : { ...read, seen: { ...read.seen, ...later } };
}

/** Whether one is the state that the other is, at a later time. */
export function isSameLater(one: Version, other: Version): boolean {
  if (one.order !== undefined || other.order !== undefined) return false;
  if (one.value === undefined || one.value !== other.value) return false;
  return one.at !== undefined && other.at !== undefined && Date.parse(one.at) > Date.parse(other.at);
}

/** The hints that a read does not show yet: they keep their subject dirty, and closing ones keep it closed. */
export function unsettledBy({ seen, startedAt, headSha }: Sight, hints: readonly ReceivedHint[]): ReceivedHint[] {
  const deleted = new Set(
    hints.filter(({ object, version }) => version.value === "absent" && !(object in seen)).map(({ object }) => object),
  );
  return hints.filter((hint) => {
    if (settles(seen, startedAt, hint)) return false;
    // What was told of an object before it was deleted no read will ever show: ids are not given twice.
    if (deleted.has(hint.object)) return false;
    if (isSuperseded(seen, hint)) return false;
    // Nor will a read of one head show the checks of another. Only the read may be the older of the two.
    const elsewhere = hint.commit !== undefined && hint.commit !== headSha;
    return !(elsewhere && Date.parse(startedAt) - Date.parse(hint.receivedAt) >= OTHER_HEAD_MS);
  });
}

/**
 * Whether a read leaves out the check that a hint is about, and shows a newer one of its name: ids grow, so who knows the
 * newer one knows of the other too, and does not count it any more (`check:15368/build#7`, the last number is its suite).
 */
function isSuperseded(seen: SeenVersions, { object, version }: Hint): boolean {
  const { order } = version;
  if (!object.startsWith("check:") || order === undefined || object in seen) return false;
  const name = object.slice(0, object.lastIndexOf("#") + 1);
  if (name === "") return false;
  return Object.entries(seen).some(
    ([other, shown]) => other.startsWith(name) && shown.order !== undefined && (shown.order[0] ?? 0) > (order[0] ?? 0),
  );
}

/**
 * Whether a read shows what the hint announced, or something newer.
 * @param startedAt ISO 8601 time at which the read began, by the same clock as `receivedAt`
 */
export function settles(seen: SeenVersions, startedAt: string, hint: ReceivedHint): boolean {
  const age = Date.parse(startedAt) - Date.parse(hint.receivedAt);
  if (age >= LOST_HINT_MS) return true;
  if (hint.version.anyRead === true) return age >= 0;
  const comparison = compare(seen[hint.object], hint.version);
  if (comparison === "newer-or-same") return true;
  return comparison === "incomparable" && age >= BLIND_HINT_MS;
}

/**
 * What a read is against one that began before it: a forge answers from copies, and one may lag behind another. `stale`:
 * it shows less, or something that was not there and that nobody announced; what the earlier read had settled would be
 * forgotten for good by it, since nothing announces it again. `unsure`: it shows something else, and which of the two is
 * the newer nobody can tell; it counts, and once no copy can lag any more ({@link STALE_READ_MS}) another has to follow.
 * After that time every read is `fresh`: something is gone that nobody told us of.
 * @param hints what says of an object that it is gone makes its absence no news
 */
export function freshness(read: Sight, before: Sight, hints: readonly Hint[]): "stale" | "unsure" | "fresh" {
  if (Date.parse(read.startedAt) - Date.parse(before.startedAt) >= STALE_READ_MS) return "fresh";
  const objects = Object.keys({ ...before.seen, ...read.seen }).filter((object) => {
    // Another head has other checks and statuses; whether it is the newer head, the pull request itself tells.
    if (read.headSha !== before.headSha) return object === "pull";
    // A merge group ends without a word about its changes, and the policy's commit is no part of what the forge read.
    return !object.startsWith("group:") && !object.startsWith("policy:");
  });
  const shown = Object.values(before.seen).map(({ shownAt, at = "" }) => shownAt ?? at);
  const newest = shown.sort().at(-1) ?? "";
  const told = Map.groupBy(hints, ({ object }) => object);
  const each = objects.map((object) => {
    const said = (told.get(object) ?? []).map(({ version }) => version.value);
    const [seen, had] = [read.seen[object], before.seen[object]];
    if (had !== undefined) return changed(seen, had, said);
    // Of all that a change has only comments are ever taken away.
    return object.startsWith("comment:") ? appeared(seen, newest, said) : "fresh";
  });
  return each.find((one) => one === "stale") ?? each.find((one) => one === "unsure") ?? "fresh";
}

/**
 * Something that the read before did not show. Where that showed something newer it was there by then, and has been taken
 * away since: the later read is the older one. Only times of the forge are compared: its clock may not be ours.
 * @param newest the time of the newest object of the read before
 */
function appeared(seen: Version | undefined, newest: string, said: readonly (string | undefined)[]) {
  if (seen?.at === undefined || seen.at > newest) return "fresh";
  return seen.at === newest || said.some((value) => value !== "absent") ? "unsure" : "stale";
}

/** Something that the read before showed as well. */
function changed(seen: Version | undefined, had: Version, said: readonly (string | undefined)[]) {
  if (seen === undefined && said.includes("absent")) return "fresh";
  // A read shows what it shows: that it was so at a later time, too, `confirmed` says.
  if (seen !== undefined && isSameLater(had, seen)) return "fresh";
  const order = compare(seen, had);
  if (order !== "incomparable") return order === "older" ? "stale" : "fresh";
  if (seen?.value === had.value) return "fresh";
  // Two states of one second: the later read may be the older one, all the more where nobody announced what it shows.
  return seen?.at === undefined || said.includes(seen.value) ? "unsure" : "stale";
}

/** Which of two versions of one object is the newer, as far as their kind can tell; `seen` may not exist at all. */
export function compare(seen: Version | undefined, hinted: Version): "older" | "newer-or-same" | "incomparable" {
  if (hinted.order === undefined && hinted.at === undefined && hinted.value === undefined) return "incomparable";
  if (seen === undefined) return hinted.value === "absent" ? "newer-or-same" : "older";
  if (hinted.order !== undefined && seen.order !== undefined) {
    const difference = compareOrder(seen.order, hinted.order);
    if (difference !== 0) return difference > 0 ? "newer-or-same" : "older";
    // One place in the order and two states (a finished check may be given another conclusion): which is newer, nobody
    // can tell.
    const differ = hinted.value !== undefined && seen.value !== undefined && hinted.value !== seen.value;
    return differ ? "incomparable" : "newer-or-same";
  }
  // The state of the hint, of an earlier time: it may have been another between the two. See `confirmed`.
  if (isSameLater(hinted, seen)) return "older";
  if (hinted.value !== undefined && seen.value === hinted.value) return "newer-or-same";
  if (hinted.at !== undefined && seen.at !== undefined) {
    // What the copy itself showed: only a read opens, so what it does not show is not settled by another announcement.
    const difference = Date.parse(seen.shownAt ?? seen.at) - Date.parse(hinted.at);
    if (difference > 0) return "newer-or-same";
    if (difference < 0) return "older";
    // The same second and another state: the clock cannot tell which is newer.
    return hinted.value === undefined ? "newer-or-same" : "incomparable";
  }
  // A deletion is seen when the object is gone. Of other values nobody can tell which of two is newer.
  return hinted.value === "absent" ? "older" : "incomparable";
}

function compareOrder(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * Milliseconds until the next read of a subject whose hints a read did not show yet: 1, 2, 4, then 8 s; but at the
 * moment when the oldest of them can be taken as seen blindly, where that comes first.
 * @param now ISO 8601, by the clock of `receivedAt`
 */
export function rereadDelay(attempt: number, hints: readonly ReceivedHint[] = [], now = ""): number {
  const full = Math.min(8_000, 1_000 * 2 ** Math.max(0, attempt));
  const blind = hints
    .flatMap(({ receivedAt, commit }) => {
      const age = Date.parse(now) - Date.parse(receivedAt);
      return commit === undefined ? [BLIND_HINT_MS - age] : [BLIND_HINT_MS - age, OTHER_HEAD_MS - age];
    })
    .filter((wait) => wait > 0);
  return Math.min(full, ...blind);
}
