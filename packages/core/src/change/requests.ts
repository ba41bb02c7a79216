/** What somebody asks of a change: the same for comments, API, CLI and buttons. */
export type ChangeRequest =
  | { readonly type: "status" | "explain" | "recheck" }
  | { readonly type: "approve-final" | "reject-final"; readonly sha: string; readonly note: string };

export type RequestType = ChangeRequest["type"];

/** Who may ask for what, and what it does: chat help, API and CLI print this one table. */
export const REQUESTS: Readonly<
  Record<
    RequestType,
    { readonly role: "viewer" | "developer" | "coordinator"; readonly help: string; readonly usage: string }
  >
> = {
  status: { role: "viewer", usage: "/tollgate status", help: "tells where the review stands" },
  explain: { role: "viewer", usage: "/tollgate explain", help: "tells what is missing to merge, and who can do it" },
  recheck: { role: "developer", usage: "/tollgate recheck", help: "reads everything again" },
  "approve-final": {
    role: "coordinator",
    usage: "/tollgate approve-final SHA",
    help: "gives the final word for exactly this commit (at least 12 digits)",
  },
  "reject-final": {
    role: "coordinator",
    usage: "/tollgate reject-final SHA [reason]",
    help: "refuses this commit (at least 12 digits)",
  },
};

/** A line of a comment that is meant for Tollgate. */
export type ParsedLine =
  | { readonly ok: true; readonly request: ChangeRequest }
  | { readonly ok: false; readonly line: string; readonly reason: string };

/** More commands than this in one comment are no conversation: each is stored for ever and answered by itself. */
export const MOST_COMMANDS = 10;

/** The shortest typed commit: shorter ones are too easily somebody else's. */
export const SHORTEST_SHA = 12;

/**
 * The commands in a comment: lines that begin with `/tollgate`, outside fenced code and quotes.
 * A line that cannot be understood is returned with the reason, never dropped.
 */
export function parseComment(body: string): readonly ParsedLine[] {
  const found: ParsedLine[] = [];
  let fence: string | null = null;
  for (const raw of body.split(/\r?\n/)) {
    const opening = /^ {0,3}(`{3,}|~{3,})/.exec(raw)?.[1];
    if (opening !== undefined) {
      if (fence === null) fence = opening.charAt(0);
      else if (opening.startsWith(fence)) fence = null;
      continue;
    }
    if (fence !== null) continue;
    const line = raw.trim();
    if (!/^\/tollgate(\s|$)/i.test(line)) continue;
    if (found.length === MOST_COMMANDS) {
      const reason = `A comment gives at most ${MOST_COMMANDS} commands; those after them are not read.`;
      return [...found, { ok: false, line, reason }];
    }
    found.push(parseLine(line));
  }
  return found;
}

function parseLine(line: string): ParsedLine {
  const [, verb = "", argument = "", ...rest] = line.split(/\s+/);
  const type = verb.toLowerCase();
  if (type === "status" || type === "explain" || type === "recheck") return { ok: true, request: { type } };
  if (type === "approve-final" || type === "reject-final") {
    if (!/^[0-9a-f]+$/i.test(argument)) {
      const reason = `Name the commit: \`${REQUESTS[type].usage}\`, with at least ${SHORTEST_SHA} of its digits.`;
      return { ok: false, line, reason };
    }
    return { ok: true, request: { type, sha: argument.toLowerCase(), note: rest.join(" ") } };
  }
  const known = Object.values(REQUESTS)
    .map((request) => `\`${request.usage}\` ${request.help}`)
    .join("; ");
  return { ok: false, line, reason: `There is no such command. Known: ${known}.` };
}

/**
 * The one head that a typed commit means. All 40 digits always mean themselves; a prefix must fit exactly one of all
 * heads ever seen on the change.
 */
export function resolveSha(
  typed: string,
  heads: readonly string[],
): { readonly ok: true; readonly sha: string } | { readonly ok: false; readonly reason: string } {
  if (!/^[0-9a-f]{1,40}$/.test(typed)) return { ok: false, reason: "A commit is named by hexadecimal digits." };
  if (typed.length < SHORTEST_SHA) {
    return { ok: false, reason: `Name the commit with at least ${SHORTEST_SHA} digits; ${typed.length} were given.` };
  }
  const fits = heads.filter((head) => head.startsWith(typed));
  if (fits.length > 1)
    return { ok: false, reason: `${typed} fits more than one head of this change: give all 40 digits.` };
  const sha = fits[0];
  if (sha === undefined) return { ok: false, reason: `No head of this change begins with ${typed}.` };
  return { ok: true, sha };
}
