import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { createWorld } from "../support/world.ts";

it("a repository that the configuration spells in another case is one repository", async () => {
  const world = await createWorld({
    as: "token",
    reconcileSeconds: 5,
    environment: { TOLLGATE_REPOSITORIES: "Acme/Shop" },
  });
  const pull = world.wellKept();
  await world.shows(pull.headSha, { dod: "success" });
  await sleep(7_000);
  const { rows } = await world.database.pool.query("select distinct repository from subjects");
  expect(rows).toEqual([{ repository: "acme/shop" }]);
}, 60_000);
