/** Words behind which somebody's own name stands, whatever it looks like. */
const NAMED: Readonly<Record<string, string>> = {
  branches: "branch",
  compare: "basehead",
  collaborators: "login",
  orgs: "org",
  teams: "team",
  users: "login",
};
/** The same, for names that go on to the end of the path. */
const NAMED_TO_THE_END: Readonly<Record<string, string>> = { contents: "path", heads: "branch" };
/** Words behind which a number or a digest of GitHub's stands, or another word. */
const NUMBERED: Readonly<Record<string, string>> = {
  blobs: "sha",
  commits: "sha",
  issues: "number",
  pulls: "number",
  statuses: "sha",
  trees: "sha",
};
const WORDS: ReadonlySet<string> = new Set([
  ...Object.keys(NAMED),
  ...Object.keys(NAMED_TO_THE_END),
  ...Object.keys(NUMBERED),
  ..."access_tokens actions activity alerts artifacts code-scanning dependency-graph files members runs zip".split(" "),
  ..."app attempts check-runs check-suites comments config deliveries git hook".split(" "),
  ..."installation installations meta permission protection rate_limit ref repos repositories".split(" "),
  ..."required_status_checks reviews rules status user".split(" "),
]);

/**
 * The template of a path, for traces: `/repos/{owner}/{repo}/commits/{sha}/status`. Of the path itself only words of
 * GitHub's remain; names, numbers and the query never do.
 * @param path below the API's base; a whole address is that of GraphQL
 */
export function routeOf(path: string): string {
  if (!path.startsWith("/")) return "/graphql";
  const [plain = ""] = path.split("?");
  const segments = plain.split("/").filter((segment) => segment !== "");
  const route = segments[0] === "repos" ? ["repos", "{owner}", "{repo}"].slice(0, segments.length) : [];
  for (const segment of segments.slice(route.length)) {
    const before = route.at(-1) ?? "";
    const rest = NAMED_TO_THE_END[before];
    if (rest !== undefined) return `/${[...route, `{${rest}}`].join("/")}`;
    if (NAMED[before] !== undefined) route.push(`{${NAMED[before]}}`);
    else if (WORDS.has(segment)) route.push(segment);
    else route.push(`{${NUMBERED[before] ?? "id"}}`);
  }
  return `/${route.join("/")}`;
}
