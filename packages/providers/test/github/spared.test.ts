import type { ContextValue } from "@tollgate/providers/forge";
import { expect, test } from "vitest";
import { forgeOn, REPOSITORY } from "./support/world.ts";

const NAMES = [
  "qms/dor-validation",
  "qms/security-scanning",
  "qms/coding-standards",
  "qms/dod-validation",
  "qms/overall",
];
const values = NAMES.map(
  (name): ContextValue => ({ name, outcome: "pending", title: "waits", summary: "", detailsUrl: null, shadow: false }),
);

/** The requests that the work made, without what stands behind the repository. */
async function requestsOf(
  github: Awaited<ReturnType<typeof forgeOn>>["github"],
  work: () => Promise<unknown>,
): Promise<string[]> {
  const from = github.requests.length;
  await work();
  return github.requests
    .slice(from)
    .map(
      ({ method, path }) => `${method} ${path.replace(`/repos/${REPOSITORY}`, "").replaceAll(/[0-9a-f]{40}/g, "SHA")}`,
    );
}

test.each([
  ["app", "GET /commits/SHA/check-runs", "POST /check-runs"],
  ["token", "GET /commits/SHA/statuses", "POST /statuses/SHA"],
] as const)("five contexts side by side make one list, as %s", async (as, list, post) => {
  const { forge, github } = await forgeOn(as);
  const { headSha } = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
  // Who we are is asked once for all.
  await forge.readContexts(REPOSITORY, headSha, NAMES);
  const ensure = () =>
    Promise.all(values.map((value) => forge.ensureContext(REPOSITORY, headSha, value, AbortSignal.timeout(20_000))));
  expect(await requestsOf(github, ensure)).toEqual([list, ...NAMES.map(() => post)]);
  // One by one each of them looks anew.
  const again = async () => {
    for (const value of values.slice(0, 2))
      await forge.ensureContext(REPOSITORY, headSha, value, AbortSignal.timeout(20_000));
  };
  expect(await requestsOf(github, again)).toEqual([list, list]);
  expect(Object.keys(github.contextsOf(REPOSITORY, headSha)).sort()).toEqual([...NAMES].sort());
});

test("the read of a change hands its base to the read of the policy, once", async () => {
  const { forge, github } = await forgeOn("app");
  github.protectBranch(REPOSITORY, "main", { requiredChecks: ["build"] });
  const change = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
  await forge.readPolicy(REPOSITORY, "main");
  await forge.readChange(change, { contextNames: [] });
  expect(await requestsOf(github, () => forge.readPolicy(REPOSITORY, "main"))).toEqual([]);
  github.writeFiles(REPOSITORY, "main", { ".qms/review.yml": "a: 1\n" }, { by: "ada" });
  expect((await forge.readPolicy(REPOSITORY, "main")).files).toHaveLength(1);
});
