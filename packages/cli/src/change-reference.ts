import type { ChangeAddress } from "@tollgate/client/client";
import { CliFailure, EXIT } from "./failure.ts";

const SHORT = /^(?:([a-z][a-z0-9-]*):)?([A-Za-z0-9_.-]+)\/([A-Za-z0-9_.-]+)#(\d{1,10})$/;
const ADDRESS = /^https?:\/\/[^/]+\/(?:.*\/)?([A-Za-z0-9_.-]+)\/([A-Za-z0-9_.-]+)\/pull\/(\d{1,10})(?:[/?#].*)?$/;

/** Reads `owner/name#7`, `github:owner/name#7` or the address of a pull request. */
export function parseChange(typed: string): ChangeAddress {
  const short = SHORT.exec(typed);
  if (short !== null) {
    const [, provider = "github", owner = "", name = "", number = ""] = short;
    return { provider, repository: `${owner}/${name}`, number: Number(number) };
  }
  const address = ADDRESS.exec(typed);
  if (address !== null) {
    const [, owner = "", name = "", number = ""] = address;
    return { provider: "github", repository: `${owner}/${name}`, number: Number(number) };
  }
  throw new CliFailure(
    EXIT.wrong,
    `${JSON.stringify(typed)} names no change.`,
    "Write it as owner/name#7, github:owner/name#7, or the address of the pull request (quote the #).",
  );
}
