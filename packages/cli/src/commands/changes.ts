import { randomUUID } from "node:crypto";
import type { Change, ChangeCommand, CommandResult } from "@tollgate/client/change";
import type { ChangeAddress, TollgateClient } from "@tollgate/client/client";
import { REVIEW_STATES } from "@tollgate/core/change/review";
import { type Command, Option } from "commander";
import { parseChange } from "../change-reference.ts";
import { CliFailure, EXIT } from "../failure.ts";
import { changePage, changeTable, explanationText } from "../output/change.ts";
import { endWith, note, outcomeSign, paintErr, paintOut, print, printJson } from "../output/terminal.ts";
import { clean } from "../output/text.ts";
import { connect, type RemoteFlags, withServer } from "../remote.ts";
import { branch, type Formatted, leaf } from "../tree.ts";
import { registerMeasure } from "./measure.ts";
import { type WatchFlags, watch } from "./watch.ts";

type Flags = RemoteFlags & Formatted;

interface ListFlags extends Flags {
  readonly repository?: string;
  readonly state?: string;
  readonly author?: string;
  readonly lifecycle?: string;
  readonly limit: string;
  readonly all?: true;
}

interface ExplainFlags extends Flags {
  readonly policy?: string;
}

interface CommandFlags extends Flags {
  readonly sha?: string;
  readonly note?: string;
}

const CHANGE = "owner/name#7, github:owner/name#7, or the address of the pull request";
const COMMANDS = ["recheck", "approve-final", "reject-final"] as const satisfies readonly ChangeCommand["type"][];

export function registerChanges(root: Command): void {
  const changes = branch(root, "changes", "Pull requests under review, as a running server knows them.", [
    "changes list --repository acme/shop",
    'changes explain "acme/shop#7"',
  ]);
  withServer(
    leaf(changes, "list", "Changes, the last updated first.", [
      "changes list",
      "changes list --state FINAL_PENDING --all",
    ]),
  )
    .option("--repository <name>", "only those of owner/name")
    .addOption(new Option("--state <state>", "only those in this state").choices(REVIEW_STATES))
    .addOption(
      new Option("--lifecycle <life>", "only pull requests that are so").choices(["open", "draft", "merged", "closed"]),
    )
    .option("--author <login>", "only those of this author")
    .option("--limit <number>", "how many at most, up to 200", "50")
    .option("--all", "all of them, page by page")
    .action((flags: ListFlags) => list(flags));
  withServer(
    leaf(changes, "show", "One change: its road, its gates, what it waits for.", ['changes show "acme/shop#7"']),
  )
    .argument("<change>", CHANGE)
    .action((change: string, flags: Flags) => show(change, flags));
  withServer(
    leaf(changes, "explain", "What is missing to merge, and who can do it. Ends with 1 while something is.", [
      'changes explain "acme/shop#7"',
      "changes explain https://github.com/acme/shop/pull/7 --format json",
      'changes explain --policy .qms "acme/shop#7"',
    ]),
  )
    .argument("<change>", CHANGE)
    .option("--policy <dir>", "judge it by the policy files in this folder instead; nothing comes in force")
    .action((change: string, flags: ExplainFlags) => explain(change, flags));
  withServer(
    leaf(changes, "watch", "Follow a change, or all of them, until Ctrl-C.", [
      "changes watch",
      'changes watch "acme/shop#7" --until COMPLETED --timeout 30m',
    ]),
  )
    .argument("[change]", CHANGE)
    .addOption(new Option("--until <state>", "end when the change is in this state").choices(REVIEW_STATES))
    .option("--timeout <time>", "end with 1 after so long, for instance 30m")
    .action((change: string | undefined, flags: WatchFlags) => watch(change, flags));
  withServer(
    leaf(changes, "command", "Ask for a re-check, or give the final word on a commit.", [
      'changes command recheck "acme/shop#7"',
      'changes command approve-final "acme/shop#7" --sha 8c1f0d2b9a4e --note "seen with the team"',
    ]),
  )
    .argument("<command>", COMMANDS.join(", "))
    .argument("<change>", CHANGE)
    .option("--sha <sha>", "the commit that is decided on: 40 digits, or at least the first 12")
    .option("--note <text>", "why, for the record")
    .action((command: string, change: string, flags: CommandFlags) => send(command, change, flags));
  registerMeasure(changes);
}

async function list(flags: ListFlags): Promise<void> {
  const limit = Number(flags.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > 200) {
    throw new CliFailure(EXIT.wrong, `--limit ${flags.limit} is no number from 1 to 200.`, "Use --all for more.");
  }
  const { repository, state, author, lifecycle } = flags;
  const client = await connect(flags);
  const filter = { repository, state, author, lifecycle, limit: flags.all === true ? 200 : limit };
  const { items, nextCursor } = flags.all === true ? await all(client, filter) : await client.listChanges(filter);
  if (flags.format === "json") return printJson({ items, nextCursor });
  if (items.length === 0) return note("There are no such changes.");
  print(changeTable(items, Date.now(), paintOut));
  if (nextCursor !== null) note(paintErr("dim", "There are more: --all shows them."));
}

async function all(client: TollgateClient, filter: Parameters<TollgateClient["allChanges"]>[0]) {
  const items: Change[] = [];
  for await (const change of client.allChanges(filter)) items.push(change);
  return { items, nextCursor: null };
}

async function show(typed: string, flags: Flags): Promise<void> {
  const address = parseChange(typed);
  const change = await (await connect(flags)).change(address);
  if (flags.format === "json") printJson(change);
  else print(changePage(change, Date.now(), paintOut));
}

async function explain(typed: string, flags: ExplainFlags): Promise<void> {
  const address = parseChange(typed);
  if (flags.policy !== undefined) return tryPolicy(address, flags.policy, flags);
  const explanation = await (await connect(flags)).explain(address);
  if (flags.format === "json") printJson(explanation);
  else print(explanationText(explanation, paintOut));
  if (!explanation.mergeable) endWith(EXIT.negative);
}

async function tryPolicy(address: ChangeAddress, folder: string, flags: ExplainFlags): Promise<void> {
  const { policyFilesIn } = await import("../policy-files.ts");
  const files = policyFilesIn(folder);
  const trial = await (await connect(flags)).tryPolicy(address, { files });
  if (flags.format === "json") printJson(trial);
  else {
    print(explanationText(trial, paintOut));
    for (const warning of trial.warnings) note(paintErr("yellow", clean(warning)));
    const read = `Judged by ${files.length} file${files.length === 1 ? "" : "s"}, on what was read ${trial.readAt}.`;
    note(paintErr("dim", read));
    if (trial.lacking.length > 0) {
      const lacking = `The policy in force does not read ${trial.lacking.join(", ")}, so that was not gathered; gates over it err here and would not once the policy is in force.`;
      note(paintErr("yellow", lacking));
    }
  }
  if (!trial.mergeable) endWith(EXIT.negative);
}

async function send(typed: string, change: string, flags: CommandFlags): Promise<void> {
  const command = commandOf(typed, flags);
  const address = parseChange(change);
  const client = await connect(flags);
  // The server answers once the command was decided, or after a while that it is still waiting: then it stands.
  const result = await client.command(address, command, randomUUID());
  if (flags.format === "json") printJson(result);
  else print(`${outcomeSign(SIGNS[result.status])} ${clean(result.message)}`);
  if (result.status === "refused") endWith(EXIT.negative);
}

const SIGNS = { accepted: "pass", refused: "fail", waiting: "pending" } as const satisfies Record<
  CommandResult["status"],
  string
>;

function commandOf(typed: string, { sha, note }: CommandFlags): ChangeCommand {
  const type = COMMANDS.find((candidate) => candidate === typed);
  if (type === undefined) {
    throw new CliFailure(EXIT.wrong, `${JSON.stringify(typed)} is no command.`, `Use one of ${COMMANDS.join(", ")}.`);
  }
  if (type === "recheck") {
    if (sha === undefined && note === undefined) return { type };
    throw new CliFailure(EXIT.wrong, "recheck takes neither --sha nor --note.", "Leave them out.");
  }
  if (sha === undefined || !/^[0-9a-f]{12,40}$/i.test(sha)) {
    throw new CliFailure(
      EXIT.wrong,
      `${type} needs the commit that is decided on.`,
      "Add --sha with its 40 digits, or at least the first 12; `changes show` prints the head.",
    );
  }
  return { type, sha: sha.toLowerCase(), ...(note === undefined ? {} : { note }) };
}
