import { createPrivateKey, type KeyObject, sign } from "node:crypto";
import { ForgeError, type RepositoryName } from "../forge.ts";
import { installationSchema, parseAs, tokenSchema } from "./schema.ts";
import type { Credential, Transport } from "./transport.ts";

/** How we prove who we are: as an App through its installations, or with one plain token. */
export type Credentials =
  | { readonly kind: "token"; readonly token: string }
  | { readonly kind: "app"; readonly appId: number; readonly privateKey: string };

/** Finds the credential for what is to be done. */
export interface Auth {
  readonly kind: "app" | "token";
  /** The App's id; null with a token. */
  readonly appId: number | null;
  /** The credential of the App itself, or the token. */
  readonly self: Credential;
  forRepository(repository: RepositoryName, signal?: AbortSignal): Promise<Credential>;
  /** The credential of one installation; the token itself where there are none. */
  installation(id: number): Credential;
  /**
   * Forgets which installation a repository belongs to, if that was learnt so long ago: it moved, or the installation
   * is gone.
   */
  forget(repository: RepositoryName, learntBeforeMs?: number): void;
}

/** How long installation tokens live. */
const LIFE_MS = 60 * 60_000;
/** They are renewed this long before their end. */
const RENEW_BEFORE_MS = 5 * 60_000;
/** GitHub allows ten minutes, and clocks differ. */
const JWT_SECONDS = 9 * 60;

export function tokenAuth(token: string): Auth {
  const self: Credential = { key: "token", authorization: async () => `Bearer ${token}`, renew: () => false };
  return {
    kind: "token",
    appId: null,
    self,
    forRepository: async () => self,
    installation: () => self,
    forget: () => {},
  };
}

/** https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app */
export function appAuth(
  app: { readonly appId: number; readonly privateKey: string },
  transport: Transport,
  now: () => number,
): Auth {
  const key = createPrivateKey(app.privateKey);
  const self: Credential = {
    key: "app",
    authorization: async () => `Bearer ${appJwt(app.appId, key, now())}`,
    renew: () => false,
  };
  const installations = new Map<number, Credential>();
  const ofRepository = new Map<string, { readonly id: number; readonly at: number }>();

  function installation(id: number): Credential {
    let credential = installations.get(id);
    if (credential === undefined) {
      credential = installationCredential(id, self, transport, now, () => {
        for (const [repository, owner] of ofRepository) if (owner.id === id) ofRepository.delete(repository);
      });
      installations.set(id, credential);
    }
    return credential;
  }

  return {
    kind: "app",
    appId: app.appId,
    self,
    installation,
    async forRepository(repository, signal) {
      const name = repository.toLowerCase();
      let id = ofRepository.get(name)?.id;
      if (id === undefined) {
        const path = `/repos/${repository.split("/").map(encodeURIComponent).join("/")}/installation`;
        const answer = await transport.send({ method: "GET", path, credential: self, signal }).catch((error) => {
          if (error instanceof ForgeError && error.kind === "not-found") throw notInstalled(repository);
          throw error;
        });
        const found = parseAs(installationSchema, answer.json, "the installation");
        if (found.suspended_at != null) throw suspended(`the installation of ${repository}`);
        id = found.id;
        ofRepository.set(name, { id, at: now() });
      }
      return installation(id);
    },
    forget(repository, learntBeforeMs = 0) {
      const name = repository.toLowerCase();
      const learnt = ofRepository.get(name);
      if (learnt !== undefined && now() - learnt.at >= learntBeforeMs) ofRepository.delete(name);
    },
  };
}

/** One installation's token: asked for when needed, by one request even when many wait for it. */
function installationCredential(
  id: number,
  app: Credential,
  transport: Transport,
  now: () => number,
  gone: () => void,
): Credential {
  let held: { readonly token: string; readonly expiresAt: number } | null = null;
  let asking: Promise<{ token: string; expiresAt: number }> | null = null;

  async function ask(): Promise<{ token: string; expiresAt: number }> {
    try {
      const answer = await transport.send({
        method: "POST",
        path: `/app/installations/${id}/access_tokens`,
        credential: app,
        // A second token does no harm.
        safe: true,
      });
      const { token, expires_at } = parseAs(tokenSchema, answer.json, "the installation token");
      return { token, expiresAt: expires_at == null ? now() + LIFE_MS : Date.parse(expires_at) };
    } catch (error) {
      if (error instanceof ForgeError && error.kind === "not-found") {
        gone();
        throw new ForgeError("unauthorized", `installation ${id} is gone`, {
          status: 404,
          remedy: "The App was removed from this account: install it again, or take its repositories off the list.",
        });
      }
      if (error instanceof ForgeError && (error.status === 403 || error.kind === "forbidden")) {
        throw error.kind === "rate-limited" ? error : suspended(`installation ${id}`);
      }
      throw error;
    }
  }

  return {
    key: `installation ${id}`,
    async authorization() {
      if (held === null || held.expiresAt - now() < RENEW_BEFORE_MS) {
        // Not bound to one caller's signal: others may wait for the same token.
        asking ??= ask().finally(() => {
          asking = null;
        });
        held = await asking;
      }
      return `Bearer ${held.token}`;
    },
    renew() {
      held = null;
      return true;
    },
  };
}

function suspended(what: string): ForgeError {
  return new ForgeError("unauthorized", `${what} is suspended`, {
    status: 403,
    remedy: "An owner of the account can lift the App's suspension in its settings.",
  });
}

function notInstalled(repository: RepositoryName): ForgeError {
  return new ForgeError("unauthorized", `the App is not installed on ${repository}`, {
    status: 404,
    remedy: `Install the App on ${repository}, or take it off TOLLGATE_REPOSITORIES.`,
  });
}

/** A JSON Web Token for the App itself, signed with its key. */
function appJwt(appId: number, key: KeyObject, nowMs: number): string {
  const seconds = Math.floor(nowMs / 1000);
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  // Issued a minute ago: GitHub refuses a token from the future, and clocks differ.
  const claims = { iat: seconds - 60, exp: seconds + JWT_SECONDS, iss: String(appId) };
  const signed = `${encode({ alg: "RS256", typ: "JWT" })}.${encode(claims)}`;
  return `${signed}.${sign("sha256", Buffer.from(signed), key).toString("base64url")}`;
}
