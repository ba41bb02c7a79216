import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createWorld, REPOSITORY } from "../../../packages/server/test/support/world.ts";
import { closeBrowser, theBrowser, visit } from "./support/dashboard.ts";

beforeAll(async () => void (await theBrowser()));
afterAll(closeBrowser);

const WITH_BODY = "The client gave up at the first error.\n\nCloses #3";

it("a visitor comes by a one-time address, watches a change from open to green and gives the final word", async () => {
  const world = await createWorld({ start: false });
  const server = await world.start();
  const { github } = world;
  const { page, complaints } = await visit(world, null);

  const address = await server.signInAddress({ subject: "cora", role: "coordinator", login: "cora" });
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#one-time=[\w-]{43}$/);
  await page.goto(address);
  await page.getByText("No pull request is known yet.").waitFor();
  expect(page.url()).toBe(`${world.url}/changes`);
  await page.getByRole("status").filter({ hasText: "Live" }).waitFor();
  // From here on nothing may move what is in the list.
  await page.evaluate(() => {
    const shifts: number[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: "layout-shift", buffered: false });
  });

  const pull = github.openPullRequest(REPOSITORY, {
    head: "retry",
    author: "ada",
    title: "Retry the upload",
    body: "",
  });
  const row = page.getByRole("row").filter({ hasText: "Retry the upload" });
  await row.getByText("Ready: fails").waitFor();
  github.openPullRequest(REPOSITORY, { head: "other", author: "eve", title: "Another change", body: WITH_BODY });
  await page.getByRole("row").filter({ hasText: "Another change" }).getByText("Progress: waits").waitFor();
  github.setStatus(REPOSITORY, pull.headSha, { context: "build", state: "pending", by: "ci" });
  const shifts = await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.02);
  await row.getByRole("link", { name: "Retry the upload" }).click();
  await page.waitForURL(`${world.url}/changes/github/${REPOSITORY}/${pull.number}`);

  // The same sentence here, from the API, and in the check on the forge.
  const sentence = page.locator("[data-answer]");
  await sentence.getByText("The description is empty.").waitFor();
  const { body: told } = await world.api(`/api/v1/changes/github/${REPOSITORY}/${pull.number}/explain`);
  expect(await sentence.textContent()).toBe((told as { sentence: string }).sentence);
  // Below it the way there, step by step: who comes first, and who last.
  const steps = page.locator(".missing ol > li");
  expect(await steps.first().textContent()).toContain("@ada");
  expect(await steps.last().textContent()).toContain("approve-final");
  await expect
    .poll(() => checkText(world.github, pull.headSha), { timeout: 15_000 })
    .toContain("The description is empty.");

  const road = page.getByRole("region", { name: /The road to main/ });
  await expectRoad(road, "waits at the gate Ready");
  const approve = page.getByRole("button", { name: `Give the final word on ${pull.headSha}` });
  expect(await approve.isDisabled()).toBe(true);
  const place = await placeOf(road);

  github.editPullRequest(pull, { body: WITH_BODY });
  await expectRoad(road, "waits at the gate Progress");
  github.setStatus(REPOSITORY, pull.headSha, { context: "build", state: "failure", by: "ci" });
  await page.locator("[data-answer]").getByText("1 failed").waitFor();
  github.setStatus(REPOSITORY, pull.headSha, { context: "build", state: "success", by: "ci" });
  await expectRoad(road, "waits at the gate Done");
  github.review(pull, { by: "rita", state: "APPROVED" });
  await expectRoad(road, "waits at the gate Final word");

  await approve.click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(pull.headSha, { exact: true }).waitFor();
  await dialog.getByRole("button", { name: "Give the final word" }).click();
  await page.getByRole("heading", { name: "Nothing is missing: it can be merged." }).waitFor();
  await world.shows(pull.headSha, { overall: "success" });
  await page.getByText(/cora gave the final word for/).waitFor();

  // The facts of a decision are one click further, and have an address.
  await page.getByRole("button", { name: "Facts" }).first().click();
  await page.getByRole("row").filter({ hasText: "reviews" }).getByText("rita").waitFor();
  expect(page.url()).toMatch(/\?event=\d+$/);

  const { after } = github.push(pull, { by: "ada" });
  await page.getByText(after, { exact: true }).waitFor();
  await page.getByRole("button", { name: `Give the final word on ${after}` }).waitFor();

  // Nothing has jumped under the pointer, from the first sentence to the last.
  expect(await placeOf(road)).toBe(place);
  expect(complaints.filter((text) => !text.includes("401"))).toEqual([]);
}, 120_000);

it("a one-time address works once", async () => {
  const world = await createWorld({ start: false });
  const server = await world.start();
  const address = await server.signInAddress({ subject: "visitor", role: "viewer" });
  const first = await visit(world, null);
  await first.page.goto(address);
  await first.page.getByText("visitor", { exact: false }).first().waitFor();
  const second = await visit(world, null);
  // The form that is sent to the server, for those whose mail program cuts off what is behind the hash.
  await second.page.goto(address.replace("/#one-time=", "/session/"));
  await second.page.getByRole("alert").getByText("was used already").waitFor();
  expect(second.page.url()).toBe(`${world.url}/`);
});

it("what a role may not do has no button", async () => {
  const world = await createWorld();
  const pull = world.wellKept();
  await world.shows(pull.headSha, { dod: "success" });
  const { page } = await visit(world, { subject: "vera", role: "viewer" });
  await page.goto(`${world.url}/changes/github/${REPOSITORY}/${pull.number}`);
  await page.getByText("the final word needs the role coordinator").waitFor();
  expect(await page.getByRole("button", { name: /final word|Check again|Refuse/ }).count()).toBe(0);
  const author = await visit(world, { subject: "ada", login: "ada", role: "coordinator" });
  await author.page.goto(`${world.url}/changes/github/${REPOSITORY}/${pull.number}`);
  await author.page.getByText("you are its author").waitFor();
  expect(await author.page.getByRole("button", { name: /Give the final word/ }).isDisabled()).toBe(true);
});

/** How far down something stands. */
async function placeOf(part: Locator): Promise<number | undefined> {
  return (await part.boundingBox())?.y;
}

/** Everything that our checks on the commit say, as one text. */
function checkText(github: { checkRunsOf(repository: string, sha: string): unknown }, sha: string): string {
  return JSON.stringify(github.checkRunsOf(REPOSITORY, sha));
}

async function expectRoad(road: Locator, said: string): Promise<void> {
  await expect.poll(() => road.getAttribute("aria-label"), { timeout: 15_000 }).toContain(said);
}
