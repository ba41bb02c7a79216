// Takes the pictures of the docs from a demo that it runs itself: `node scripts/run.mjs script scripts/screenshots.ts`.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "../apps/dashboard/test/support/browser.ts";
import { buildDashboard } from "./build-dashboard.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, "docs", "images");
/** A picture in the docs should not cost more than the page it stands on. */
const MOST_BYTES = 150_000;

interface Demo {
  readonly process: ChildProcess;
  readonly url: string;
  readonly signInUrl: string;
  /** Pages of the changes that the story was told of, in order. */
  readonly pages: string[];
}

/** A demo whose story has been told. */
async function startDemo(): Promise<Demo> {
  const args = [join(root, "packages/cli/bin/tollgate.js"), "demo", "--fast", "--port", "0", "--format", "json"];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const pages: string[] = [];
  let ready: { url: string; signInUrl: string } | null = null;
  for await (const line of createInterface({ input: child.stdout })) {
    const told = JSON.parse(line) as { type: string; url: string; signInUrl: string; page?: string | null };
    if (told.type === "ready") ready = told;
    else if (told.type === "step") {
      if (typeof told.page === "string" && !pages.includes(told.page)) pages.push(told.page);
    } else break;
  }
  if (ready === null) throw new Error("the demo ended before it was ready");
  // What it says from now on is nobody's business, but must not fill the pipe.
  child.stdout.resume();
  return { process: child, ...ready, pages };
}

async function take(page: Page, name: string): Promise<void> {
  // Fonts, transitions of the road, the first event.
  await page.waitForTimeout(1_500);
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  const { size } = statSync(path);
  process.stdout.write(`${path} ${(size / 1000).toFixed(0)} kB\n`);
  if (size > MOST_BYTES) throw new Error(`${path} is larger than ${MOST_BYTES} bytes`);
}

async function takeAll(browser: Browser, demo: Demo): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(demo.signInUrl);
  await page.waitForURL(`${demo.url}/changes`);
  await page.goto(`${demo.url}/changes?view=all`);
  await page.getByRole("row").nth(2).waitFor();
  await take(page, "changes");
  const waiting = page.getByRole("row").filter({ hasText: "Needs final word" }).first().locator("[data-open]");
  await waiting.click();
  await page.getByRole("button", { name: /^Give the final word/ }).waitFor();
  await take(page, "change");
  await page.setViewportSize({ width: 360, height: 720 });
  await take(page, "change-phone");
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.emulateMedia({ colorScheme: "dark" });
  await take(page, "change-dark");
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(`${demo.url}/system`);
  await page.getByText("Intake").waitFor();
  await take(page, "system");
  await context.close();
}

async function main(): Promise<void> {
  if (!(await buildDashboard())) throw new Error("the dashboard cannot be built");
  mkdirSync(folder, { recursive: true });
  const demo = await startDemo();
  const { browser, close } = await openBrowser();
  try {
    await takeAll(browser, demo);
  } finally {
    await close();
    demo.process.kill("SIGINT");
    await new Promise((resolve) => demo.process.once("exit", resolve));
  }
}

if (import.meta.main) await main();
