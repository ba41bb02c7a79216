import { afterAll, beforeAll, expect, it } from "vitest";
import { createWorld, REPOSITORY } from "../../../packages/server/test/support/world.ts";
import { closeBrowser, theBrowser, visit } from "./support/dashboard.ts";

beforeAll(async () => void (await theBrowser()));
afterAll(closeBrowser);

it("everything can be done without a pointer, the final word included", async () => {
  const world = await createWorld();
  const pull = world.wellKept({ head: "a", author: "ada", title: "Show the total" });
  const other = world.wellKept({ head: "b", author: "ada", title: "Remove the cart" });
  await world.shows(pull.headSha, { dod: "success" });
  await world.shows(other.headSha, { dod: "success" });
  const { page } = await visit(world, { subject: "cora", login: "cora", role: "coordinator" });
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
  await page.goto(world.url);
  await page.getByRole("link", { name: "Remove the cart" }).waitFor();

  const titles = await page.locator("[data-open]").allTextContents();
  await page.keyboard.press("j");
  await expect.poll(focused).toBe(titles[0]);
  await page.keyboard.press("j");
  await expect.poll(focused).toBe(titles[1]);
  await page.keyboard.press("k");
  await expect.poll(focused).toBe(titles[0]);

  await page.keyboard.press("?");
  await page.getByRole("dialog").getByText("previous row").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });

  await page.keyboard.press("/");
  await page.keyboard.type("show total");
  // Whoever types slowly is searched for in between.
  await page.waitForURL(/q=show\+total/);
  await expect.poll(() => page.locator("[data-open]").allTextContents()).toEqual(["Show the total"]);
  await page.keyboard.press("Enter");
  await expect.poll(focused).toBe("Show the total");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${world.url}/changes/github/${REPOSITORY}/${pull.number}`);

  // The tree of gates: arrows open, walk in and come back.
  await page.getByRole("treeitem", { name: /^Done/ }).waitFor();
  await page.getByRole("treeitem", { name: /^Ready/ }).focus();
  const item = () => page.evaluate(() => document.activeElement?.getAttribute("data-path"));
  await page.keyboard.press("End");
  await expect.poll(item).toBe("done");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect.poll(item).toBe("dod/approvals");
  await page.keyboard.press("Enter");
  await page.getByRole("treeitem", { name: /rita approved/ }).waitFor();
  expect(page.url()).toContain("gate=dod");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect.poll(item).toBe("done");

  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const wanted = `Give the final word on ${pull.headSha}`;
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press("Tab");
    if ((await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))) === wanted) break;
  }
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await expect.poll(focused).toBe("Give the final word");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Nothing is missing: it can be merged." }).waitFor();
  // While it closes, keys are still its own.
  await page.getByRole("dialog").waitFor({ state: "detached" });

  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await page.waitForURL(`${world.url}/system`);
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await page.waitForURL(`${world.url}/repositories`);
}, 90_000);
