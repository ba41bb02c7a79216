import { setTimeout as sleep } from "node:timers/promises";
import type { ChangeCommand, CommandResult } from "@tollgate/client/change";
import type { Pool } from "pg";
import { type Actor, answerOf, storeCommand } from "../store/commands.ts";
import { transaction } from "../store/database.ts";
import { bump } from "../store/subjects.ts";
import { addressOf } from "../views/change-row.ts";

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
  const change = await addressOf(pool, changeId);
  if (change === null) return null;
  const { provider, repository, number } = change;
  await transaction(pool, async (client) => {
    if (!(await storeCommand(client, changeId, { id, type, body, actor }))) return;
    await bump(client, [{ provider, repository, kind: "change", key: String(number), hints: [], read: true }]);
  });
  const deadline = Date.now() + ANSWER_MS;
  for (;;) {
    const answer = await answerOf(pool, id, changeId);
    if (answer !== null) return { id, ...answer };
    if (Date.now() > deadline)
      return { id, status: "waiting", message: "It is stored and is decided as soon as the change can be read." };
    await sleep(POLL_MS);
  }
}
