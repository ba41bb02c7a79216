import { ACCESS_LEVELS, type Access, type Permissions } from "../model/pipeline.ts";
import { type Context, type Ruling, ruling, seenAt } from "./context.ts";

// What the token has at least, and at most, where nobody says anything: the repository's setting is one of the two.
// Source: https://docs.github.com/en/actions/concepts/security/github_token
const RESTRICTED: Readonly<Record<string, Access>> = { contents: "read", packages: "read" };
const NEVER_BY_DEFAULT = ["id-token"];

const rank = (access: Access) => ACCESS_LEVELS.indexOf(access);

/** Says what became of what a job's token may do. */
export function comparePermissions(old: Permissions, now: Permissions, context: Context): void {
  const seen = (permissions: Permissions) => seenAt(permissions.at, inWords(permissions));
  const whole = { construct: "permission", old: seen(old), new: seen(now) } as const;
  if (old.kind === "granted" && now.kind === "granted") {
    compareGranted(old, now, whole, context);
  } else if (old.kind === "unreadable" || now.kind === "unreadable") {
    const same = old.kind === now.kind && inWords(old) === inWords(now);
    context.say({
      ...whole,
      verdict: same ? "same" : "unknown",
      why: same ? "It is as it was." : "One side cannot be read.",
    });
  } else if (old.kind === now.kind) {
    context.say({ ...whole, verdict: "same", why: "The repository's setting decides, as before." });
  } else if (now.kind === "granted") {
    context.say({ ...whole, ...declared(now) });
  } else {
    context.say({ ...whole, ...undeclared(old) });
  }
}

/** What the token may write, for jobs that are new. */
export function writesOf({ scopes }: Permissions): Permissions["scopes"] {
  return scopes.filter(({ access }) => access === "write");
}

function compareGranted(
  old: Permissions,
  now: Permissions,
  whole: Pick<Parameters<Context["say"]>[0], "construct" | "old" | "new">,
  context: Context,
): void {
  const olds = new Map(old.scopes.map((scope) => [scope.scope, scope]));
  const news = new Map(now.scopes.map((scope) => [scope.scope, scope]));
  const scopes = [...new Set([...olds.keys(), ...news.keys()])];
  const level = (map: typeof olds, scope: string): Access => map.get(scope)?.access ?? "none";
  const up = scopes.filter((scope) => rank(level(news, scope)) > rank(level(olds, scope)));
  const down = scopes.filter((scope) => rank(level(news, scope)) < rank(level(olds, scope)));
  if (up.length + down.length === 0) {
    context.say({ ...whole, verdict: "same", why: "The token may do the same." });
  } else if ((old.all ?? now.all) !== undefined && (up.length === 0 || down.length === 0)) {
    context.say({ ...whole, ...(up.length > 0 ? widened() : ruling("stronger", "The token may do less.")) });
  } else {
    for (const scope of scopes) {
      const [before, after] = [level(olds, scope), level(news, scope)];
      const statement = {
        construct: "permission",
        name: scope,
        old: seenAt(olds.get(scope)?.at ?? old.at, before),
        new: seenAt(news.get(scope)?.at ?? now.at, after),
      } as const;
      if (before === after) context.say({ ...statement, verdict: "same", why: "The token may do the same." });
      else if (up.includes(scope)) context.say({ ...statement, ...widened() });
      else context.say({ ...statement, verdict: "stronger", why: "The token may do less." });
    }
  }
}

function widened(): Ruling {
  return ruling("weaker", "The token may do more.", true);
}

/** The repository's setting before, a declaration now. */
function declared(now: Permissions): Ruling {
  const beyond = now.scopes.filter(({ scope, access }) => rank(access) > rank(RESTRICTED[scope] ?? "none"));
  if (beyond.length === 0) {
    return ruling(
      "stronger",
      "It no longer depends on the repository's setting and is no wider than the narrower one.",
    );
  }
  const never = beyond.filter(({ scope, access }) => NEVER_BY_DEFAULT.includes(scope) && access === "write");
  if (never.length > 0) {
    return ruling(
      "weaker",
      `No setting of a repository grants ${never.map(({ scope }) => scope).join(", ")} by itself.`,
      true,
    );
  }
  return ruling(
    "unknown",
    "Before, the repository's setting decided: this is wider or narrower than it, depending on which it is.",
  );
}

/** A declaration before, the repository's setting now. */
function undeclared(old: Permissions): Ruling {
  const why = "Now the repository's setting decides";
  const below = old.scopes.every(({ scope, access }) => rank(access) <= rank(RESTRICTED[scope] ?? "none"));
  if (below) return ruling("weaker", `${why}, which grants at least as much and may grant all.`, true);
  if (old.all === "write-all") return ruling("stronger", `${why}, which never grants more than this did.`);
  return ruling("unknown", `${why}: that is wider or narrower, depending on which it is.`);
}

function inWords({ kind, all, scopes }: Permissions): string {
  if (kind === "default") return "the repository's setting";
  if (all !== undefined) return all;
  const granted = scopes.map(({ scope, access }) => `${scope}: ${access}`).sort();
  return granted.length === 0 ? "none" : granted.join(", ");
}
