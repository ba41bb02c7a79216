import { createInterface } from "node:readline/promises";
import type { StoredApp } from "@tollgate/server/environment";
import type { Command } from "commander";
import { CliFailure, EXIT } from "../failure.ts";
import { note, paintErr, paintOut, print, printJson } from "../output/terminal.ts";
import { clean, duration } from "../output/text.ts";
import { formPage, isCode, newState, openSetupPage, type Registration, sameState } from "../setup/page.ts";
import { webAddressOf } from "../setup/web-address.ts";
import { branch, type Formatted, leaf } from "../tree.ts";

interface Flags extends Formatted {
  readonly url?: string;
  readonly organization?: string;
  readonly name?: string;
  readonly dataDir?: string;
  readonly port: string;
  readonly timeout: string;
  readonly manual?: true;
  readonly force?: true;
}

/** Where a browser is sent back to that is on another machine: it fails to load, and its address has the code. */
const NOWHERE = "http://127.0.0.1:9/created";

export function registerSetup(root: Command): void {
  const setup = branch(root, "setup", "Make what Tollgate needs elsewhere.", [
    "setup github --url https://tollgate.acme.com",
  ]);
  leaf(
    setup,
    "github",
    "Make a GitHub App with exactly the permissions and events needed, and store its key in the data directory.",
    [
      "setup github --url https://tollgate.acme.com --organization acme",
      "setup github --url https://tollgate.acme.com --manual > make-app.html",
    ],
  )
    .option("--url <url>", "where GitHub reaches this server, for its webhooks (TOLLGATE_PUBLIC_URL)")
    .option("--organization <org>", "the organisation that owns the App (default: your own account)")
    .option("--name <name>", "the App's name; GitHub wants one that nobody has yet (default: Tollgate for OWNER)")
    .option("--data-dir <dir>", "where the App is stored (TOLLGATE_DATA_DIR; see `tollgate serve --help`)")
    .option("--port <port>", "port of the page on this machine; 0 picks a free one", "0")
    .option("--timeout <time>", "how long to wait for you", "15m")
    .option("--manual", "no browser here: print a page to open elsewhere, and take the code by hand")
    .option("--force", "replace an App that is stored already")
    .action((flags: Flags) => setupGitHub(flags));
}

async function setupGitHub(flags: Flags): Promise<void> {
  const { readStoredApp, storageFrom, writeStoredApp } = await import("@tollgate/server/environment");
  const { dataDir } = storageFrom(process.env, { dataDir: flags.dataDir });
  const stored = flags.force === true ? undefined : readStoredApp(dataDir);
  if (stored !== undefined) {
    throw new CliFailure(
      EXIT.wrong,
      `The App ${stored.name} (${stored.appId}) is stored already.`,
      "Use it as it is, or replace it with --force.",
    );
  }
  const publicUrl = publicAddress(flags.url ?? process.env.TOLLGATE_PUBLIC_URL);
  const apiUrl = apiAddress(process.env.GITHUB_API_URL?.trim() || "https://api.github.com");
  if (publicUrl === null) {
    note("Without --url the App is made without a webhook: changes are seen at each reconcile, until you set one.");
  }
  const registration = await registrationFor(flags, apiUrl, publicUrl);
  const code = flags.manual === true ? await codeByHand(registration) : await codeByBrowser(registration, flags);

  const { exchangeManifestCode } = await import("@tollgate/providers/github/manifest");
  const { networkFrom } = await import("@tollgate/providers/github/network");
  // The proxy and the certificates that hold for the server hold here as well.
  const made = await exchangeManifestCode(apiUrl, code, networkFrom(process.env));
  const app: StoredApp = { ...made, apiUrl, createdAt: new Date().toISOString() };
  const file = writeStoredApp(dataDir, app);
  tellMade(flags, app, file);
}

function publicAddress(typed: string | undefined): string | null {
  if (typed === undefined || typed.trim() === "") return null;
  if (URL.canParse(typed) && /^https?:$/.test(new URL(typed).protocol)) return typed.trim();
  const remedy = "Give the address at which GitHub reaches this server: --url https://tollgate.acme.com";
  throw new CliFailure(EXIT.wrong, `--url ${JSON.stringify(typed)} is no web address.`, remedy);
}

function apiAddress(typed: string): string {
  if (URL.canParse(typed) && /^https?:$/.test(new URL(typed).protocol)) return typed.replace(/\/+$/, "");
  const remedy = "Write it like https://github.example.com/api/v3, or leave it out for the public GitHub.";
  throw new CliFailure(EXIT.wrong, "GITHUB_API_URL is no web address.", remedy);
}

async function registrationFor(flags: Flags, apiUrl: string, publicUrl: string | null): Promise<Registration> {
  const { appManifest, manifestPage } = await import("@tollgate/providers/github/manifest");
  const { organization } = flags;
  if (organization !== undefined && !/^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/.test(organization)) {
    throw new CliFailure(EXIT.wrong, `${JSON.stringify(organization)} is no organisation.`, "Write its login.");
  }
  const name = flags.name ?? (organization === undefined ? "Tollgate" : `Tollgate for ${organization}`);
  return {
    formAddress: (state) => manifestPage(webAddressOf(apiUrl), organization ?? null, state),
    manifest: (redirectUrl) => appManifest({ name: name.slice(0, 34), publicUrl, redirectUrl }),
  };
}

async function codeByBrowser(registration: Registration, flags: Flags): Promise<string> {
  const port = Number(flags.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new CliFailure(EXIT.wrong, `--port ${flags.port} is no port.`, "Give a number from 0 to 65535.");
  }
  const wait = duration(flags.timeout);
  if (wait === undefined) {
    throw new CliFailure(EXIT.wrong, `--timeout ${flags.timeout} is no length of time.`, "Write it like 15m or 90s.");
  }
  const page = await openSetupPage(registration, port);
  note(`Open this address in a browser on this machine:\n\n  ${paintErr("bold", page.url)}\n`);
  note(paintErr("dim", "Waiting for GitHub to send you back (Ctrl-C gives up) ..."));
  const tooLate = new AbortController();
  const timer = setTimeout(() => tooLate.abort(), wait);
  try {
    return await Promise.race([
      page.code,
      new Promise<never>((_, reject) => {
        tooLate.signal.addEventListener("abort", () => {
          reject(new CliFailure(EXIT.outside, `Nobody came back within ${flags.timeout}.`, "Run the command again."));
        });
      }),
    ]);
  } finally {
    clearTimeout(timer);
    page.close();
  }
}

async function codeByHand(registration: Registration): Promise<string> {
  const state = newState();
  print(formPage(registration.formAddress(state), registration.manifest(NOWHERE), newState()));
  note(
    "1. Save the page above as a file and open it in a browser, on any machine.\n" +
      "2. Consent on GitHub. The browser is then sent to an address that does not load.\n" +
      "3. Paste that address here, or only the code in it, within the hour.",
  );
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  let pasted: string;
  try {
    // At the end of the input the question alone would never be answered.
    const ended = new Promise<string>((resolve) => terminal.once("close", () => resolve("")));
    pasted = (await Promise.race([terminal.question("> "), ended])).trim();
  } finally {
    terminal.close();
  }
  const url = URL.canParse(pasted) ? new URL(pasted) : undefined;
  if (url !== undefined && !sameState(url.searchParams.get("state") ?? "", state)) {
    throw new CliFailure(EXIT.wrong, "That address belongs to another attempt.", "Open the page printed just now.");
  }
  const code = url === undefined ? pasted : (url.searchParams.get("code") ?? "");
  if (!isCode(code)) throw new CliFailure(EXIT.wrong, "There is no code in that.", "Paste the whole address.");
  return code;
}

function tellMade(flags: Flags, app: StoredApp, file: string): void {
  const install = `${app.url}/installations/new`;
  if (flags.format === "json") {
    printJson({ appId: app.appId, slug: app.slug, name: app.name, url: app.url, install, file });
    return;
  }
  print(`Made the GitHub App ${paintOut("bold", clean(app.name))} (${app.appId}).`);
  print(`Its key and webhook secret are in ${file}, readable by you alone.\n`);
  print(`Next:\n  1. Install it on your repositories: ${clean(install)}`);
  print("  2. Start the server with the same data directory: tollgate serve");
  print("  3. See whether anything is missing: tollgate doctor\n");
  print("To run it elsewhere, take the values from that file into the environment:");
  print(`  GITHUB_APP_ID=${app.appId}\n  GITHUB_APP_PRIVATE_KEY_FILE=...\n  GITHUB_WEBHOOK_SECRET_FILE=...`);
  if (app.apiUrl !== "https://api.github.com") print(`  GITHUB_API_URL=${app.apiUrl}`);
}
