import { createToken, type TokenRole } from "@tollgate/server/store/tokens";
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import type { World } from "../../../../packages/server/test/support/world.ts";
import { buildDashboard } from "../../../../scripts/build-dashboard.mjs";
import { type OpenBrowser, openBrowser } from "./browser.ts";

export interface Visit {
  readonly page: Page;
  /** What the browser complained about: errors, refused files, broken policy. */
  readonly complaints: string[];
}

let opened: Promise<OpenBrowser> | null = null;

/** The browser of this file's tests, opened with the first use. */
export async function theBrowser(): Promise<OpenBrowser> {
  opened ??= (async () => {
    if (!(await buildDashboard({ say: () => {} }))) throw new Error("the dashboard cannot be built");
    return openBrowser();
  })();
  return opened;
}

export async function closeBrowser(): Promise<void> {
  await (await opened)?.close();
  opened = null;
}

/** A browser window of its own, signed in as this person; ends with the test. */
export async function visit(
  world: Pick<World, "url" | "database">,
  who: { subject: string; role: TokenRole; login?: string } | null,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const { browser } = await theBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  if (who !== null) {
    const { token } = await createToken(world.database.pool, who);
    const response = await context.request.post(`${world.url}/api/v1/session`, { data: { token } });
    expect(response.status()).toBe(201);
  }
  return { page, complaints };
}
