import { changeOperations } from "./operations/changes.ts";
import { conversationOperations } from "./operations/conversation.ts";
import type { Page } from "./pages.ts";
import { commentsOf, reviewsOf } from "./present/change.ts";
import { latestCheckRuns, latestStatuses } from "./present/checks.ts";
import type { Pull, Repository } from "./state.ts";
import { fullName, numberKey, repoKey } from "./state.ts";
import { SimulatorError, type World } from "./world.ts";

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  "cache-control": "no-store",
};

const STYLE = `body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; padding: .3rem .8rem .3rem 0; vertical-align: top }
pre { white-space: pre-wrap; font: inherit; margin: .5rem 0 } code { font-family: ui-monospace, monospace }
.note { color: GrayText } form { display: flex; gap: .5rem; flex-wrap: wrap; align-items: center } input { flex: 1 }`;

/**
 * What a visitor of the demo sees of this GitHub in a browser: the repositories of an owner with their pull requests,
 * and one pull request with its checks, where they can act as anybody. Null for every other address.
 */
export function answerWebPage(
  world: World,
  method: string,
  path: string,
  body: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Page | null {
  const [, owner = "", name, number] = /^\/([\w.-]+)(?:\/([\w.-]+)\/pull\/(\d{1,9}))?\/?$/.exec(path) ?? [];
  if (name === undefined || number === undefined) {
    const repos = world.db.repositories.filter((repo) => repo.owner.toLowerCase() === owner.toLowerCase());
    return method !== "GET" || repos.length === 0 ? null : page(200, owner, ownerPage(world, repos));
  }
  const repo = world.db.repositories.get(repoKey(`${owner}/${name}`));
  const pull = repo === undefined ? undefined : world.db.pulls.get(numberKey(repo.id, Number(number)));
  if (repo === undefined || pull === undefined) return page(404, "Not found", "<p>There is no such pull request.</p>");
  if (method === "GET") return page(200, `${pull.title} #${pull.number}`, pullPage(world, repo, pull));
  // Pages of elsewhere can send forms to loopback, but not in our name.
  if (method !== "POST" || headers["origin"] !== `http://${headers["host"]}` || !isLoopback(headers["origin"])) {
    return page(403, "Refused", "<p>Only the form of this page may do that.</p>");
  }
  try {
    act(world, repo, pull, new URLSearchParams(body));
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error;
    return page(422, "Not possible", `<p>${html(error.message)}. <a href="${path}">Back</a></p>`);
  }
  return { status: 303, headers: { location: path }, body: "" };
}

function isLoopback(origin: string): boolean {
  return /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(origin);
}

function act(world: World, repo: Repository, pull: Pull, form: URLSearchParams): void {
  const by = form.get("by") ?? "";
  const text = form.get("text")?.trim() ?? "";
  const at = { repository: fullName(repo), number: pull.number };
  if (!peopleOf(repo, pull).includes(by)) throw new SimulatorError(`${by} does not work here`);
  switch (form.get("do")) {
    case "approve":
      conversationOperations(world).review(at, { by, state: "APPROVED", body: text });
      return;
    case "request-changes":
      conversationOperations(world).review(at, { by, state: "CHANGES_REQUESTED", body: text });
      return;
    case "push":
      changeOperations(world).push(at, { by, ...(text === "" ? {} : { message: text }) });
      return;
    case "comment":
      if (text === "") throw new SimulatorError("a comment needs a text");
      conversationOperations(world).comment(at, { by, body: text });
      return;
    default:
      throw new SimulatorError("there is no such button");
  }
}

function peopleOf(repo: Repository, pull: Pull): readonly string[] {
  return [...new Set([...Object.keys(repo.permissions), pull.author])];
}

function ownerPage(world: World, repos: readonly Repository[]): string {
  const parts = repos.map((repo) => {
    const pulls = world.db.pulls.filter((pull) => pull.repoId === repo.id);
    const rows = pulls.map(
      (pull) =>
        `<tr><td>#${pull.number}<td><a href="/${fullName(repo)}/pull/${pull.number}">${html(pull.title)}</a><td>${lifeOf(pull)}`,
    );
    return `<h2>${html(repo.name)}</h2><table>${rows.join("")}</table>`;
  });
  return parts.join("");
}

function pullPage(world: World, repo: Repository, pull: Pull): string {
  const sha = pull.headSha;
  const runs = latestCheckRuns(world, repo.id, sha).map((run) => {
    const { title, summary } = run.output;
    const state = run.status === "completed" ? (run.conclusion ?? "neutral") : run.status;
    const more = summary === null ? "" : `<details><summary>Details</summary>${markdown(summary)}</details>`;
    return `<tr><td><code>${html(run.name)}</code><td>${html(state)}<td>${html(title ?? "")}${more}`;
  });
  const statuses = latestStatuses(world, repo.id, sha).map(
    (status) => `<tr><td><code>${html(status.context)}</code><td>${status.state}<td>${html(status.description ?? "")}`,
  );
  const said = [
    ...reviewsOf(world, pull).map((row) => ({
      at: row.submittedAt,
      who: row.author,
      what: `${row.state} ${row.body}`,
    })),
    ...commentsOf(world, pull).map((row) => ({ at: row.createdAt, who: row.author, what: row.body })),
  ].toSorted((a, b) => a.at.localeCompare(b.at));
  const options = peopleOf(repo, pull).map((login) => `<option>${html(login)}</option>`);
  const button = (what: string, label: string) => `<button name="do" value="${what}">${label}</button>`;
  return `<p>${lifeOf(pull)}: ${html(pull.author)} wants to merge <code>${html(pull.headRef)}</code>
(<code>${sha}</code>) into <code>${html(pull.baseRef)}</code> of <a href="/${html(repo.owner)}">${html(fullName(repo))}</a>.</p>
${markdown(pull.body ?? "")}
<h2>Checks</h2><table>${[...runs, ...statuses].join("")}</table>
<h2>Conversation</h2>${said.map(({ who, what }) => `<p><b>${html(who)}</b></p>${markdown(what)}`).join("")}
<h2>Do something</h2>
<form method="post"><label>as <select name="by">${options.join("")}</select></label>
<input name="text" aria-label="Text" placeholder="A comment, or the message of a commit">
${button("comment", "Comment")}${button("approve", "Approve")}${button("request-changes", "Request changes")}${button("push", "Push a commit")}</form>`;
}

function lifeOf(pull: Pull): string {
  return pull.merged ? "merged" : pull.state === "open" && pull.draft ? "draft" : pull.state;
}

/** As much of Markdown as checks use: bold, code, escapes; lists stay as they are written. */
function markdown(text: string): string {
  const safe = html(
    text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&#96;", "`").replaceAll("&amp;", "&"),
  )
    .replaceAll(/\*\*(.+?)\*\*/g, "<b>$1</b>")
    .replaceAll(/`([^`\n]+)`/g, "<code>$1</code>")
    .replaceAll(/\\([\\*_[\]|~$])/g, "$1");
  return `<pre>${safe}</pre>`;
}

function html(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function page(status: number, title: string, content: string): Page {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${html(title)}</title>`;
  const note = `<p class="note">A simulated GitHub on this machine; nothing here reaches the real one.</p>`;
  const body = `<!doctype html><html lang="en"><head>${head}<style>${STYLE}</style></head><body><main>${note}<h1>${html(title)}</h1>${content}</main></body></html>`;
  return { status, headers: HEADERS, body };
}
