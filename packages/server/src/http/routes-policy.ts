import { z } from "zod";
import { liftRollback, type Rolled, rollBack } from "../store/rollbacks.ts";
import { listPolicyRevisions } from "../views/policy-revisions.ts";
import { findRepository } from "../views/repositories.ts";
import { badCursor, cursor, limit, name, text } from "./parameters.ts";
import { HttpProblem } from "./problem.ts";
import { type Call, type Route, type RouteContext, route } from "./route.ts";

const address = z.object({ provider: name, owner: name, name });
const base = text.describe("The branch that changes go to.");

const PATH = "/api/v1/repositories/{provider}/{owner}/{name}/policy";

async function repositoryAt({ pool }: RouteContext, { provider, owner, name }: z.infer<typeof address>) {
  const repository = `${owner}/${name}`;
  if ((await findRepository(pool, provider, repository)) !== null) return { provider, repository };
  throw new HttpProblem(
    "not-found",
    `No repository ${provider}:${repository} is known here.`,
    "A repository is known from its first webhook or the next reconcile on.",
  );
}

function settled(rolled: Rolled, base: string) {
  switch (rolled.kind) {
    case "done":
      return { base, revision: rolled.revision, changes: rolled.changes };
    case "unknown":
      throw new HttpProblem(
        "not-found",
        `The policy of ${base} has no such revision.`,
        "List its revisions, and name one by its number.",
      );
    case "same":
      throw new HttpProblem("conflict", `That revision holds on ${base} already.`, "There is nothing to be done.");
    case "none":
      throw new HttpProblem("not-found", `No rollback holds on ${base}.`, "There is nothing to be lifted.");
  }
}

/** Whoever asks. */
function subjectOf({ principal }: Call<unknown, unknown, unknown>): string {
  if (principal === null) throw new Error("the route needs a role");
  return principal.login ?? principal.subject;
}

/** The policies that were in force, and rollbacks to one of them. */
export const POLICY_ROUTES: readonly Route[] = [
  route({
    method: "GET",
    path: `${PATH}/revisions`,
    id: "listPolicyRevisions",
    summary: "List the policies that came in force, the last one first",
    role: "viewer",
    params: address,
    query: z.object({ base: base.optional(), limit, cursor }),
    answer: { schema: "PolicyRevisionPage" },
    handle: async (context, { params, query: { base, ...page } }) => {
      const at = await repositoryAt(context, params);
      return (await listPolicyRevisions(context.pool, { ...at, base }, page)) ?? badCursor();
    },
  }),
  route({
    method: "POST",
    path: `${PATH}/rollback`,
    id: "rollBackPolicy",
    summary: "Put an earlier revision of a policy in force again",
    description: [
      "It holds until it is lifted, or until the policy files at the tip are other ones and without errors.",
      "Open pull requests of that base are judged again.",
    ].join(" "),
    role: "admin",
    params: address,
    body: "NewRollback",
    answer: { schema: "RollbackResult" },
    also: { 409: "That revision holds already." },
    handle: async (context, call) => {
      const { base, revision, reason } = call.body;
      const at = await repositoryAt(context, call.params);
      const by = subjectOf(call);
      const rolled = await rollBack(context.pool, { ...at, baseRef: base }, revision, { by, reason });
      context.log.info({ ...at, base, revision, subject: by }, "a policy was rolled back");
      return settled(rolled, base);
    },
  }),
  route({
    method: "DELETE",
    path: `${PATH}/rollback`,
    id: "liftPolicyRollback",
    summary: "Lift a rollback: the policy files at the tip hold again",
    role: "admin",
    params: address,
    query: z.object({ base, reason: text.optional().describe("Stands in the record.") }),
    answer: { schema: "RollbackResult" },
    handle: async (context, call) => {
      const { base, reason = "" } = call.query;
      const at = await repositoryAt(context, call.params);
      const by = subjectOf(call);
      const rolled = await liftRollback(context.pool, { ...at, baseRef: base }, { by, reason });
      context.log.info({ ...at, base, subject: by }, "a policy's rollback was lifted");
      return settled(rolled, base);
    },
  }),
];
