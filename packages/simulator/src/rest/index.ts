import { demand } from "../access.ts";
import { notFound } from "../problem.ts";
import { repoKey } from "../state.ts";
import { appRoutes } from "./apps.ts";
import { changeRoutes } from "./changes.ts";
import { checkRoutes } from "./checks.ts";
import { evidenceRoutes } from "./evidence.ts";
import { generalRoutes } from "./general.ts";
import { commitRoute, gitRoutes } from "./git.ts";
import { repositoryRoutes } from "./repositories.ts";
import type { Answer, Call, Route } from "./router.ts";
import { teamRoutes } from "./teams.ts";

/** Every endpoint there is; the first that fits answers. */
export const ROUTES: readonly Route[] = [
  ...generalRoutes,
  ...appRoutes,
  ...teamRoutes,
  ...repositoryRoutes,
  ...gitRoutes,
  ...checkRoutes,
  ...changeRoutes,
  ...evidenceRoutes,
  commitRoute,
];

/** The endpoint for a request, with what its path names. */
export function findRoute(method: string, path: string): { route: Route; params: Record<string, string> } | undefined {
  const wanted = method === "HEAD" ? "GET" : method;
  for (const route of ROUTES) {
    if (route.method !== wanted) continue;
    const match = route.pattern.exec(path);
    if (match === null) continue;
    const params = Object.entries(match.groups ?? {}).map(([name, value]) => [name, safeDecode(value ?? "")]);
    return { route, params: Object.fromEntries(params) as Record<string, string> };
  }
  return undefined;
}

function safeDecode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Answers a REST request; throws a Problem for what is no success. */
export function answerRest(method: string, path: string, base: Omit<Call, "params">): Answer {
  const found = findRoute(method, path);
  if (found === undefined) throw notFound();
  const { route, params } = found;
  const call: Call = { ...base, params };
  if (!route.path.startsWith("/repos/{owner}/{repo}") || route.path.endsWith("}/installation"))
    return route.handle(call);
  const name = `${params.owner}/${params.repo}`;
  const repo = (method === "GET" || method === "HEAD" ? base.view : base.world).db.repositories.get(repoKey(name));
  if (repo === undefined) throw notFound();
  demand(base.view, base.caller, repo, route.needs);
  return route.handle({ ...call, repo } as Call);
}
