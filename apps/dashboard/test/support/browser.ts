import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--hide-scrollbars",
  // Containers often have a tiny /dev/shm.
  "--disable-dev-shm-usage",
];

export interface OpenBrowser {
  readonly browser: Browser;
  /** Which one it is, for the log of a failure. */
  readonly path: string;
  close(): Promise<void>;
}

/** A Chromium: that of `CHROMIUM_PATH`, else the system's, else the one that npm has brought. */
export async function openBrowser(): Promise<OpenBrowser> {
  const directory = mkdtempSync(join(tmpdir(), "tollgate-browser-"));
  const environment = { LANG: "en_US.UTF-8", TMPDIR: directory, TZ: "UTC" };
  try {
    const { path, libraries } = await findChromium(directory);
    const browser = await chromium.launch({
      executablePath: path,
      args: FLAGS,
      env: { ...process.env, ...environment, ...libraries },
    });
    const close = async () => {
      await browser.close();
      rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
    };
    return { browser, path, close };
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    throw error;
  }
}

interface Found {
  readonly path: string;
  /** What it needs in its environment to find its own libraries and fonts. */
  readonly libraries: Readonly<Record<string, string>>;
}

async function findChromium(directory: string): Promise<Found> {
  for (const path of [process.env.CHROMIUM_PATH, "/usr/bin/chromium"]) {
    if (path !== undefined && path !== "" && existsSync(path)) return { path, libraries: {} };
  }
  // It unpacks itself and its libraries into the folder for temporary files, and tells where through the environment.
  // That is put back afterwards: other programs that the tests start must not load a browser's libraries.
  const before = { ...process.env };
  const folder = unpackedFolder();
  Object.assign(process.env, { LANG: "en_US.UTF-8", AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x", TMPDIR: folder });
  try {
    const { default: packed } = await import("@sparticuz/chromium");
    const { LD_LIBRARY_PATH = "" } = process.env;
    if (!existsSync(folder)) await unpackInto(folder, () => packed.executablePath());
    const libraries = { LD_LIBRARY_PATH, FONTCONFIG_FILE: writeFontList(directory, join(folder, "fonts")) };
    return { path: join(folder, "chromium"), libraries };
  } finally {
    for (const name of ["LANG", "AWS_EXECUTION_ENV", "TMPDIR", "LD_LIBRARY_PATH", "FONTCONFIG_PATH"]) {
      const value = before[name];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/** Where the browser that npm has brought lies unpacked, for every run: unpacking it takes seconds. */
function unpackedFolder(): string {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const { version } = JSON.parse(readFileSync(join(dirname(entry), "../package.json"), "utf8")) as { version: string };
  return join(import.meta.dirname, "../../../../.cache", `chromium-${version}`);
}

/** Made aside and put in place at once: others may unpack at the same time, or be killed in the middle of it. */
async function unpackInto(folder: string, unpack: () => Promise<unknown>): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true });
  const draft = mkdtempSync(`${folder}-`);
  process.env.TMPDIR = draft;
  try {
    await unpack();
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Somebody else was first.
    if (!existsSync(folder)) throw error;
  }
}

/** Its own list of fonts knows fixed folders only; without a single font the browser ends at the first text. */
function writeFontList(directory: string, own: string): string {
  const file = join(directory, "fonts.conf");
  const folders = [own, "/usr/share/fonts", "/usr/local/share/fonts"];
  const list = folders.map((folder) => `<dir>${folder}</dir>`).join("");
  writeFileSync(
    file,
    `<?xml version="1.0"?><fontconfig>${list}<cachedir>${join(directory, "font-cache")}</cachedir></fontconfig>`,
  );
  return file;
}
