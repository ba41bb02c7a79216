import { SCHEMAS } from "@tollgate/client/schemas";
import { expect, it } from "vitest";
import { createWorld, REPOSITORY } from "../support/world.ts";

it("explain gives the way to a merge in its order, and what the forge would refuse besides", async () => {
  const world = await createWorld();
  const { github } = world;
  const pull = github.openPullRequest(REPOSITORY, {
    head: "retry",
    author: "ada",
    title: "Retry the upload",
    body: "",
    draft: true,
  });
  github.review(pull, { by: "rita", state: "APPROVED" });
  github.setStatus(REPOSITORY, pull.headSha, { context: "build", state: "failure", by: "ci" });
  await world.shows(pull.headSha, { quality: "failure", dod: "success" });
  const { body } = await world.api(`/api/v1/changes/github/${REPOSITORY}/${pull.number}/explain`);
  const { mergeable, sentence, missing, plan, forge } = SCHEMAS.Explanation.parse(body);
  expect(mergeable).toBe(false);
  // The push voids rita's approval, so it comes before whoever approves the new head.
  expect(plan.actions.map(({ by }) => by)).toEqual(["author", "author", "author", "wait", "person", "person"]);
  expect(plan.actions[4]?.why).toContain("The push makes a new head");
  expect(plan).toMatchObject({ exact: true, deadlock: [] });
  expect(missing.map(({ step }) => step)).toEqual(missing.map(({ step }) => step).toSorted());
  expect(sentence).toBe(`${missing[0]?.gate}: ${missing[0]?.condition} ${missing[0]?.action}`);
  expect(forge.map(({ rule }) => rule)).toEqual(expect.arrayContaining(["draft", "required-checks"]));
});
