import { fetch } from "undici";
import { z } from "zod";
import { ForgeError } from "../forge.ts";
import { brokenError, errorOf } from "./errors.ts";
import { dispatcherOf, type Network } from "./network.ts";
import { NEEDED_EVENTS, NEEDED_PERMISSIONS } from "./permissions.ts";
import { parseAs } from "./schema.ts";

export interface ManifestOptions {
  /** GitHub shows it to everyone; at most 34 characters, unique over all of GitHub. */
  readonly name: string;
  /** Where Tollgate is reached: `/webhooks/github` below it takes the deliveries. Null: no webhook yet. */
  readonly publicUrl: string | null;
  /** Where the browser comes back to with the code. */
  readonly redirectUrl: string;
}

/**
 * The manifest from which GitHub makes an App with exactly what Tollgate needs.
 * https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest
 */
export function appManifest(options: ManifestOptions): Readonly<Record<string, unknown>> {
  const base = options.publicUrl?.replace(/\/+$/, "") ?? null;
  return {
    name: options.name,
    url: base ?? "https://github.com/apps",
    description: "Judges every pull request through a four-step quality review.",
    public: false,
    redirect_url: options.redirectUrl,
    hook_attributes:
      base === null
        ? { url: "https://example.invalid/webhooks/github", active: false }
        : { url: `${base}/webhooks/github`, active: true },
    default_permissions: Object.fromEntries(NEEDED_PERMISSIONS.map(({ key, level }) => [key, level])),
    default_events: NEEDED_EVENTS.map((event) => event.name),
  };
}

/** The page to which the manifest is posted as the form field `manifest`. */
export function manifestPage(webUrl: string, organization: string | null, state: string): string {
  const base = webUrl.replace(/\/+$/, "");
  const path =
    organization === null
      ? "/settings/apps/new"
      : `/organizations/${encodeURIComponent(organization)}/settings/apps/new`;
  return `${base}${path}?state=${encodeURIComponent(state)}`;
}

const conversionSchema = z.object({
  id: z.number(),
  slug: z.string().nullish(),
  name: z.string(),
  html_url: z.string(),
  pem: z.string(),
  webhook_secret: z.string().nullish(),
  client_id: z.string().nullish(),
});

/** A new App's identity and its secrets: keep them where only Tollgate can read them. */
export interface NewApp {
  readonly appId: number;
  readonly slug: string | null;
  readonly name: string;
  readonly url: string;
  readonly privateKey: string;
  readonly webhookSecret: string | null;
}

/**
 * Exchanges the code that GitHub gave the browser for the App's secrets. It works once, within an hour.
 * @param network see `networkFrom`: by the proxy and with the certificates that the environment names
 * @throws ForgeError of kind `not-found` when the code is used up
 */
export async function exchangeManifestCode(apiUrl: string, code: string, network: Network = {}): Promise<NewApp> {
  // The code stands for the App's secrets: it is not shown.
  const label = "POST /app-manifests/{code}/conversions";
  const dispatcher = dispatcherOf(network);
  let text: string;
  try {
    const response = await fetch(`${apiUrl}/app-manifests/${encodeURIComponent(code)}/conversions`, {
      method: "POST",
      headers: {
        accept: "application/vnd.github+json",
        "user-agent": "tollgate",
        "x-github-api-version": "2022-11-28",
      },
      signal: AbortSignal.timeout(15_000),
      dispatcher,
    });
    text = await response.text();
    if (!response.ok) {
      const headers = response.headers as unknown as Headers;
      throw errorOf({ label, status: response.status, headers, message: "", safe: false, needs: undefined });
    }
  } catch (error) {
    if (error instanceof ForgeError) throw error;
    throw brokenError(label, error, false, false);
  } finally {
    await dispatcher.close();
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ForgeError("protocol", `${label}: the answer is no JSON`);
  }
  const app = parseAs(conversionSchema, json, label);
  return {
    appId: app.id,
    slug: app.slug ?? null,
    name: app.name,
    url: app.html_url,
    privateKey: app.pem,
    webhookSecret: app.webhook_secret ?? null,
  };
}
