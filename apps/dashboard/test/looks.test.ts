import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWorld, REPOSITORY, type World } from "../../../packages/server/test/support/world.ts";
import { seriousFindings } from "./support/axe.ts";
import { closeBrowser, theBrowser, visit } from "./support/dashboard.ts";

beforeAll(async () => void (await theBrowser()));
afterAll(closeBrowser);

const BROKEN = `apiVersion: tollgate.dev/v1
kind: WorkflowTemplate
metadata: {name: review}
spec:
  gates:
    dor/title:
      params: {min_lenght: 20}
`;

/** One change of each kind, a broken policy and a dead letter: every part of every page has something to show. */
async function fill(world: World): Promise<readonly (readonly [path: string, shows: string])[]> {
  const { github } = world;
  const failing = github.openPullRequest(REPOSITORY, {
    head: "a",
    author: "ada",
    title: "Retry the upload when the connection breaks, and say so in a title that is far too long for one line",
    body: "",
  });
  const waiting = world.wellKept({ head: "b", author: "ada", title: "Show the total" });
  const passing = world.wellKept({ head: "c", author: "ada", title: "Remove the cart" });
  await world.shows(failing.headSha, { dor: "failure" });
  await world.shows(waiting.headSha, { dod: "success" });
  await world.shows(passing.headSha, { dod: "success" });
  github.comment(passing, { by: "cora", body: `/tollgate approve-final ${passing.headSha}` });
  await world.shows(passing.headSha, { overall: "success" });
  await world.database.pool.query(
    `insert into subjects (provider, repository, kind, key, wanted_seq, attempts, parked_at, parked_reason)
     values ('github', 'acme/shop', 'change', '99', 3, 9, clock_timestamp(), 'GitHub answered 404: there is no such pull request')`,
  );
  github.writeFiles(REPOSITORY, "main", { ".qms/review.yml": BROKEN }, { by: "otto" });
  const at = (number: number) => `/changes/github/${REPOSITORY}/${number}`;
  return [
    ["/changes", "Show the total"],
    [at(failing.number), "What is missing"],
    [`${at(waiting.number)}?gate=dod%2Fapprovals`, "rita approved"],
    [at(passing.number), "it can be merged"],
    ["/repositories", "1 error"],
    [`/repositories/github/${REPOSITORY}`, "review.yml:7:"],
    ["/gates", "the last 30 days"],
    [`/gates?repository=${REPOSITORY}`, "dor/description"],
    ["/changes?gate=dor%2Fdescription&view=all", "Retry the upload when the connection breaks"],
    ["/system", "subject change 99"],
    ["/nowhere", "nothing at this address"],
  ];
}

describe.each(["light", "dark"] as const)("every page, %s", (colorScheme) => {
  it("has no serious finding of axe, fits 360 pixels, and keeps to the content security policy", async () => {
    const world = await createWorld();
    const pages = await fill(world);
    for (const width of [1280, 360]) {
      const options = { colorScheme, viewport: { width, height: 740 }, reducedMotion: "reduce" as const };
      const { page, complaints } = await visit(world, { subject: "cora", login: "cora", role: "admin" }, options);
      for (const [path, shows] of pages) {
        await page.goto(`${world.url}/changes`);
        if (path === "/nowhere") await page.evaluate(() => history.pushState(null, "", "/nowhere"));
        else await page.goto(world.url + path);
        await page.getByText(shows).first().waitFor();
        if (path.startsWith("/changes?gate=")) await page.getByText("held by dor/description").waitFor();
        expect(await seriousFindings(page), `${path} at ${width}`).toEqual([]);
        expect(await overflow(page), `${path} at ${width}`).toBeLessThanOrEqual(width);
      }
      const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      expect(background).toBe(colorScheme === "dark" ? "rgb(15, 19, 24)" : "rgb(255, 255, 255)");
      expect(complaints).toEqual([]);
    }
  }, 180_000);
});

it("the final word can be given on a phone", async () => {
  const world = await createWorld();
  const pull = world.wellKept();
  await world.shows(pull.headSha, { dod: "success" });
  const options = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true };
  const { page } = await visit(world, { subject: "cora", login: "cora", role: "coordinator" }, options);
  await page.goto(`${world.url}/changes`);
  await page.getByText("Needs final word").waitFor();
  // Anywhere on the row, not only on its title.
  await page.locator("[data-row='0']").tap();
  const button = page.getByRole("button", { name: /^Give the final word/ });
  await button.waitFor();
  const box = await button.boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(40);
  // Seen without scrolling.
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(640);
  await button.tap();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(pull.headSha, { exact: true }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(360);
  await dialog.getByRole("button", { name: "Give the final word" }).tap();
  await page.getByRole("heading", { name: "Nothing is missing: it can be merged." }).waitFor();
});

it("an admin settles dead letters", async () => {
  const world = await createWorld();
  await fill(world);
  const { page } = await visit(world, { subject: "olga", role: "admin" });
  await page.goto(`${world.url}/system`);
  await page.getByText("1 dead letter waits for a person").waitFor();
  await page.getByRole("button", { name: /^Drop: subject/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Drop" }).click();
  await page.getByText(/is dropped/).waitFor();
  await page.getByText("Tollgate is well.", { exact: true }).waitFor();
});

/** How wide the content is; more than the window is a page that must be pushed from side to side. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const main = document.querySelector("#main");
    return Math.max(document.documentElement.scrollWidth, main?.scrollWidth ?? 0);
  });
}
