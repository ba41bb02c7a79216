import type * as written from "../dialects/github/workflow.ts";
import type { Values } from "./github-values.ts";
import { ACCESS_LEVELS, type Access, type Permissions } from "./pipeline.ts";

/** Whatever may have `permissions:`. */
export interface Permissive {
  readonly permissions: written.Permissions | undefined;
}

// What one word grants. Of `id-token` there is nothing to read, of `models` nothing to write.
// Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions
const SCOPES =
  "actions artifact-metadata attestations checks contents deployments discussions issues packages pages pull-requests repository-projects security-events statuses".split(
    " ",
  );

/** `permissions:` as each scope with its level. */
export function permissionsOf(source: written.Permissions, values: Values): Permissions {
  const at = values.at(source.key.span);
  const { granted } = source;
  if (granted === undefined) return { kind: "unreadable", scopes: [], all: undefined, at };
  if (granted === "read-all" || granted === "write-all") {
    const access: Access = granted === "read-all" ? "read" : "write";
    const scopes = SCOPES.map((scope) => ({ scope, access, at }));
    const more = access === "write" ? [{ scope: "id-token", access, at }] : [];
    return { kind: "granted", scopes: [...scopes, ...more, { scope: "models", access: "read", at }], all: granted, at };
  }
  const scopes = granted.flatMap(({ key, scope, level }) => {
    const access = ACCESS_LEVELS.find((known) => known === level);
    return access === undefined ? [] : [{ scope, access, at: values.at(key.span) }];
  });
  // A level that is none is for rules to name; here it must not pass for no access.
  return scopes.length < granted.length
    ? { kind: "unreadable", scopes, all: undefined, at }
    : { kind: "granted", scopes, all: undefined, at };
}
