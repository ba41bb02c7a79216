import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { STRATEGIES } from "../../../src/migrate/share/strategy.ts";
import { filesBelow, hasData, read } from "../../support/data.ts";
import { shareAndCheck } from "./check.ts";

const FOLDER = "workflows/realworld";

/** What must qualify at least: repositories in which something is shared, and lines that it saves. */
const LEAST = { reusable: [4, 60], actions: [12, 200], hybrid: [14, 250] } as const;

describe.skipIf(!hasData(FOLDER))("workflows of real repositories (skipped where the shared data is absent)", () => {
  test.each(STRATEGIES)(
    "mean the same after %s",
    async (strategy) => {
      const repositories = Map.groupBy(
        filesBelow(FOLDER).filter((name) => /\.ya?ml$/.test(name)),
        (name) => dirname(name),
      );
      let qualified = 0;
      let saved = 0;
      for (const names of repositories.values()) {
        const files = names.map((name) => [`.github/workflows/${name.split("/").at(-1)}`, read(name)]);
        const sharing = await shareAndCheck(strategy, Object.fromEntries(files), false);
        if (sharing.shared.length > 0) qualified++;
        saved += sharing.linesBefore - sharing.linesAfter;
      }
      console.log(`${strategy}: ${qualified} of ${repositories.size} repositories qualify, ${saved} lines saved`);
      const [repositoriesLeast, linesLeast] = LEAST[strategy];
      expect(qualified).toBeGreaterThanOrEqual(repositoriesLeast);
      expect(saved).toBeGreaterThanOrEqual(linesLeast);
    },
    120_000,
  );
});
