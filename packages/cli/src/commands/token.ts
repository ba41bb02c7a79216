import type { Token } from "@tollgate/client/admin";
import { includesRole, ROLES } from "@tollgate/core/vocabulary/role";
import { type Command, Option } from "commander";
import { type StorageFlags, withDatabase } from "../database.ts";
import { CliFailure, EXIT } from "../failure.ts";
import { columns, note, paintErr, paintOut, print, printJson } from "../output/terminal.ts";
import { ago, duration, oneLine, table } from "../output/text.ts";
import { branch, type Formatted, leaf, withStorage } from "../tree.ts";

type Flags = StorageFlags & Formatted;

interface OwnerFlags extends Flags {
  readonly role: Token["role"];
  readonly subject: string;
  readonly login?: string;
}

interface CreateFlags extends OwnerFlags {
  readonly expires?: string;
}

interface SignInFlags extends OwnerFlags {
  readonly url?: string;
}

export function registerToken(root: Command): void {
  const token = branch(root, "token", "API tokens, kept in the database; works whether or not a server runs.", [
    "token create --role viewer --subject dashboard --expires 90d",
    "token list",
  ]);
  const roles = ROLES.filter((role) => includesRole(role, "viewer"));
  withStorage(
    leaf(token, "create", "Make a token. It is printed once and stored nowhere.", [
      "token create --role coordinator --subject ada --login ada --expires 90d",
    ]),
  )
    .addOption(new Option("--role <role>", "what it may do").choices(roles).makeOptionMandatory())
    .requiredOption("--subject <subject>", "who or what uses it; stands in events and logs")
    .option("--login <login>", "the forge login that it acts for")
    .option("--expires <when>", "when it ends: 90d, 12h, or a date such as 2030-01-31 (default: never)")
    .action((flags: CreateFlags) => create(flags));
  withStorage(
    leaf(token, "sign-in", "Print an address of the dashboard that signs somebody in, once, within ten minutes.", [
      "token sign-in --role coordinator --subject ada --login ada --url https://tollgate.example.com",
    ]),
  )
    .addOption(new Option("--role <role>", "what they may do").choices(roles).makeOptionMandatory())
    .requiredOption("--subject <subject>", "who they are; stands in events and logs")
    .option("--login <login>", "the forge login that they act for")
    .option("--url <url>", "where the dashboard is (TOLLGATE_PUBLIC_URL; default: http://127.0.0.1:8080)")
    .action((flags: SignInFlags) => signIn(flags));
  withStorage(leaf(token, "list", "All tokens, newest first.", ["token list --format json"])).action((flags: Flags) =>
    list(flags),
  );
  withStorage(leaf(token, "revoke", "End a token at once.", ["token revoke 3f1c9a52-6a0e-4b0c-9d55-0a1f6b7c8d9e"]))
    .argument("<id>", "its id, from `token list`")
    .action((id: string, flags: Flags) => revoke(id, flags));
}

/** Whom a token is for, checked. */
function ownerOf(flags: OwnerFlags): { subject: string; role: Token["role"]; login: string | undefined } {
  const subject = flags.subject.trim();
  if (subject === "" || subject.length > 200) {
    throw new CliFailure(EXIT.wrong, "--subject needs 1 to 200 characters.", "Say who uses the token.");
  }
  const { login } = flags;
  if (login !== undefined && !/^[A-Za-z0-9_.[\]-]{1,100}$/.test(login)) {
    throw new CliFailure(EXIT.wrong, `--login ${JSON.stringify(login)} is no login.`, "Write it without the @.");
  }
  return { subject, role: flags.role, login };
}

async function signIn(flags: SignInFlags): Promise<void> {
  const owner = ownerOf(flags);
  const base = flags.url ?? process.env.TOLLGATE_PUBLIC_URL ?? "http://127.0.0.1:8080";
  if (!URL.canParse(base)) {
    throw new CliFailure(
      EXIT.wrong,
      `--url ${JSON.stringify(base)} is no address.`,
      "Write it with http:// or https://.",
    );
  }
  const code = await withDatabase(flags, async ({ database }) => {
    const { createOneTimeCode } = await import("@tollgate/server/store/one-time");
    return createOneTimeCode(database.pool, owner);
  });
  const address = `${base.replace(/\/+$/, "")}/#one-time=${code}`;
  if (flags.format === "json") return printJson({ address, subject: owner.subject, role: owner.role });
  print(address);
  note(paintErr("dim", `${owner.role} for ${oneLine(owner.subject)}, once, within ten minutes.`));
}

async function create(flags: CreateFlags): Promise<void> {
  const owner = ownerOf(flags);
  const expiresAt = flags.expires === undefined ? undefined : endOf(flags.expires);
  const created = await withDatabase(flags, async ({ database }) => {
    const { createToken } = await import("@tollgate/server/store/tokens");
    return createToken(database.pool, { ...owner, expiresAt });
  });
  if (flags.format === "json") return printJson(created);
  print(created.token);
  const until = created.expiresAt === null ? "does not expire" : `until ${created.expiresAt}`;
  note(paintErr("dim", `${created.role} for ${oneLine(created.subject)}, ${until}. It is not shown again.`));
}

function endOf(typed: string): string {
  const length = duration(typed);
  const end = length === undefined ? Date.parse(typed) : Date.now() + length;
  if (Number.isNaN(end) || end <= Date.now() || end > Date.parse("9999-01-01")) {
    throw new CliFailure(
      EXIT.wrong,
      `--expires ${JSON.stringify(typed)} is no time to come.`,
      "Write a length such as 90d or 12h, or a date such as 2030-01-31.",
    );
  }
  return new Date(end).toISOString();
}

async function list(flags: Flags): Promise<void> {
  const tokens = await withDatabase(flags, async ({ database }) => {
    const { listTokens } = await import("@tollgate/server/store/tokens");
    const all: Token[] = [];
    for (;;) {
      const last = all.at(-1);
      const after = last === undefined ? null : { createdAt: last.createdAt, id: last.id };
      const page = await listTokens(database.pool, { limit: 200, after });
      all.push(...page);
      if (page.length < 200) return all;
    }
  });
  if (flags.format === "json") return printJson({ items: tokens });
  if (tokens.length === 0) return note("There are no tokens. Make one: tollgate token create --role R --subject S");
  const now = Date.now();
  const state = (token: Token) => {
    if (token.revokedAt !== null) return "revoked";
    return token.expiresAt !== null && Date.parse(token.expiresAt) <= now ? "expired" : "valid";
  };
  const text = table(
    [
      { heading: "ID", cells: tokens.map((token) => token.id) },
      { heading: "SUBJECT", cells: tokens.map((token) => oneLine(token.subject)), flexible: true },
      { heading: "ROLE", cells: tokens.map((token) => token.role) },
      { heading: "LOGIN", cells: tokens.map((token) => token.login ?? "-") },
      { heading: "STATE", cells: tokens.map(state) },
      { heading: "EXPIRES", cells: tokens.map((token) => token.expiresAt?.slice(0, 10) ?? "never") },
      {
        heading: "USED",
        cells: tokens.map((token) => (token.lastUsedAt === null ? "never" : ago(token.lastUsedAt, now))),
      },
    ],
    columns(),
    (heading) => paintOut("dim", heading),
  );
  print(text);
}

async function revoke(id: string, flags: Flags): Promise<void> {
  const unknown = new CliFailure(EXIT.wrong, `There is no token ${id}.`, "`tollgate token list` shows the ids.");
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw unknown;
  const revoked = await withDatabase(flags, async ({ database }) => {
    const { revokeToken } = await import("@tollgate/server/store/tokens");
    return revokeToken(database.pool, id);
  });
  if (revoked === null) throw unknown;
  if (flags.format === "json") return printJson(revoked);
  print(`Revoked the token of ${oneLine(revoked.subject)}.`);
}
