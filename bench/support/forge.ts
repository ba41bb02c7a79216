// A forge that answers from memory at once, with GitHub's real webhooks in front: what is measured is Tollgate alone.
import type { Sibling } from "@tollgate/core/change/reading";
import { type Check, known } from "@tollgate/core/vocabulary/fact";
import type { Outcome } from "@tollgate/core/vocabulary/outcome";
import type { EvidenceReader, Forge, ObservedContext } from "@tollgate/providers/forge";
import { gitHubWebhooks } from "@tollgate/providers/github/webhook";
import { SECRET } from "./payloads.ts";
import { changeOf, headOf, numberOf, readingAfter, repositories, repositoryOf } from "./script.ts";

const APP = 4242;

/** How a delivery names the change and the step it tells of: `12.340`; anything else tells of none. */
export function deliveryId(change: number, step: number): string {
  return `${change}.${step}`;
}

/** The place that an id names; null for one of another kind. */
export function placeOf(id: string): { readonly change: number; readonly step: number } | null {
  const found = /^(\d+)\.(\d+)$/.exec(id);
  return found === null ? null : { change: Number(found[1]), step: Number(found[2]) };
}

const STATES: Readonly<Record<Outcome, string>> = {
  pass: "success",
  skip: "neutral",
  pending: "in_progress",
  fail: "failure",
  error: "failure",
};

function asCheck({ name, state, id }: ObservedContext): Check {
  const done = state !== "in_progress";
  const url = `https://github.com/checks/${id}`;
  const [status, conclusion] = done ? (["completed", state] as const) : (["in_progress", null] as const);
  return { kind: "check_run", name, appId: APP, status, conclusion, url };
}

/** A change of which nothing is to be found besides its own pull request. */
const NO_EVIDENCE: EvidenceReader = {
  files: async () => [],
  text: async () => null,
  codeOwners: async () => ({ file: null, owned: [] }),
  codeScanning: async () => ({ enabled: false, scanned: false, alerts: [] }),
  dependencies: async () => [],
  knownChecks: async () => ({ checks: [], commits: 0 }),
  artifacts: async () => [],
  download: async () => new Uint8Array(),
  association: async () => "member",
};

/** A forge with so many changes of the story. */
export function memoryForge(changes: number): Forge {
  const intake = gitHubWebhooks([SECRET], APP);
  /** The last step of each change that has happened. */
  const steps = new Int32Array(changes).fill(-1);
  const written = new Map<string, Map<string, ObservedContext>>();
  const siblings = (of: (change: number) => boolean): readonly Sibling[] =>
    Array.from({ length: changes }, (_, change) => change)
      .filter(of)
      .map((change) => ({ number: numberOf(change), headSha: headOf(change), baseRef: "main", lifecycle: "open" }));
  let ids = 0;
  return {
    id: "github",
    webhooks: {
      ...intake,
      identify(headers) {
        const identity = intake.identify(headers);
        // A delivery tells of what has happened: a read from now on shows it.
        const told = placeOf(identity?.deliveryId ?? "");
        if (told !== null) steps[told.change] = Math.max(steps[told.change] ?? -1, told.step);
        return identity;
      },
    },
    async readChange({ number }) {
      const change = changeOf(number);
      const reading = readingAfter(change, steps[change] ?? -1);
      const ours = [...(written.get(reading.headSha)?.values() ?? [])].map(asCheck);
      const checks = reading.facts.checks.known
        ? known([...reading.facts.checks.value, ...ours])
        : reading.facts.checks;
      return { ...reading, facts: { ...reading.facts, checks }, startedAt: new Date().toISOString() };
    },
    evidence: NO_EVIDENCE,
    listOpenChanges: async (repository) => siblings((change) => repositoryOf(change) === repository),
    changesOfCommit: async (_repository, sha) => siblings((change) => headOf(change) === sha),
    readPolicy: async () => ({ branch: "main", commit: "f".repeat(40), chosen: "protected-base", files: [] }),
    roleOf: async () => "developer",
    readContexts: async (_repository, sha, names) =>
      [...(written.get(sha)?.values() ?? [])].filter(({ name }) => names.includes(name)),
    stateOf: ({ outcome }) => STATES[outcome],
    async ensureContext(_repository, sha, value) {
      const observed: ObservedContext = {
        name: value.name,
        id: String(++ids),
        writer: "ours",
        writerLogin: "tollgate[bot]",
        state: STATES[value.outcome],
        title: value.title,
        externalId: `tollgate:${value.name}`,
        at: new Date().toISOString(),
      };
      const contexts = written.get(sha) ?? new Map<string, ObservedContext>();
      written.set(sha, contexts.set(value.name, observed));
      return observed;
    },
    ensureComment: async () => null,
    repositories: async () => repositories(),
    redeliverFailed: async () => null,
    inspect: async () => [],
    budget: () => [],
    close: async () => {},
  };
}
