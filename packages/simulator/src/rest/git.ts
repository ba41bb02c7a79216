import type { Commit } from "../git.ts";
import { api, nodeId } from "../present/people.ts";
import { withRenames } from "../present/renames.ts";
import { commit, gitCommit, resolveCommit } from "../present/repository.ts";
import { notFound, Problem } from "../problem.ts";
import { fullName, type Ref } from "../state.ts";
import { refOf } from "./repositories.ts";
import { listed, ok, type RepoCall, type Route, repoRoute } from "./router.ts";

function reference(call: RepoCall, ref: Ref) {
  const url = api(call.view, `/repos/${fullName(call.repo)}/git`);
  const object = { sha: ref.sha, type: "commit", url: `${url}/commits/${ref.sha}` };
  return { ref: ref.name, node_id: nodeId("REF", `${ref.repoId}:${ref.name}`), url: `${url}/${ref.name}`, object };
}

/** The commit of a ref or sha; throws what GitHub answers for one that is not there. */
export function commitOf(call: RepoCall, name: string): Commit {
  const found = resolveCommit(call.view, call.repo, name);
  if (found !== undefined) return found;
  if (/^[0-9a-f]{40}$/.test(name)) throw new Problem(422, `No commit found for SHA: ${name}`);
  throw notFound();
}

/** Of files that changed by more, GitHub leaves the patch out. */
const LARGEST_PATCH = 1_000_000;

function files(call: RepoCall, from: Commit | undefined, to: Commit) {
  const url = `${call.view.url}/${fullName(call.repo)}`;
  const changes = from === undefined ? [] : withRenames(call.view.git, from, call.view.git.diff(from.tree, to.tree));
  return changes.map((change) => ({
    sha: change.sha,
    filename: change.path,
    ...(change.previousPath === undefined ? {} : { previous_filename: change.previousPath }),
    status: change.status,
    additions: change.additions,
    deletions: change.deletions,
    changes: change.additions + change.deletions,
    blob_url: `${url}/blob/${to.sha}/${encodeURI(change.path)}`,
    raw_url: `${url}/raw/${to.sha}/${encodeURI(change.path)}`,
    contents_url: api(call.view, `/repos/${fullName(call.repo)}/contents/${encodeURI(change.path)}?ref=${to.sha}`),
    ...(change.patch === "" || change.patch.length > LARGEST_PATCH ? {} : { patch: change.patch }),
  }));
}

export function changedFiles(call: RepoCall, base: string, head: string) {
  const to = call.view.git.commit(head);
  return to === undefined ? [] : files(call, call.view.git.mergeBase(base, head) ?? call.view.git.commit(base), to);
}

function contents(call: RepoCall) {
  const at = resolveCommit(call.view, call.repo, call.query.get("ref") ?? call.repo.defaultBranch);
  if (at === undefined) throw new Problem(404, `No commit found for the ref ${call.query.get("ref")}`);
  const path = (call.params.path ?? "").replace(/^\/|\/$/g, "");
  const entry = call.view.git.entryAt(at, path);
  if (entry === undefined) throw notFound();
  const repoUrl = api(call.view, `/repos/${fullName(call.repo)}`);
  const ref = call.query.get("ref") ?? call.repo.defaultBranch;
  const html = `${call.view.url}/${fullName(call.repo)}`;
  const shape = (e: { path: string; type: "blob" | "tree"; sha: string; size?: number }, full: string) => {
    const url = `${repoUrl}/contents/${full}?ref=${ref}`;
    const gitUrl = `${repoUrl}/git/${e.type === "blob" ? "blobs" : "trees"}/${e.sha}`;
    const htmlUrl = `${html}/${e.type}/${ref}/${full}`;
    return {
      name: full.split("/").at(-1) ?? "",
      path: full,
      sha: e.sha,
      size: e.size ?? 0,
      url,
      html_url: htmlUrl,
      git_url: gitUrl,
      download_url: e.type === "blob" ? `${html}/raw/${ref}/${full}` : null,
      type: e.type === "blob" ? "file" : "dir",
      _links: { self: url, git: gitUrl, html: htmlUrl },
    };
  };
  if (entry.type === "tree") {
    const rows = call.view.git.tree(entry.sha) ?? [];
    return ok(rows.map((row) => shape(row, path === "" ? row.path : `${path}/${row.path}`)));
  }
  const blob = call.view.git.blob(entry.sha) ?? Buffer.alloc(0);
  const encoded = blob.toString("base64").replace(/(.{60})/g, "$1\n");
  return ok({ ...shape(entry, path), encoding: "base64", content: blob.length === 0 ? "" : `${encoded}\n` });
}

export const gitRoutes: readonly Route[] = [
  repoRoute("GET", "/git/ref/{ref*}", ["contents:read"], (call) =>
    ok(reference(call, refOf(call, call.params.ref ?? ""))),
  ),
  repoRoute("GET", "/git/matching-refs/{ref*}", ["contents:read"], (call) => {
    const prefix = `refs/${call.params.ref ?? ""}`;
    const rows = call.view.db.refs.filter((ref) => ref.repoId === call.repo.id && ref.name.startsWith(prefix));
    return listed(call, rows, (ref) => reference(call, ref));
  }),
  repoRoute("GET", "/git/trees/{sha*}", ["contents:read"], (call) => {
    const name = call.params.sha ?? "";
    const sha = resolveCommit(call.view, call.repo, name)?.tree ?? name;
    const recursive = call.query.has("recursive");
    const entries = call.view.git.tree(sha, recursive);
    if (entries === undefined) throw notFound();
    const url = api(call.view, `/repos/${fullName(call.repo)}/git`);
    const tree = entries.map((entry) => ({
      ...entry,
      url: `${url}/${entry.type === "blob" ? "blobs" : "trees"}/${entry.sha}`,
    }));
    return ok({ sha, url: `${url}/trees/${sha}`, tree, truncated: false });
  }),
  repoRoute("GET", "/git/blobs/{sha}", ["contents:read"], (call) => {
    const sha = call.params.sha ?? "";
    const blob = call.view.git.blob(sha);
    if (blob === undefined) throw notFound();
    const url = api(call.view, `/repos/${fullName(call.repo)}/git/blobs/${sha}`);
    const content = blob.toString("base64");
    return ok({ sha, node_id: nodeId("B", sha), size: blob.length, url, content, encoding: "base64" });
  }),
  repoRoute("GET", "/git/commits/{sha}", ["contents:read"], (call) => {
    const row = call.view.git.resolve(call.params.sha ?? "", call.repo.networkId);
    if (row === undefined) throw notFound();
    return ok(gitCommit(call.view, call.repo, row));
  }),
  repoRoute("GET", "/contents/{path*}", ["contents:read"], contents),
  repoRoute("GET", "/contents", ["contents:read"], contents),
  repoRoute("GET", "/commits", ["contents:read"], (call) => {
    const start = commitOf(call, call.query.get("sha") ?? call.repo.defaultBranch);
    return listed(call, call.view.git.history(start.sha), (row) => commit(call.view, call.repo, row));
  }),
  repoRoute("GET", "/compare/{basehead*}", ["contents:read"], (call) => {
    const [left = "", right = ""] = (call.params.basehead ?? "").split("...");
    const plain = (name: string) => name.slice(name.lastIndexOf(":") + 1);
    const [base, head] = [commitOf(call, plain(left)), commitOf(call, plain(right))];
    const common = call.view.git.mergeBase(base.sha, head.sha);
    const ahead = call.view.git.between(base.sha, head.sha);
    const behind = call.view.git.between(head.sha, base.sha).length;
    const status = ahead.length === 0 ? (behind === 0 ? "identical" : "behind") : behind === 0 ? "ahead" : "diverged";
    const url = api(call.view, `/repos/${fullName(call.repo)}/compare/${base.sha}...${head.sha}`);
    const html = `${call.view.url}/${fullName(call.repo)}/compare/${base.sha}...${head.sha}`;
    return ok({
      url,
      html_url: html,
      permalink_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      base_commit: commit(call.view, call.repo, base),
      merge_base_commit: commit(call.view, call.repo, common ?? base),
      status,
      ahead_by: ahead.length,
      behind_by: behind,
      total_commits: ahead.length,
      commits: ahead.map((row) => commit(call.view, call.repo, row)),
      // The files stand on the first page of the commits alone.
      files: Number(call.query.get("page") ?? 1) > 1 ? [] : changedFiles(call, base.sha, head.sha),
    });
  }),
];

/** Registered after everything else below `/commits/`: its ref may hold slashes. */
export const commitRoute: Route = repoRoute("GET", "/commits/{ref*}", ["contents:read"], (call) => {
  const row = commitOf(call, call.params.ref ?? "");
  const changes = files(call, call.view.git.commit(row.parents[0]), row);
  const additions = changes.reduce((sum, file) => sum + file.additions, 0);
  const deletions = changes.reduce((sum, file) => sum + file.deletions, 0);
  const stats = { additions, deletions, total: additions + deletions };
  return ok({ ...commit(call.view, call.repo, row), stats, files: changes });
});
