import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
  Object.assign(process.env, {
    LANG: "en_US.UTF-8",
    AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x",
    TMPDIR: directory,
  });
  try {
    const { default: packed } = await import("@sparticuz/chromium");
    const path = await packed.executablePath();
    const { LD_LIBRARY_PATH = "" } = process.env;
    return { path, libraries: { LD_LIBRARY_PATH, FONTCONFIG_FILE: writeFontList(directory) } };
  } finally {
    for (const name of ["LANG", "AWS_EXECUTION_ENV", "TMPDIR", "LD_LIBRARY_PATH", "FONTCONFIG_PATH"]) {
      const value = before[name];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/** Its own list of fonts knows fixed folders only; without a single font the browser ends at the first text. */
function writeFontList(directory: string): string {
  const file = join(directory, "fonts.conf");
  const folders = [join(directory, "fonts"), "/usr/share/fonts", "/usr/local/share/fonts"];
  const list = folders.map((folder) => `<dir>${folder}</dir>`).join("");
  writeFileSync(
    file,
    `<?xml version="1.0"?><fontconfig>${list}<cachedir>${join(directory, "font-cache")}</cachedir></fontconfig>`,
  );
  return file;
}
