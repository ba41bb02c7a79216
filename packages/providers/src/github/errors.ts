import { ForgeError } from "../forge.ts";
import { acceptedPermissions } from "./permissions.ts";

/** What an answer that is no success looked like. */
export interface Failure {
  /** `GET /repos/o/n`: says which request, without anything secret. */
  readonly label: string;
  readonly status: number;
  readonly headers: Headers;
  /** GitHub's own text, where it gave one. */
  readonly message: string;
  /** Whether carrying out the request twice does no harm. */
  readonly safe: boolean;
  /** The permission this request needs, where GitHub names none. */
  readonly needs: string | undefined;
}

/**
 * The error for an answer that is neither a success nor a limit.
 * https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api
 */
export function errorOf(failure: Failure): ForgeError {
  const { status, headers } = failure;
  const text = `${failure.label}: ${status}${failure.message === "" ? "" : ` ${failure.message}`}`;
  switch (status) {
    case 401:
      return new ForgeError("unauthorized", text, {
        status,
        remedy: "GitHub refuses the credentials: check the token, or the App's id and private key.",
      });
    case 403: {
      if (/suspended/i.test(failure.message)) {
        return new ForgeError("unauthorized", text, {
          status,
          remedy: "The App's installation is suspended: an owner of the account can lift that in its settings.",
        });
      }
      const permission = acceptedPermissions(headers.get("x-accepted-github-permissions")) ?? failure.needs;
      return new ForgeError("forbidden", text, {
        status,
        permission,
        remedy:
          permission === undefined
            ? "Grant Tollgate access to this repository."
            : `Grant Tollgate the permission "${permission}".`,
      });
    }
    case 404:
    case 410:
      return new ForgeError("not-found", text, {
        status,
        remedy: "It does not exist, or Tollgate may not see it: check the name and the installation's repositories.",
      });
    case 408:
    case 425:
      return new ForgeError("transient", text, { status });
    case 501:
      return new ForgeError("invalid", text, { status, remedy: "This server does not offer that part of the API." });
    default:
      if (status >= 500) {
        return failure.safe
          ? new ForgeError("transient", text, { status, remedy: "GitHub has a bad moment; it is tried again." })
          : new ForgeError("unknown-outcome", text, { status, remedy: "It is read back before it is tried again." });
      }
      if (status >= 400) return new ForgeError("invalid", text, { status });
      return new ForgeError("protocol", text, { status, remedy: "Check that the API's address is right." });
  }
}

/** Whether the server has no such thing, as far as we are shown. */
export function isMissing(error: ForgeError): boolean {
  return error.kind === "not-found" || error.status === 501;
}

/** Codes of errors that come before the first byte of a request has left. */
const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_PRX_TLS",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "CERT_HAS_EXPIRED",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** The code of a network error, from the error or its causes. */
export function codeOf(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const code = (at as { code?: unknown }).code;
    if (typeof code === "string") return code;
  }
  return undefined;
}

/**
 * The error for a request that got no whole answer. The cause is left out on purpose: its text may hold a proxy's
 * address with credentials in it.
 */
export function brokenError(label: string, error: unknown, safe: boolean, timedOut: boolean): ForgeError {
  const code = codeOf(error);
  const what = timedOut ? "no answer in time" : `broken connection${code === undefined ? "" : ` (${code})`}`;
  if (!safe && !(code !== undefined && !timedOut && NEVER_SENT.has(code))) {
    return new ForgeError("unknown-outcome", `${label}: ${what}`, {
      remedy: "It is read back before it is tried again.",
    });
  }
  return new ForgeError("transient", `${label}: ${what}`, {
    remedy: /CERT|SIGNED|ISSUER|VERIFY/.test(code ?? "")
      ? "GitHub's certificate is not trusted: give your CA by NODE_EXTRA_CA_CERTS or TOLLGATE_CA_FILE."
      : "Check the network, HTTPS_PROXY and GitHub's status page; it is tried again.",
  });
}
