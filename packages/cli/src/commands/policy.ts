import type { PolicyRevision, RollbackResult } from "@tollgate/client/policy";
import type { Command } from "commander";
import { CliFailure, EXIT } from "../failure.ts";
import { columns, note, outcomeSign, type Paint, paintErr, paintOut, print, printJson } from "../output/terminal.ts";
import { ago, clean, oneLine, table } from "../output/text.ts";
import { connect, type RemoteFlags, withServer } from "../remote.ts";
import { branch, type Formatted, leaf } from "../tree.ts";

interface Flags extends RemoteFlags, Formatted {
  readonly base?: string;
}

interface ListFlags extends Flags {
  readonly limit: string;
}

interface RollbackFlags extends Flags {
  readonly to?: string;
  readonly reason?: string;
  readonly lift?: true;
}

const REPOSITORY = "owner/name, or github:owner/name";

export function registerPolicy(root: Command): void {
  const policy = branch(root, "policy", "Policies that were in force, as a running server knows them.", [
    "policy revisions acme/shop",
    'policy rollback acme/shop --base main --to 12 --reason "the new limits stop every release"',
  ]);
  withServer(
    leaf(policy, "revisions", "The policies that came in force, the last one first.", [
      "policy revisions acme/shop",
      "policy revisions acme/shop --base main --format json",
    ]),
  )
    .argument("<repository>", REPOSITORY)
    .option("--base <branch>", "only those of this base branch")
    .option("--limit <number>", "how many at most, up to 200", "50")
    .action((repository: string, flags: ListFlags) => revisions(repository, flags));
  withServer(
    leaf(
      policy,
      "rollback",
      "Put an earlier revision in force again, until it is lifted or the policy's files change. Needs the role admin.",
      [
        'policy rollback acme/shop --base main --to 12 --reason "the new limits stop every release"',
        "policy rollback acme/shop --base main --lift",
      ],
    ),
  )
    .argument("<repository>", REPOSITORY)
    .option("--base <branch>", "the branch that changes go to")
    .option("--to <revision>", "the revision, by its number in `policy revisions`")
    .option("--reason <text>", "why, for the record and the checks")
    .option("--lift", "end a rollback: the policy files at the tip hold again")
    .action((repository: string, flags: RollbackFlags) => rollback(repository, flags));
}

function parseRepository(typed: string): { readonly provider: string; readonly repository: string } {
  const [, provider = "github", repository] = /^(?:([a-z][a-z0-9-]*):)?([\w.-]+\/[\w.-]+)$/.exec(typed) ?? [];
  if (repository !== undefined) return { provider, repository };
  throw new CliFailure(EXIT.wrong, `${JSON.stringify(typed)} names no repository.`, `Write it as ${REPOSITORY}.`);
}

async function revisions(typed: string, flags: ListFlags): Promise<void> {
  const { provider, repository } = parseRepository(typed);
  const limit = Number(flags.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > 200) {
    throw new CliFailure(EXIT.wrong, `--limit ${flags.limit} is no number from 1 to 200.`, "Use --base for fewer.");
  }
  const client = await connect(flags);
  const page = await client.listPolicyRevisions(provider, repository, { base: flags.base, limit });
  if (flags.format === "json") return printJson(page);
  if (page.items.length === 0) return note("No policy was in force yet: it comes with the first evaluation.");
  print(revisionTable(page.items, Date.now(), paintOut));
  const held = page.items.filter((revision) => revision.held);
  for (const { base } of held) note(paintErr("yellow", `A rollback holds on ${clean(base)}; --lift ends it.`));
  if (page.nextCursor !== null) note(paintErr("dim", "There are more: --limit shows up to 200."));
}

function revisionTable(items: readonly PolicyRevision[], now: number, paint: Paint): string {
  return table(
    [
      { heading: "REVISION", cells: items.map(({ id, inForce }) => `${id}${inForce ? " *" : ""}`), style: bold(paint) },
      { heading: "BASE", cells: items.map(({ base }) => oneLine(base)) },
      { heading: "SINCE", cells: items.map(({ since }) => ago(since, now)) },
      { heading: "COMMIT", cells: items.map(({ commit }) => commit.slice(0, 12)) },
      { heading: "GATES", cells: items.map(({ gates }) => String(gates)) },
      { heading: "BY", cells: items.map(({ by }) => oneLine(by ?? "a push")) },
      { heading: "WHY", cells: items.map(why), flexible: true },
    ],
    columns(),
    (heading) => paint("dim", heading),
  );
}

function bold(paint: Paint): (cell: string) => string {
  return (cell) => (cell.includes("*") ? paint("bold", cell) : cell);
}

function why({ reason, restores, files }: PolicyRevision): string {
  if (restores !== null) return `back to ${restores}: ${oneLine(reason ?? "")}`;
  return files.length === 0 ? "the built-in policy" : oneLine(files.join(", "));
}

async function rollback(typed: string, flags: RollbackFlags): Promise<void> {
  const { provider, repository } = parseRepository(typed);
  const { base, reason, lift } = flags;
  if (base === undefined) {
    throw new CliFailure(EXIT.wrong, "Which base branch is meant?", "Add --base, for instance --base main.");
  }
  if (lift === true) {
    if (flags.to !== undefined)
      throw new CliFailure(EXIT.wrong, "--lift and --to exclude each other.", "Leave one out.");
    const client = await connect(flags);
    const result = await client.liftPolicyRollback(provider, repository, { base, reason });
    return tell(flags, result, `The rollback on ${base} is lifted: the policy files at its tip hold again.`);
  }
  const revision = Number(flags.to);
  if (flags.to === undefined || !Number.isSafeInteger(revision) || revision < 1) {
    throw new CliFailure(
      EXIT.wrong,
      "Which revision is meant?",
      "Add --to with its number; `tollgate policy revisions` lists them. --lift ends a rollback.",
    );
  }
  if (reason === undefined || reason.trim() === "") {
    throw new CliFailure(
      EXIT.wrong,
      "Why is it rolled back?",
      "Add --reason; it stands in the record and on the checks.",
    );
  }
  const client = await connect(flags);
  const result = await client.rollBackPolicy(provider, repository, { base, revision, reason });
  const until = "It holds until it is lifted, or until the policy's files change.";
  tell(flags, result, `Revision ${revision} holds on ${base} again, as revision ${result.revision}. ${until}`);
}

function tell(flags: Flags, result: RollbackResult, text: string): void {
  if (flags.format === "json") {
    printJson(result);
    return;
  }
  const { changes } = result;
  print(`${outcomeSign("pass")} ${clean(text)}`);
  print(`  ${changes} open pull request${changes === 1 ? " is" : "s are"} judged again.`);
}
