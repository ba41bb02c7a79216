import type { Role } from "@tollgate/core/vocabulary/role";
import type { ClientBase, Pool } from "pg";
import { traceparent } from "../tracing/tracing.ts";
import { toJson } from "./json.ts";

/** Who sent a command by API. */
export interface Actor {
  readonly subject: string;
  readonly login: string | null;
  readonly role: Role;
}

export interface StoredCommand {
  readonly id: string;
  readonly type: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly actor: Actor;
}

export interface Answer {
  readonly status: "accepted" | "refused";
  readonly message: string;
}

/** Stores a command. @returns false when one of that id is there already */
export async function storeCommand(client: ClientBase, changeId: string, command: StoredCommand): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into commands (id, change_id, type, body, actor, traceparent) values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do nothing`,
    [command.id, changeId, command.type, toJson(command.body), toJson(command.actor), traceparent()],
  );
  return (rowCount ?? 0) > 0;
}

/** Commands of a change that nobody has answered yet, oldest first. */
export async function waitingCommands(pool: Pool | ClientBase, changeId: string): Promise<readonly StoredCommand[]> {
  const { rows } = await pool.query<StoredCommand>(
    "select id, type, body, actor from commands where change_id = $1 and done_at is null order by created_at, id",
    [changeId],
  );
  return rows;
}

/** Stores what became of a command, in the transaction of the decision. */
export async function answerCommand(client: ClientBase, id: string, answer: Answer): Promise<void> {
  await client.query("update commands set done_at = clock_timestamp(), result = $2 where id = $1", [
    id,
    toJson(answer),
  ]);
}

/** What became of a command of this change; null while it waits. */
export async function answerOf(pool: Pool, id: string, changeId: string): Promise<Answer | null> {
  const { rows } = await pool.query<{ result: Answer | null }>(
    "select result from commands where id = $1 and change_id = $2",
    [id, changeId],
  );
  return rows[0]?.result ?? null;
}
