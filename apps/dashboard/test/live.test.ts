import { afterAll, beforeAll, expect, it } from "vitest";
import { createWorld, REPOSITORY } from "../../../packages/server/test/support/world.ts";
import { closeBrowser, theBrowser, visit } from "./support/dashboard.ts";

beforeAll(async () => void (await theBrowser()));
afterAll(closeBrowser);

it("a lost connection is said, healed, and what happened meanwhile is shown", async () => {
  const world = await createWorld();
  const pull = world.wellKept({ head: "a", author: "ada", title: "Show the total" });
  await world.shows(pull.headSha, { dod: "success" });
  const list = await visit(world, { subject: "olga", role: "admin" });
  await list.page.goto(`${world.url}/changes`);
  await list.page.getByText("Needs final word").waitFor();
  const change = await visit(world, { subject: "olga", role: "admin" });
  await change.page.goto(`${world.url}/changes/github/${REPOSITORY}/${pull.number}`);
  for (const { page } of [list, change]) await page.getByRole("status").filter({ hasText: "Live" }).waitFor();

  const port = Number(new URL(world.url).port);
  await world.stop();
  for (const { page } of [list, change])
    await page.getByRole("alert").getByText("The connection to Tollgate is lost").waitFor();
  // What was read stays, so that people can go on reading.
  expect(await list.page.getByText("Needs final word").isVisible()).toBe(true);

  world.github.comment(pull, { by: "cora", body: `/tollgate approve-final ${pull.headSha}` });
  await world.start({ port });
  await list.page.getByRole("row").getByText("Passes").waitFor({ timeout: 30_000 });
  await change.page.getByRole("heading", { name: "Nothing is missing" }).waitFor({ timeout: 30_000 });
  for (const { page } of [list, change]) {
    await page.getByRole("status").filter({ hasText: "Live" }).waitFor();
    expect(await page.getByText("The connection to Tollgate is lost").count()).toBe(0);
  }
}, 120_000);

it("what comes while somebody points at the list waits, and announces itself", async () => {
  const world = await createWorld();
  const pull = world.wellKept({ head: "a", author: "ada", title: "Show the total" });
  const { page } = await visit(world, { subject: "olga", role: "admin" });
  await page.goto(`${world.url}/changes`);
  const first = page.locator("[data-row='0']");
  await first.getByText("Needs final word").waitFor();
  await first.hover();
  world.wellKept({ head: "b", author: "ada", title: "Remove the cart" });
  await page.getByRole("button", { name: "1 more change: show" }).waitFor();
  expect(await first.textContent()).toContain("Show the total");
  // What is shown changes where it is.
  world.github.review(pull, { by: "otto", state: "CHANGES_REQUESTED" });
  await first.getByText("Done: fails").waitFor();
  await page.getByRole("button", { name: "1 more change: show" }).click();
  await expect.poll(() => first.textContent()).toContain("Remove the cart");
});

it("a session that ends shows the way in", async () => {
  const world = await createWorld();
  const { page } = await visit(world, { subject: "temp", role: "viewer" });
  await page.goto(`${world.url}/system`);
  await page.getByText("Tollgate is well.").waitFor();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByLabel("Token").waitFor();
  await page.getByLabel("Token").fill("wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").getByText("This token is not valid.").waitFor();
});
