import { routeOf } from "@tollgate/providers/github/route";
import fc from "fast-check";
import { expect, test } from "vitest";

test.each([
  ["/repos/acme/shop/pulls/7", "/repos/{owner}/{repo}/pulls/{number}"],
  ["/repos/acme/shop/pulls?state=open&per_page=100", "/repos/{owner}/{repo}/pulls"],
  ["/repos/acme/shop/commits/0a1b/check-runs?filter=latest", "/repos/{owner}/{repo}/commits/{sha}/check-runs"],
  ["/repos/acme/shop/check-runs/5", "/repos/{owner}/{repo}/check-runs/{id}"],
  ["/repos/acme/shop/issues/comments/5", "/repos/{owner}/{repo}/issues/comments/{id}"],
  ["/repos/acme/shop/contents/.qms/a/status.yml?ref=0a", "/repos/{owner}/{repo}/contents/{path}"],
  ["/repos/acme/shop/git/ref/heads/a/commits", "/repos/{owner}/{repo}/git/ref/heads/{branch}"],
  ["/repos/acme/shop/branches/pulls/protection", "/repos/{owner}/{repo}/branches/{branch}/protection"],
  ["/repos/acme/shop/rules/branches/main", "/repos/{owner}/{repo}/rules/branches/{branch}"],
  ["/repos/acme/shop/collaborators/status/permission", "/repos/{owner}/{repo}/collaborators/{login}/permission"],
  ["/repos/acme/pulls/installation", "/repos/{owner}/{repo}/installation"],
  ["/app/installations/12/access_tokens", "/app/installations/{id}/access_tokens"],
  ["/users/ada/repos?per_page=100", "/users/{login}/repos"],
  ["/app/hook/deliveries/9/attempts", "/app/hook/deliveries/{id}/attempts"],
  ["/rate_limit", "/rate_limit"],
  ["https://github.example.com/api/graphql?token=x", "/graphql"],
])("%s is %s", (path, route) => {
  expect(routeOf(path)).toBe(route);
});

test("nothing that somebody chose remains, whatever it is", () => {
  // Upper case tells them from the words of the paths.
  const chosen = fc.string({ minLength: 1, unit: fc.constantFrom(..."ABCXYZ0123456789._-%") });
  const paths = fc.tuple(
    fc.constantFrom("/repos/", "/users/", "/app/", "/repos/a/b/contents/", "/repos/a/b/pulls/", "/"),
    fc.array(chosen),
    chosen,
  );
  fc.assert(
    fc.property(paths, ([base, names, query]) => {
      expect(routeOf(`${base}${names.join("/")}?q=${query}`)).toMatch(/^\/[a-z/{}_-]*$/);
    }),
  );
});
