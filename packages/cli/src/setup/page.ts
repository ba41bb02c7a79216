import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { CliFailure, EXIT } from "../failure.ts";

/** What the page posts, and where. */
export interface Registration {
  /** GitHub's page for a new App. */
  readonly formAddress: (state: string) => string;
  readonly manifest: (redirectUrl: string) => unknown;
}

export interface SetupPage {
  /** What the person opens. */
  readonly url: string;
  /** Resolves with the code that GitHub sent the browser back with. */
  readonly code: Promise<string>;
  close(): void;
}

const RETURN_PATH = "/created";

/** Opens a page on loopback that sends the browser to GitHub with the manifest, and takes it back with the code. */
export async function openSetupPage(registration: Registration, port: number): Promise<SetupPage> {
  const state = newState();
  let settle: (code: string) => void = () => {};
  const code = new Promise<string>((resolve) => {
    settle = resolve;
  });
  const server = createServer((request, response) => {
    const { port: own } = server.address() as AddressInfo;
    // Only this machine's own names: a foreign page must not reach us by a name that it points here (DNS rebinding).
    if (![`127.0.0.1:${own}`, `localhost:${own}`].includes(request.headers.host ?? "")) {
      return answer(response, 421, "This page is at 127.0.0.1 only.");
    }
    const url = new URL(request.url ?? "/", `http://127.0.0.1:${own}`);
    if (request.method !== "GET") return answer(response, 405, "Open this page with a browser.");
    if (url.pathname === "/") return sendForm(response, registration, `http://127.0.0.1:${own}${RETURN_PATH}`, state);
    if (url.pathname === RETURN_PATH) return takeCode(url, state, response, settle);
    return answer(response, 404, "There is nothing here.");
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE") return reject(error);
      reject(
        new CliFailure(EXIT.outside, `Port ${port} is in use.`, "Choose another with --port, or leave it out.", {
          cause: error,
        }),
      );
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  const { port: own } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${own}/`, code, close };
}

function takeCode(url: URL, state: string, response: ServerResponse<IncomingMessage>, settle: (code: string) => void) {
  const code = url.searchParams.get("code") ?? "";
  if (!sameState(url.searchParams.get("state") ?? "", state)) {
    return answer(response, 400, "This answer belongs to another attempt. Open the address in the terminal again.");
  }
  if (!isCode(code)) return answer(response, 400, "GitHub sent no code. Open the address in the terminal again.");
  response.once("finish", () => settle(code));
  answer(response, 200, "The App is made. Go on in the terminal; this page can be closed.");
}

export function newState(): string {
  return randomBytes(24).toString("base64url");
}

export function sameState(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

export function isCode(text: string): boolean {
  return /^[A-Za-z0-9_-]{1,200}$/.test(text);
}

/** The form as a page of its own, which sends itself. */
export function formPage(formAddress: string, manifest: unknown, nonce: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Tollgate: make the GitHub App</title>
<form action="${escapeHtml(formAddress)}" method="post">
<input type="hidden" name="manifest" value="${escapeHtml(JSON.stringify(manifest))}">
<p>GitHub shows the name of the App and asks for your consent. <button>Go on to GitHub</button></p>
</form>
<script nonce="${nonce}">document.forms[0].submit();</script>
</html>
`;
}

function sendForm(response: ServerResponse, registration: Registration, redirectUrl: string, state: string): void {
  const nonce = newState();
  response.setHeader(
    "content-security-policy",
    `default-src 'none'; script-src 'nonce-${nonce}'; frame-ancestors 'none'`,
  );
  response.setHeader("cache-control", "no-store");
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end(formPage(registration.formAddress(state), registration.manifest(redirectUrl), nonce));
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" });
  response.end(`${text}\n`);
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
