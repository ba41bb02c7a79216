import type { ServerConfig } from "@tollgate/server/config";
import { type Found, fail, type Look, ok, warn } from "./look.ts";

export function gitHubLook({ github }: ServerConfig): Look {
  return { name: "github", look: () => look(github) };
}

async function look(github: ServerConfig["github"]): Promise<readonly Found[]> {
  // What is wrong with the credentials was told with the configuration.
  if (github === null) return [];
  const { createGitHub } = await import("@tollgate/providers/github/github");
  const forge = createGitHub(github);
  try {
    const found = forge.webhooks.configured ? [] : [NO_SECRET];
    for (const { name, ok: good, detail, remedy } of await forge.inspect()) {
      if (!good) found.push(fail(name, "outside", detail, remedy ?? "Look at the App's settings."));
      // Good, and yet there is something to do: a part that is missing costs one feature only.
      else found.push(remedy === undefined ? ok(name, detail) : warn(name, detail, remedy));
    }
    return found;
  } finally {
    await forge.close();
  }
}

const NO_SECRET: Found = fail(
  "webhook secret",
  "configuration",
  "not set: webhooks are answered with 503",
  "Set GITHUB_WEBHOOK_SECRET (or _FILE) to the secret of the webhook's settings on GitHub.",
);
