import type { CodeOwner, CodeOwners, OwnedFiles } from "../../vocabulary/evidence.ts";
import type { Opening, Verdict, Way } from "../../vocabulary/verdict.ts";
import { group, verdict } from "../../vocabulary/verdict.ts";
import { count } from "../figures.ts";
import { closed } from "../openings.ts";

/** With more lines than these, those that are met are told in one. */
const MOST_LISTED = 10;
/** GitHub's name of what it takes to see who is in a team. */
const SEES_TEAMS = "Members: read";

/** Whose approval counts for a change. Logins in lower case. */
export interface Approvers {
  readonly sure: ReadonlySet<string>;
  /** Those whose approval cannot be told to count. */
  readonly unsure: ReadonlySet<string>;
  /** Those whose approval never does: the author, the last pusher, people without write access. */
  readonly barred: ReadonlySet<string>;
  /** Whoever pushed last is not known and may be any of them: two are needed to be certain of one. */
  readonly doubtful: boolean;
  readonly author: string;
}

/** Whether somebody approved for every line of the code owners' file that owns changed files. */
export function judgeOwners({ file, owned }: CodeOwners, approvers: Approvers): Verdict {
  if (file === null) return verdict("skip", "The base branch has no file of code owners");
  const lines = owned.filter(({ owners }) => owners.length > 0);
  if (lines.length === 0) return verdict("skip", `${file} names no owner of the changed files`);
  const parts = lines.map((line) => judgeLine(line, file, approvers));
  const met = parts.filter((part) => part.outcome === "pass");
  const shown =
    parts.length <= MOST_LISTED
      ? parts
      : [...parts.filter((part) => part.outcome !== "pass"), verdict("pass", `${count(met.length, "line")} approved`)];
  return group(`${met.length} of ${count(lines.length, "line")} of ${file} approved by an owner`, shown);
}

function judgeLine({ pattern, line, files, owners }: OwnedFiles, file: string, approvers: Approvers): Verdict {
  const at = `\`${pattern}\` (${file}:${line}, ${count(files.length, "changed file")})`;
  const named = owners.map(({ name }) => name).join(" or ");
  const people = distinct(owners.flatMap((owner) => owner.people ?? []));
  const sure = people.filter((login) => approvers.sure.has(login.toLowerCase()));
  const needed = approvers.doubtful ? 2 : 1;
  if (sure.length >= needed) return verdict("pass", `${at}: approved by ${sure.join(", ")}`);

  const hidden = owners.filter((owner) => owner.people === null);
  const free = people.filter((login) => {
    const key = login.toLowerCase();
    return !approvers.barred.has(key) && !approvers.sure.has(key) && !approvers.unsure.has(key);
  });
  const opening = openingOf(free, hidden, needed - sure.length);
  const two = approvers.doubtful ? "; two owners are needed, since who pushed last is not known" : "";
  const perhaps = people.some((login) => approvers.unsure.has(login.toLowerCase())) || sure.length > 0;
  if (perhaps) {
    return closed(
      "error",
      `${at}: whether the approval of an owner counts is not known${two}`,
      free.length > 0
        ? `${free.join(" or ")} approves as well.`
        : "Another owner approves, or what is unknown is made known: see the other parts of this gate.",
      opening,
    );
  }
  const outside = [...approvers.sure, ...approvers.unsure].length > 0;
  if (hidden.length > 0 && outside) {
    const mend = remedyForHidden(hidden);
    return closed(
      "error",
      `${at}: whether one of those who approved belongs to ${namesOf(hidden)} is not known`,
      free.length > 0 ? `${free.join(" or ")} approves, or: ${mend}` : mend,
      opening,
    );
  }
  if (free.length === 0 && hidden.length === 0) {
    const only = people.length === 1 && people[0]?.toLowerCase() === approvers.author.toLowerCase();
    return closed(
      "pending",
      only
        ? `${at} is owned by ${named} alone, who is the author: nobody can approve as its owner`
        : `${at} is owned by ${named}: nobody of them can approve this change`,
      `Somebody with write access names another owner in ${file} on the base branch, line ${line}.`,
      opening,
    );
  }
  return closed(
    "pending",
    `${at}: no approval by an owner yet${two}`,
    `${named} approves${named.toLowerCase().includes(`@${approvers.author.toLowerCase()}`) ? ", other than the author" : ""}.`,
    opening,
  );
}

/** Who can bring the approval of an owner. */
function openingOf(free: readonly string[], hidden: readonly CodeOwner[], needed: number): Opening {
  const ways = free.map((login): Way => ({ id: `approve:${login}`, by: "person", who: [login] }));
  if (ways.length >= needed) return { count: needed, ways };
  // Nobody known is left. Once the team can be seen it is one of them who approves; else the file has to change.
  return hidden.some(isTeam)
    ? { count: 1, ways: [{ id: `grant:${SEES_TEAMS}`, by: "operator", who: [] }] }
    : { count: 1, ways: [{ id: "code-owners", by: "operator", who: [] }] };
}

function remedyForHidden(hidden: readonly CodeOwner[]): string {
  const teams = hidden.filter(isTeam);
  return teams.length > 0
    ? `grant Tollgate the permission "${SEES_TEAMS}", so that it sees who is in ${namesOf(teams)}.`
    : `somebody with write access names ${namesOf(hidden)} by login in the file of code owners on the base branch.`;
}

/** Others that cannot be looked up are addresses of mail. */
function isTeam({ name }: CodeOwner): boolean {
  return name.includes("/");
}

function namesOf(owners: readonly CodeOwner[]): string {
  return owners.map(({ name }) => name).join(" or ");
}

/** Each login once, however it is written. */
function distinct(logins: readonly string[]): readonly string[] {
  return [...new Map(logins.map((login) => [login.toLowerCase(), login])).values()];
}
