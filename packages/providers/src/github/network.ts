import { readFileSync } from "node:fs";
import { getCACertificates } from "node:tls";
import { Agent, type Dispatcher, EnvHttpProxyAgent } from "undici";

/** The way out: proxies, and whom to trust. */
export interface Network {
  readonly proxy?: { readonly http?: string; readonly https?: string; readonly none?: string };
  /** PEM certificates to trust, complete. */
  readonly ca?: readonly string[];
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY` (lower case too, as curl does) and `TOLLGATE_CA_FILE`.
 * @param problem told when the file cannot be read; default: thrown
 */
export function networkFrom(env: Env, problem?: (message: string, remedy: string) => void): Network {
  const plain = (name: string) => env[name]?.trim() || undefined;
  const either = (name: string) => plain(name.toLowerCase()) ?? plain(name);
  const http = either("HTTP_PROXY");
  const https = either("HTTPS_PROXY");
  const none = either("NO_PROXY");
  const proxy = {
    ...(http === undefined ? {} : { http }),
    ...(https === undefined ? {} : { https }),
    ...(none === undefined ? {} : { none }),
  };
  const file = plain("TOLLGATE_CA_FILE");
  const own = file === undefined ? undefined : readCa(file, problem);
  return {
    ...(http === undefined && https === undefined ? {} : { proxy }),
    // Node takes only one list: what it would trust anyway, NODE_EXTRA_CA_CERTS included, stays in it.
    ...(own === undefined ? {} : { ca: [...getCACertificates("default"), own] }),
  };
}

function readCa(file: string, problem?: (message: string, remedy: string) => void): string | undefined {
  try {
    const text = readFileSync(file, "utf8");
    if (text.includes("-----BEGIN CERTIFICATE-----")) return text;
    problem?.(`TOLLGATE_CA_FILE: ${file} holds no certificate`, "Give certificates in PEM form.");
  } catch (error) {
    if (problem === undefined) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? "cannot be read";
    problem(`TOLLGATE_CA_FILE: ${file}: ${code}`, "Let TOLLGATE_CA_FILE name a file that Tollgate may read.");
  }
  return undefined;
}

/** Makes the connections: by the proxy where there is one, never for what runs on this machine. */
export function dispatcherOf(network: Network): Dispatcher {
  const tls = network.ca === undefined ? {} : { ca: [...network.ca] };
  const common = { connect: { timeout: 5_000, ...tls }, connections: 32 };
  if (network.proxy === undefined) return new Agent(common);
  const { http, https, none } = network.proxy;
  return new EnvHttpProxyAgent({
    ...common,
    requestTls: tls,
    proxyTls: tls,
    // Given even when empty: else the agent looks into the environment by itself.
    httpProxy: http ?? "",
    httpsProxy: https ?? "",
    noProxy: [none, "localhost", "127.0.0.1", "[::1]"].filter((entry) => entry !== undefined).join(","),
  });
}
