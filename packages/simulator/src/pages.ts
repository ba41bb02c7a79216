import { keepManifest, type Manifest } from "./rest/apps.ts";
import type { World } from "./world.ts";
import { account } from "./world.ts";

export interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const html = { "content-type": "text/html; charset=utf-8" };

/**
 * The one page of the web site that set-up needs: making an App from a manifest. A person presses a
 * button there; here the form's sending is enough.
 */
export function answerPage(
  world: World,
  method: string,
  path: string,
  query: URLSearchParams,
  body: string,
): Page | null {
  const match = /^\/(?:organizations\/([^/]+)\/)?settings\/apps\/new$/.exec(path);
  if (match === null) return null;
  if (method === "GET") {
    const form = `<form method="post"><textarea name="manifest"></textarea><button>Create GitHub App</button></form>`;
    return { status: 200, headers: html, body: `<!doctype html><title>New GitHub App</title>${form}` };
  }
  if (method !== "POST") return { status: 405, headers: html, body: "" };
  const form = new URLSearchParams(body);
  let manifest: Manifest;
  try {
    manifest = JSON.parse(form.get("manifest") ?? "") as Manifest;
  } catch {
    return { status: 400, headers: html, body: "<!doctype html><p>The manifest is no JSON.</p>" };
  }
  if (manifest.redirect_url === undefined) {
    return { status: 400, headers: html, body: "<!doctype html><p>The manifest has no redirect_url.</p>" };
  }
  const owner = account(world, match[1] ?? "acme", match[1] === undefined ? "User" : "Organization").login;
  const to = new URL(manifest.redirect_url);
  to.searchParams.set("code", keepManifest(manifest, owner));
  const state = query.get("state") ?? form.get("state");
  if (state !== null) to.searchParams.set("state", state);
  return { status: 302, headers: { location: to.href }, body: "" };
}
