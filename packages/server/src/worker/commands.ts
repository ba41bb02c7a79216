import { setTimeout as sleep } from "node:timers/promises";
import type { ChangeCommand, CommandResult } from "@tollgate/client/change";
import type { Role } from "@tollgate/core/vocabulary/role";
import type { Pool } from "pg";
import { transaction } from "../store/database.ts";
import { toJson } from "../store/json.ts";
import { bump } from "../store/subjects.ts";

/** Who sent a command by API. */
export interface Actor {
  readonly subject: string;
  readonly login: string | null;
  readonly role: Role;
}

/** How long the caller waits for the evaluation that answers; after that the command still stands and is `waiting`. */
const ANSWER_MS = 15_000;
const POLL_MS = 75;

/**
 * Stores a command and makes its change dirty in one transaction, then waits for the evaluation that answers it: every
 * command is decided on facts read after it was given. Sending the same id again answers the same.
 */
export async function submitCommand(
  pool: Pool,
  changeId: string,
  { type, ...body }: ChangeCommand,
  actor: Actor,
  id: string,
): Promise<CommandResult | null> {
  const { rows } = await pool.query<{ provider: string; repository: string; number: number }>(
    "select provider, repository, number from changes where id = $1",
    [changeId],
  );
  const change = rows[0];
  if (change === undefined) return null;
  const { provider, repository, number } = change;
  await transaction(pool, async (client) => {
    const { rowCount } = await client.query(
      "insert into commands (id, change_id, type, body, actor) values ($1, $2, $3, $4, $5) on conflict (id) do nothing",
      [id, changeId, type, toJson(body), toJson(actor)],
    );
    if ((rowCount ?? 0) > 0) {
      await bump(client, [{ provider, repository, kind: "change", key: String(number), hints: [], read: true }]);
    }
  });
  const deadline = Date.now() + ANSWER_MS;
  for (;;) {
    const result = await resultOf(pool, id, changeId);
    if (result !== null) return result;
    if (Date.now() > deadline)
      return { id, status: "waiting", message: "It is stored and is decided as soon as the change can be read." };
    await sleep(POLL_MS);
  }
}

async function resultOf(pool: Pool, id: string, changeId: string): Promise<CommandResult | null> {
  const { rows } = await pool.query<{ result: Omit<CommandResult, "id"> | null }>(
    "select result from commands where id = $1 and change_id = $2",
    [id, changeId],
  );
  const result = rows[0]?.result ?? null;
  return result === null ? null : { id, ...result };
}
