import { createHmac, timingSafeEqual } from "node:crypto";
import { DEFAULT_CONTEXT_NAMES } from "@tollgate/core/vocabulary/step";
import { z } from "zod";
import { ForgeError, type Translation, type WebhookIntake } from "../forge.ts";
import { CHANGE_EVENTS } from "./webhook-changes.ts";
import { CHECK_EVENTS } from "./webhook-checks.ts";
import { blind } from "./webhook-hints.ts";
import { REPOSITORY_EVENTS } from "./webhook-repository.ts";

/** What a translator may know besides the payload. */
export interface Knowledge {
  /** Our App's id; null with a plain token. */
  readonly appId: number | null;
  readonly contextNames: ReadonlySet<string>;
  /** `owner/name` of the payload's repository. */
  readonly repository: string | null;
  readonly defaultBranch: string | null;
}

/** Makes a translation of one kind of event; what it leaves out is empty. */
export type Translator = (payload: unknown, known: Knowledge) => Partial<Omit<Translation, "repository">>;

/** Every event that means something to us. The others are stored and do nothing. */
const TRANSLATORS: Readonly<Record<string, Translator>> = { ...CHANGE_EVENTS, ...CHECK_EVENTS, ...REPOSITORY_EVENTS };

const DEFAULT_NAMES: readonly string[] = Object.values(DEFAULT_CONTEXT_NAMES);

const frame = z.object({
  repository: z.object({ full_name: z.string(), default_branch: z.string().nullish() }).nullish(),
});
/**
 * Where a payload that we act on has another form than expected, the pull request or commit it names is read all the
 * same. Each name is looked for by itself.
 */
const NAMES = {
  pull: z.object({ pull_request: z.object({ number: z.number() }) }).transform((of) => of.pull_request.number),
  issue: z
    .object({ issue: z.object({ number: z.number(), pull_request: z.unknown().refine((value) => value != null) }) })
    .transform((of) => of.issue.number),
  number: z.object({ number: z.number() }).transform((of) => of.number),
  run: z.object({ check_run: z.object({ head_sha: z.string() }) }).transform((of) => of.check_run.head_sha),
  sha: z.object({ sha: z.string() }).transform((of) => of.sha),
};

/** https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries */
export function gitHubWebhooks(secrets: readonly string[], appId: number | null): WebhookIntake {
  return {
    configured: secrets.length > 0,
    verify(headers, body) {
      const given = header(headers, "x-hub-signature-256");
      const match = /^sha256=([0-9a-f]{64})$/i.exec(given ?? "");
      if (match?.[1] === undefined) return false;
      const signature = Buffer.from(match[1], "hex");
      let valid = false;
      // Every secret is tried whatever the first one says: the time taken tells nothing.
      for (const secret of secrets) {
        if (timingSafeEqual(signature, createHmac("sha256", secret).update(body).digest())) valid = true;
      }
      return valid;
    },
    identify(headers) {
      const deliveryId = header(headers, "x-github-delivery");
      const event = header(headers, "x-github-event");
      return deliveryId === undefined || event === undefined ? null : { deliveryId, event };
    },
    translate: (event, body, known) => translate(event, body, appId, known?.contextNames ?? []),
  };
}

function header(headers: Readonly<Record<string, string | string[] | undefined>>, name: string): string | undefined {
  const value = headers[name] ?? Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  const single = Array.isArray(value) ? (value.length === 1 ? value[0] : undefined) : value;
  return single === undefined || single === "" ? undefined : single;
}

function translate(
  event: string,
  body: Uint8Array,
  appId: number | null,
  contextNames: readonly string[],
): Translation {
  const payload = parseBody(body);
  const { repository } = frame.safeParse(payload).data ?? {};
  const empty: Translation = {
    repository: repository?.full_name ?? null,
    changes: [],
    commits: [],
    groups: [],
    repositories: [],
    contexts: [],
    reach: [],
  };
  const translator = Object.hasOwn(TRANSLATORS, event) ? TRANSLATORS[event] : undefined;
  if (translator === undefined) return empty;
  const known: Knowledge = {
    appId,
    contextNames: new Set([...DEFAULT_NAMES, ...contextNames]),
    repository: empty.repository,
    defaultBranch: repository?.default_branch ?? null,
  };
  try {
    return { ...empty, ...translator(payload, known) };
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const find = <T>(schema: z.ZodType<T>) => schema.safeParse(payload).data;
    const says = `${event} of a form not known`;
    const number = find(NAMES.pull) ?? find(NAMES.issue) ?? find(NAMES.number);
    if (number !== undefined) return { ...empty, changes: [{ number, hint: blind("pull", "unknown", [], says) }] };
    const sha = find(NAMES.run) ?? find(NAMES.sha);
    if (sha === undefined) return empty;
    const hint = blind("checks", "unknown", ["checks"], says);
    return { ...empty, commits: [{ sha, hint, onDefaultBranch: false }] };
  }
}

function parseBody(body: Uint8Array): object {
  let payload: unknown;
  try {
    payload = JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8"));
  } catch {
    payload = null;
  }
  if (typeof payload !== "object" || payload === null || Array.isArray(payload)) {
    throw new ForgeError("protocol", "the body of the delivery is no JSON object", {
      remedy: "Set the webhook's content type to application/json.",
    });
  }
  return payload;
}
