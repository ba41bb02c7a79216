import { setTimeout as sleep } from "node:timers/promises";
import { it } from "vitest";
import { createWorld, REPOSITORY } from "../support/world.ts";

it.each(["app", "token"] as const)(
  "measure %s",
  async (as) => {
    const world = await createWorld({ as, github: { latencyMs: 100 } });
    const { github } = world;
    await sleep(3000);
    for (let n = 0; n < 3; n++) {
      const from = github.requests.length;
      const t0 = Date.now();
      const pull = github.openPullRequest(REPOSITORY, {
        head: `h${n}`,
        author: "ada",
        title: "Retry the upload now",
        body: "Some words here. Closes #12",
      });
      let t1 = 0;
      while (Date.now() - t0 < 15000) {
        if (Object.values(world.contexts(pull.headSha)).every((v) => v !== "none")) {
          t1 = Date.now();
          break;
        }
        await sleep(5);
      }
      console.log(as, n, "all five after", t1 - t0, "ms");
      for (const r of github.requests.slice(from))
        console.log(
          `  +${r.at - t0} ${r.durationMs} ${r.method} ${r.path}${r.query} ${r.status} ${r.path.includes("graphql") ? r.body.slice(0, 40) : ""}`,
        );
      await sleep(2500);
    }
  },
  60000,
);
