import { randomUUID } from "node:crypto";
import { CHANGE_SORTS, COMMAND_ROLES } from "@tollgate/client/change";
import type { PolicyTrial } from "@tollgate/client/policy";
import { REVIEW_STATES } from "@tollgate/core/change/review";
import { OUTCOMES } from "@tollgate/core/vocabulary/outcome";
import { includesRole } from "@tollgate/core/vocabulary/role";
import { STEPS } from "@tollgate/core/vocabulary/step";
import { RISKS, TIERS } from "@tollgate/core/vocabulary/tier";
import { z } from "zod";
import { measure } from "../gather/measure.ts";
import { ReportError } from "../gather/reports/report.ts";
import { listChangeRows } from "../views/change-rows.ts";
import { findChange, listChanges } from "../views/changes.ts";
import { UUID } from "../views/cursor.ts";
import { readEventFacts } from "../views/event-facts.ts";
import { listEvents } from "../views/events.ts";
import { sendable } from "../views/explain.ts";
import type { Trial } from "../worker/trial.ts";
import { badCursor, cursor, limit, listOf, name, text } from "./parameters.ts";
import { HttpProblem } from "./problem.ts";
import { type Route, type RouteContext, route } from "./route.ts";
import { streamEvents } from "./stream.ts";

const address = z.object({
  provider: name.describe("The forge, e.g. github."),
  owner: name,
  name: name,
  number: z.coerce.number().int().min(1).max(2_147_483_647),
});
type Address = z.infer<typeof address>;

const LIFECYCLES = ["open", "draft", "merged", "closed"] as const;
/** Any text the database can hold, of some length. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what PostgreSQL cannot store.
const TEXT_LIST = /^[^\u0000]+$/;

const PATH = "/api/v1/changes/{provider}/{owner}/{name}/{number}";

async function changeAt({ pool }: RouteContext, at: Address) {
  const change = await findChange(pool, at.provider, `${at.owner}/${at.name}`, at.number);
  if (change !== null) return change;
  throw new HttpProblem(
    "not-found",
    `No change ${at.provider}:${at.owner}/${at.name}#${at.number} is known here.`,
    "Look at GET /api/v1/changes; a pull request is known from its first webhook or the next reconcile on.",
  );
}

/** All files of a policy to be tried together; what a repository's may have besides is nobody's policy. */
const MOST_TRIAL_CHARACTERS = 512 * 1024;

function limitTrial({ files }: PolicyTrial): void {
  if (files.reduce((sum, { text }) => sum + text.length, 0) <= MOST_TRIAL_CHARACTERS) return;
  throw new HttpProblem("too-large", "The policy files are larger than 512 KiB.", "Send only the policy's files.");
}

function trialAnswer(trial: Trial | null) {
  if (trial === null)
    throw new HttpProblem("not-found", "The change is not known any longer.", "List the changes again.");
  if (trial.kind === "unread") {
    throw new HttpProblem("conflict", "The change was not read yet.", "Wait for its first evaluation, and ask again.");
  }
  if (trial.kind === "misconfigured") throw new HttpProblem("unavailable", trial.reason, trial.remedy);
  if (trial.kind === "refused") {
    const errors = trial.problems
      .filter(({ severity }) => severity === "error")
      .map(({ file, line, column, message }) => ({ path: `${file}:${line}:${column}`, message }));
    throw new HttpProblem(
      "invalid",
      `The policy has errors: ${errors.map(({ path, message }) => `${path} ${message}`).join("; ")}`,
      "Correct the files; `tollgate validate` shows the places.",
      { errors },
    );
  }
  const { explanation, readAt, lacking, warnings } = trial;
  return {
    ...sendable(explanation),
    readAt,
    lacking: [...lacking],
    warnings: warnings.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`),
  };
}

/** Changes, what is missing to merge them, their events, and the commands on them. */
export const CHANGE_ROUTES: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/v1/changes",
    id: "listChanges",
    summary: "List changes, the last updated first",
    description:
      "A change that is updated while you page moves to the front of the list; every other one appears exactly once.",
    role: "viewer",
    query: z.object({
      repository: text.optional().describe("owner/name"),
      number: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
      state: z.enum(REVIEW_STATES).optional(),
      lifecycle: z.enum(LIFECYCLES).optional(),
      author: text.optional().describe("The author's login."),
      q: text.optional().describe("Part of the title, in any case."),
      limit,
      cursor,
    }),
    answer: { schema: "ChangePage" },
    handle: async ({ pool }, { query: { limit, cursor, ...filter } }) =>
      (await listChanges(pool, filter, { limit, cursor })) ?? badCursor(),
  }),
  route({
    method: "GET",
    path: "/api/v1/change-rows",
    id: "listChangeRows",
    summary: "List changes without their verdict trees, in the order asked for",
    description: "What the dashboard shows. Lists of values are separated by commas; any of them fits.",
    role: "viewer",
    query: z.object({
      q: text.optional().describe("Words that all stand in repository#number, title or author, in any case."),
      repository: text.optional().describe("owner/name"),
      author: text.optional().describe("The author's login."),
      number: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
      state: listOf(REVIEW_STATES).optional(),
      step: listOf(STEPS).optional(),
      outcome: listOf(OUTCOMES).optional(),
      lifecycle: listOf(LIFECYCLES).optional(),
      risk: listOf(RISKS).optional(),
      tier: listOf(TIERS).optional(),
      gate: text.optional().describe("Only changes that this gate keeps from merging now."),
      ids: z.string().min(1).max(16_000).regex(TEXT_LIST).optional().describe("Only these changes, by their ids."),
      sort: z.enum(CHANGE_SORTS).default("-updated").describe("A hyphen: the largest first."),
      limit,
      cursor,
    }),
    answer: { schema: "ChangeRowPage" },
    handle: async ({ pool }, { query }) => {
      const { limit, cursor, sort, ids, state, step, outcome, lifecycle, risk, tier, ...filter } = query;
      const lists = { ids, state, step, outcome, lifecycle, risk, tier };
      const split = Object.fromEntries(Object.entries(lists).map(([key, value]) => [key, value?.split(",")]));
      return (await listChangeRows(pool, { ...filter, ...split }, sort, { limit, cursor })) ?? badCursor();
    },
  }),
  route({
    method: "GET",
    path: PATH,
    id: "getChange",
    summary: "One change with its gates",
    role: "viewer",
    params: address,
    answer: { schema: "Change" },
    handle: (context, { params }) => changeAt(context, params),
  }),
  route({
    method: "GET",
    path: `${PATH}/explain`,
    id: "explainChange",
    summary: "What is missing to merge the change, and who can do it",
    role: "viewer",
    params: address,
    answer: { schema: "Explanation" },
    handle: async (context, { params }) => {
      const { id } = await changeAt(context, params);
      const explanation = await context.explain(id);
      if (explanation !== null) return explanation;
      throw new HttpProblem("not-found", "The change is not known any longer.", "List the changes again.");
    },
  }),
  route({
    method: "POST",
    path: `${PATH}/explain`,
    id: "tryPolicy",
    summary: "What would be missing under other policy files",
    description:
      "Judges what the last read of the change found by the files in the body, as if they were the repository's. Nothing is written.",
    role: "viewer",
    params: address,
    body: "PolicyTrial",
    answer: { schema: "TrialExplanation" },
    also: { 409: "The change was not read yet." },
    handle: async (context, { params, body }) => {
      limitTrial(body);
      const { id } = await changeAt(context, params);
      return trialAnswer(await context.tryPolicy(id, body.files));
    },
  }),
  route({
    method: "GET",
    path: `${PATH}/events`,
    id: "listEvents",
    summary: "The events of the change, the first version first",
    role: "viewer",
    params: address,
    query: z.object({
      order: z.enum(["asc", "desc"]).default("asc").describe("desc: the last version first."),
      limit,
      cursor,
    }),
    answer: { schema: "EventPage" },
    handle: async (context, { params, query }) => {
      const { id } = await changeAt(context, params);
      return (await listEvents(context.pool, id, query, query.order === "desc")) ?? badCursor();
    },
  }),
  route({
    method: "GET",
    path: `${PATH}/events/{version}/facts`,
    id: "getEventFacts",
    summary: "The facts that the decision of an event was made from",
    role: "viewer",
    params: address.extend({ version: z.coerce.number().int().min(1).max(2_147_483_647) }),
    answer: { schema: "EventFacts" },
    handle: async (context, { params }) => {
      const { id } = await changeAt(context, params);
      const facts = await readEventFacts(context.pool, id, params.version);
      if (facts !== null) return facts;
      throw new HttpProblem("not-found", `${id} has no event ${params.version}.`, "List its events again.");
    },
  }),
  route({
    method: "POST",
    path: `${PATH}/commands`,
    id: "commandChange",
    summary: "Recheck the change, or give or refuse the final word",
    description: `Roles: ${Object.entries(COMMAND_ROLES)
      .map(([type, role]) => `\`${type}\` ${role}`)
      .join(", ")}. Commands that decide name the commit they decide on.`,
    role: "developer",
    params: address,
    headers: z.object({
      "idempotency-key": z
        .string()
        .regex(UUID, "must be a UUID")
        .optional()
        .describe("A UUID of your choice: sent again with the same one, the command is carried out once."),
    }),
    body: "Command",
    status: 202,
    answer: { schema: "CommandResult" },
    handle: async (context, { params, body, principal, request }) => {
      const needed = COMMAND_ROLES[body.type];
      if (principal === null || !includesRole(principal.role, needed)) {
        throw new HttpProblem(
          "forbidden",
          `The command ${body.type} needs the role ${needed}.`,
          `Ask somebody with the role ${needed}, or an admin for such a token.`,
        );
      }
      const { id } = await changeAt(context, params);
      const { subject, role, login } = principal;
      const key = request.headers["idempotency-key"];
      return context.submitCommand(
        id,
        body,
        { subject, role, login, via: "api" },
        typeof key === "string" ? key.toLowerCase() : randomUUID(),
      );
    },
  }),
  route({
    method: "POST",
    path: `${PATH}/measurements`,
    id: "measureChange",
    summary: "Hand over what CI measured: a report in a known format, or numbers",
    description:
      "It counts for every open change whose head is the named commit, which is judged again within a second. Sent again it changes nothing; the same sender's other content under the same name replaces it.",
    role: "developer",
    params: address,
    body: "NewMeasurements",
    mostBytes: 16 * 1024 * 1024,
    status: 202,
    answer: { schema: "MeasurementsResult" },
    also: { 409: "The change is merged or closed." },
    handle: async (context, { params, body, principal }) => {
      const { provider, repository, number, lifecycle } = await changeAt(context, params);
      if (lifecycle === "merged" || lifecycle === "closed") {
        throw new HttpProblem("conflict", `The change is ${lifecycle}.`, "Send it for an open change.");
      }
      try {
        return await measure(context.pool, { provider, repository, number }, body, principal?.subject ?? "");
      } catch (error) {
        if (!(error instanceof ReportError)) throw error;
        throw new HttpProblem(
          "invalid",
          `The report cannot be understood: ${error.message}`,
          "Correct the file, or name the format that it has.",
          { errors: [{ path: "body.content", message: error.message }] },
        );
      }
    },
  }),
  route({
    method: "GET",
    path: "/api/v1/events/stream",
    id: "streamEvents",
    summary: "All events as server-sent events, in the order of commit",
    description: [
      "Each message has the event's cursor as `id`, its type as `event`, and the event (schema Event) as `data`.",
      "Resume with the header Last-Event-ID, or with `cursor`: nothing is left out and nothing comes twice.",
      "Without either it begins with what happens next, or with the first event when `from=start`.",
      "The first message has an id and no data; comments come at least every 15 seconds.",
    ].join(" "),
    role: "viewer",
    query: z.object({
      stream: text.optional().describe("Only events of this stream, e.g. a change's id."),
      types: text.optional().describe("Only events of these types, separated by commas."),
      cursor: cursor.describe("Begin after the event with this cursor."),
      from: z.enum(["start", "now"]).optional().describe("Where to begin without a cursor. Default now."),
    }),
    answer: { media: "text/event-stream" },
    handle: async (context, { request, reply, principal, query }) => {
      if (principal === null) throw new Error("the route needs a role");
      const heartbeatMs = context.limits?.heartbeatMs;
      return streamEvents(
        { pool: context.pool, tail: context.tail, auth: context.auth, heartbeatMs },
        request,
        reply,
        principal,
        query,
      );
    },
  }),
];
