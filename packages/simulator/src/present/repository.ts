import type { Commit, Signature } from "../git.ts";
import type { Permission, Repository } from "../state.ts";
import { fullName, refKey, repoById } from "../state.ts";
import type { View } from "../world.ts";
import { api, nodeId, user } from "./people.ts";

const RANKS: readonly Permission[] = ["read", "triage", "write", "maintain", "admin"];

/** Whether a permission includes another. */
export function reaches(has: Permission | null, wanted: Permission): boolean {
  return has !== null && RANKS.indexOf(has) >= RANKS.indexOf(wanted);
}

/** What a person may do; everybody may read what is public. */
export function permissionOf(view: View, repo: Repository, login: string): Permission | null {
  if (repo.owner.toLowerCase() === login.toLowerCase()) return "admin";
  const given = Object.entries(repo.permissions).find(([name]) => name.toLowerCase() === login.toLowerCase())?.[1];
  if (given !== undefined) return given;
  return repo.private || !view.db.accounts.get(login.toLowerCase()) ? null : "read";
}

/** `author_association` */
export function association(view: View, repo: Repository, login: string): string {
  if (repo.owner.toLowerCase() === login.toLowerCase()) return "OWNER";
  const given = Object.keys(repo.permissions).some((name) => name.toLowerCase() === login.toLowerCase());
  if (!given) return "NONE";
  return view.db.accounts.get(repo.owner.toLowerCase())?.type === "Organization" ? "MEMBER" : "COLLABORATOR";
}

/** GitHub's `full-repository`, which includes what its smaller shapes ask for. */
export function repository(view: View, repo: Repository, viewer?: string): Record<string, unknown> {
  const name = fullName(repo);
  const url = api(view, `/repos/${name}`);
  const html = `${view.url}/${name}`;
  const host = view.url.replace(/^https?:\/\//, "");
  const found = repoById(view.db, repo.parentId);
  const parent: Record<string, unknown> | undefined =
    found === undefined ? undefined : repository(view, { ...found, parentId: null });
  const openIssues =
    view.db.issues.filter((row) => row.repoId === repo.id && row.state === "open").length +
    view.db.pulls.filter((row) => row.repoId === repo.id && row.state === "open").length;
  const forks = view.db.repositories.filter((row) => row.parentId === repo.id).length;
  const permission = viewer === undefined ? null : permissionOf(view, repo, viewer);
  return {
    id: repo.id,
    node_id: nodeId("R", repo.id),
    name: repo.name,
    full_name: name,
    private: repo.private,
    owner: user(view, repo.owner),
    html_url: html,
    description: null,
    fork: repo.parentId !== null,
    url,
    forks_url: `${url}/forks`,
    keys_url: `${url}/keys{/key_id}`,
    collaborators_url: `${url}/collaborators{/collaborator}`,
    teams_url: `${url}/teams`,
    hooks_url: `${url}/hooks`,
    issue_events_url: `${url}/issues/events{/number}`,
    events_url: `${url}/events`,
    assignees_url: `${url}/assignees{/user}`,
    branches_url: `${url}/branches{/branch}`,
    tags_url: `${url}/tags`,
    blobs_url: `${url}/git/blobs{/sha}`,
    git_tags_url: `${url}/git/tags{/sha}`,
    git_refs_url: `${url}/git/refs{/sha}`,
    trees_url: `${url}/git/trees{/sha}`,
    statuses_url: `${url}/statuses/{sha}`,
    languages_url: `${url}/languages`,
    stargazers_url: `${url}/stargazers`,
    contributors_url: `${url}/contributors`,
    subscribers_url: `${url}/subscribers`,
    subscription_url: `${url}/subscription`,
    commits_url: `${url}/commits{/sha}`,
    git_commits_url: `${url}/git/commits{/sha}`,
    comments_url: `${url}/comments{/number}`,
    issue_comment_url: `${url}/issues/comments{/number}`,
    contents_url: `${url}/contents/{+path}`,
    compare_url: `${url}/compare/{base}...{head}`,
    merges_url: `${url}/merges`,
    archive_url: `${url}/{archive_format}{/ref}`,
    downloads_url: `${url}/downloads`,
    issues_url: `${url}/issues{/number}`,
    pulls_url: `${url}/pulls{/number}`,
    milestones_url: `${url}/milestones{/number}`,
    notifications_url: `${url}/notifications{?since,all,participating}`,
    labels_url: `${url}/labels{/name}`,
    releases_url: `${url}/releases{/id}`,
    deployments_url: `${url}/deployments`,
    created_at: repo.createdAt,
    updated_at: repo.updatedAt,
    pushed_at: repo.pushedAt,
    git_url: `git://${host}/${name}.git`,
    ssh_url: `git@${host}:${name}.git`,
    clone_url: `${html}.git`,
    svn_url: html,
    homepage: null,
    size: 1,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: true,
    has_projects: true,
    has_downloads: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    forks_count: forks,
    mirror_url: null,
    archived: repo.archived,
    disabled: false,
    open_issues_count: openIssues,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repo.private ? "private" : "public",
    forks,
    open_issues: openIssues,
    watchers: 0,
    default_branch: repo.defaultBranch,
    network_count: forks,
    subscribers_count: 0,
    ...(permission === null
      ? {}
      : {
          permissions: {
            admin: reaches(permission, "admin"),
            maintain: reaches(permission, "maintain"),
            push: reaches(permission, "write"),
            triage: reaches(permission, "triage"),
            pull: reaches(permission, "read"),
          },
        }),
    ...(parent === undefined ? {} : { parent, source: parent }),
  };
}

const plainSignature = (s: Signature) => ({ name: s.name, email: s.email, date: s.date });

const verification = { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null };

/** GitHub's `commit`, as the commits endpoints give it. */
export function commit(view: View, repo: Repository, row: Commit) {
  const url = api(view, `/repos/${fullName(repo)}`);
  const html = `${view.url}/${fullName(repo)}`;
  return {
    sha: row.sha,
    node_id: nodeId("C", `${repo.id}:${row.sha}`),
    commit: {
      author: plainSignature(row.author),
      committer: plainSignature(row.committer),
      message: row.message,
      tree: { sha: row.tree, url: `${url}/git/trees/${row.tree}` },
      url: `${url}/git/commits/${row.sha}`,
      comment_count: 0,
      verification,
    },
    url: `${url}/commits/${row.sha}`,
    html_url: `${html}/commit/${row.sha}`,
    comments_url: `${url}/commits/${row.sha}/comments`,
    author: row.author.login === null ? null : user(view, row.author.login),
    committer: row.committer.login === null ? null : user(view, row.committer.login),
    parents: row.parents.map((sha) => ({
      sha,
      url: `${url}/commits/${sha}`,
      html_url: `${html}/commit/${sha}`,
    })),
  };
}

/** GitHub's `git-commit`. */
export function gitCommit(view: View, repo: Repository, row: Commit) {
  const full = commit(view, repo, row);
  return {
    sha: row.sha,
    node_id: full.node_id,
    url: full.commit.url,
    html_url: full.html_url,
    author: full.commit.author,
    committer: full.commit.committer,
    tree: full.commit.tree,
    message: row.message,
    parents: full.parents,
    verification,
  };
}

/** A commit as `push` and `merge_group` payloads carry it. */
export function pushedCommit(view: View, repo: Repository, row: Commit) {
  const parent = view.git.commit(row.parents[0]);
  const changes = parent === undefined ? [] : view.git.diff(parent.tree, row.tree);
  const paths = (status: string) => changes.filter((c) => c.status === status).map((c) => c.path);
  const person = (s: Signature) => ({
    name: s.name,
    email: s.email,
    date: s.date,
    ...(s.login === null ? {} : { username: s.login }),
  });
  return {
    id: row.sha,
    tree_id: row.tree,
    distinct: true,
    message: row.message,
    timestamp: row.committer.date,
    url: `${view.url}/${fullName(repo)}/commit/${row.sha}`,
    author: person(row.author),
    committer: person(row.committer),
    added: parent === undefined ? [...view.git.files(row.tree).keys()] : paths("added"),
    removed: paths("removed"),
    modified: paths("modified"),
  };
}

/** The commit that a branch, tag, full ref or sha names in this repository. */
export function resolveCommit(view: View, repo: Repository, name: string): Commit | undefined {
  const plain = name.replace(/^(refs\/)?heads\//, "");
  if (name === "HEAD") return resolveCommit(view, repo, repo.defaultBranch);
  const ref =
    view.db.refs.get(refKey(repo.id, `refs/heads/${plain}`)) ??
    view.db.refs.get(refKey(repo.id, name)) ??
    view.db.refs.get(refKey(repo.id, `refs/tags/${name.replace(/^(refs\/)?tags\//, "")}`));
  return ref === undefined ? view.git.resolve(name, repo.networkId) : view.git.commit(ref.sha);
}
