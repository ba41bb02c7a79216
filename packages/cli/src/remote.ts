import { readFileSync } from "node:fs";
import type { TollgateClient } from "@tollgate/client/client";
import type { Command } from "commander";
import { CliFailure, EXIT } from "./failure.ts";

export interface RemoteFlags {
  readonly server?: string;
}

export function withServer(command: Command): Command {
  return command.option(
    "--server <url>",
    "the server to ask (TOLLGATE_URL; default: http://127.0.0.1:8080); its token comes from TOLLGATE_TOKEN or TOLLGATE_TOKEN_FILE",
  );
}

/** The client for the server that flags and environment name. The token is no flag: others see a process's arguments. */
export async function connect(flags: RemoteFlags): Promise<TollgateClient> {
  const url = flags.server ?? (process.env.TOLLGATE_URL?.trim() || "http://127.0.0.1:8080");
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new CliFailure(
      EXIT.wrong,
      `${JSON.stringify(url)} is no web address.`,
      "Write it like http://127.0.0.1:8080",
    );
  }
  const { TollgateClient } = await import("@tollgate/client/client");
  return new TollgateClient({ url, token: token() });
}

function token(): string | undefined {
  const value = process.env.TOLLGATE_TOKEN?.trim();
  if (value) return value;
  const file = process.env.TOLLGATE_TOKEN_FILE?.trim();
  if (!file) return undefined;
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    const reason = (error as Error).message;
    throw new CliFailure(EXIT.wrong, `TOLLGATE_TOKEN_FILE cannot be read: ${reason}`, "Check the path.");
  }
}
