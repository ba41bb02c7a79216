import type { Action, Job, Step, Workflow } from "../dialects/github/workflow.ts";
import { entryOf, type YamlMapping, type YamlNode, type YamlScalar } from "../source/tree.ts";
import { ACTION_AVAILABILITY, type Availability, WORKFLOW_AVAILABILITY } from "./availability.ts";
import { type Embedded, embeddedIn } from "./embedded.ts";
import { type Parsed, parseExpression } from "./parse.ts";

/** An expression in a workflow or an `action.yml`, and where it stands. */
export interface ExpressionSite {
  /**
   * The key by GitHub's table of context availability: `jobs.<job_id>.steps.run`, `run-name`, `concurrency`, ... For
   * keys where no expression is allowed, the path of the key.
   */
  readonly key: string;
  /** What may be used there; undefined where no expression is allowed. */
  readonly availability: Availability | undefined;
  /** The keys from the root, without the places in sequences: `jobs`, `build`, `steps`, `run`. */
  readonly path: readonly string[];
  readonly scalar: YamlScalar;
  readonly embedded: Embedded;
  /** Whether the scalar is this expression and nothing else, white space aside. */
  readonly whole: boolean;
  /** Whether it stands in the key of a mapping. */
  readonly inKey: boolean;
  /** Whether it is the text of an `if:` without `${{ }}` around it. */
  readonly bare: boolean;
  readonly job?: Job;
  readonly step?: Step;
  /** The place of the step among those of its job or action. */
  readonly stepIndex?: number;
  /** Its tree or its fault. */
  readonly parsed: Parsed;
}

/** Every expression of a workflow, in the order of the text (of what an alias refers to, at the alias). */
export function sitesOf(workflow: Workflow): readonly ExpressionSite[] {
  const collector = new Collector(true);
  for (const { key, value } of workflow.root?.entries ?? []) {
    if (key.text !== "jobs" || value.kind !== "mapping") collector.entry(key, value, WORKFLOW, undefined, {});
    else jobSites(collector, value, workflow.jobs);
  }
  return collector.sites;
}

/** Every expression of an `action.yml` at the keys where they are evaluated. */
export function actionSitesOf(action: Action): readonly ExpressionSite[] {
  const collector = new Collector(false);
  const runs = ACTION.below("runs");
  const path: Path = { above: undefined, name: "runs" };
  for (const { key, value } of action.root?.entries ?? []) {
    if (key.text !== "runs" || value.kind !== "mapping") collector.entry(key, value, ACTION, undefined, {});
    else {
      for (const entry of value.entries) {
        if (entry.key.text === "steps") {
          stepSites(collector, entry.value, action.steps, runs, { above: path, name: "steps" }, {});
        } else collector.entry(entry.key, entry.value, runs, path, {});
      }
    }
  }
  return collector.sites;
}

function jobSites(collector: Collector, jobs: YamlMapping, known: readonly Job[]): void {
  const byKey = new Map(known.map((job) => [job.key, job]));
  const above: Path = { above: undefined, name: "jobs" };
  for (const { key, value } of jobs.entries) {
    const job = byKey.get(key);
    const path: Path = { above, name: key.text };
    const place = WORKFLOW.below("jobs")?.below(key.text);
    if (job === undefined || value.kind !== "mapping") {
      collector.entry(key, value, WORKFLOW.below("jobs"), above, {});
      continue;
    }
    for (const entry of value.entries) {
      if (entry.key.text === "steps") {
        stepSites(collector, entry.value, job.steps, place, { above: path, name: "steps" }, { job });
      } else collector.entry(entry.key, entry.value, place, path, { job });
    }
  }
}

/** @returns how many of the known steps have passed: those of a `parallel` stand among the others */
function stepSites(
  collector: Collector,
  list: YamlNode,
  steps: readonly Step[],
  parent: Place | undefined,
  path: Path | undefined,
  within: Within,
  passed = 0,
): number {
  const place = parent?.below("steps");
  if (list.kind !== "sequence") {
    collector.node(list, place, path, within);
    return passed;
  }
  let stepIndex = passed;
  for (const { value } of list.items) {
    const parallel = entryOf(value, "parallel");
    if (parallel !== undefined) {
      stepIndex = stepSites(collector, parallel.value, steps, parent, path, within, stepIndex);
      continue;
    }
    const step = value.kind === "mapping" ? steps[stepIndex] : undefined;
    collector.node(value, place, path, step === undefined ? within : { ...within, step, stepIndex });
    if (value.kind === "mapping") stepIndex++;
  }
  return stepIndex;
}

/** The keys that lead to a place, the last one first: most places have no expression, and nobody asks for their path. */
interface Path {
  readonly above: Path | undefined;
  readonly name: string;
}

function namesOf(path: Path | undefined): string[] {
  const names: string[] = [];
  for (let at = path; at !== undefined; at = at.above) names.push(at.name);
  return names.reverse();
}

interface Within {
  readonly job?: Job;
  readonly step?: Step;
  readonly stepIndex?: number;
}

/** A key of the table, or one that leads to some. */
class Place {
  /** The key of the table that covers it; empty where none does. */
  readonly key: string;
  readonly availability: Availability | undefined;
  readonly #below = new Map<string, Place>();

  constructor(key: string, availability: Availability | undefined) {
    this.key = key;
    this.availability = availability;
  }

  static tableOf(table: Readonly<Record<string, Availability>>): Place {
    const root = new Place("", undefined);
    // Keys that lead to longer ones come first, so that what lies between inherits from them.
    const keys = Object.keys(table).sort((a, b) => a.length - b.length);
    for (const key of keys) root.#add(key, table[key]);
    return root;
  }

  #add(key: string, availability: Availability | undefined): void {
    const names = key.split(".");
    let place: Place = this;
    for (const [index, name] of names.entries()) {
      const slot = name.startsWith("<") ? "" : name;
      const last = index === names.length - 1;
      const next =
        place.#below.get(slot) ?? (last ? new Place(key, availability) : new Place(place.key, place.availability));
      place.#below.set(slot, next);
      place = next;
    }
  }

  /** The entry for a key below; undefined where the table has nothing longer. */
  below(name: string): Place | undefined {
    return this.#below.get(name) ?? this.#below.get("");
  }
}

const WORKFLOW = Place.tableOf(WORKFLOW_AVAILABILITY);
const ACTION = Place.tableOf(ACTION_AVAILABILITY);

class Collector {
  readonly sites: ExpressionSite[] = [];
  /** Whether expressions at keys where none is allowed are told as well. */
  readonly #everywhere: boolean;

  constructor(everywhere: boolean) {
    this.#everywhere = everywhere;
  }

  node(node: YamlNode, place: Place | undefined, path: Path | undefined, within: Within): void {
    if (node.kind === "mapping") {
      for (const { key, value } of node.entries) this.entry(key, value, place, path, within);
    } else if (node.kind === "sequence") {
      for (const { value } of node.items) this.node(value, place, path, within);
    } else this.#scalar(node, place, path, within, false);
  }

  entry(key: YamlScalar, value: YamlNode, place: Place | undefined, path: Path | undefined, within: Within): void {
    // What is merged in (`<<`) stands where the merge stands.
    if (key.text === "<<") {
      this.node(value, place, path, within);
      return;
    }
    this.#scalar(key, place, path, within, true);
    const below = place?.below(key.text) ?? (place?.availability === undefined ? undefined : place);
    this.node(value, below, { above: path, name: key.text }, within);
  }

  #scalar(scalar: YamlScalar, place: Place | undefined, at: Path | undefined, within: Within, inKey: boolean): void {
    const { text } = scalar;
    const hasMark = text.includes("${{");
    const isCondition = !inKey && place?.key.endsWith("if") === true && at?.name.endsWith("if") === true;
    if (!hasMark && !(isCondition && scalar.value !== null && text.trim() !== "")) return;
    const availability = place?.availability;
    if (availability === undefined && !this.#everywhere) return;
    const path = namesOf(at);
    const key = availability === undefined || place === undefined ? path.join(".") : place.key;
    const found: readonly Embedded[] = hasMark
      ? embeddedIn(text)
      : [{ start: 0, end: text.length, source: text, at: 0, closed: true }];
    const trimmed = text.trim();
    for (const embedded of found) {
      const whole = !hasMark || (found.length === 1 && embedded.end - embedded.start === trimmed.length);
      if (inKey && whole && INSERT.test(embedded.source)) continue;
      this.sites.push({
        key,
        availability,
        path,
        scalar,
        embedded,
        whole,
        inKey,
        bare: !hasMark,
        ...within,
        get parsed() {
          return parseExpression(embedded.source);
        },
      });
    }
  }
}

/** As a whole key it is no expression but a directive: the mapping at its value is put in here. */
const INSERT = /^\s*insert\s*$/;
