import type { ServeFlags } from "@tollgate/server/environment";
import type { Command } from "commander";
import { databaseLook } from "../doctor/database.ts";
import { gitHubLook } from "../doctor/github.ts";
import { type Found, fail, ok, run, warn } from "../doctor/look.ts";
import { EXIT, type ExitCode } from "../failure.ts";
import { paintOut, print, printJson } from "../output/terminal.ts";
import { clean, pad } from "../output/text.ts";
import { type Formatted, leaf, withStorage } from "../tree.ts";

export function registerDoctor(root: Command): void {
  withStorage(
    leaf(root, "doctor", "Look at everything this installation needs, and say what is missing and what to do.", [
      "doctor",
      "doctor --format json",
    ]),
  )
    .option("--host <host>", "the address the server would listen on (default: 127.0.0.1)")
    .option("--port <port>", "the port the server would listen on (default: 8080)")
    .option(
      "--policy-dir <dir>",
      "the installation's policy files, on which each repository's builds (TOLLGATE_POLICY_DIR)",
    )
    .action((flags: ServeFlags & Formatted) => doctor(flags));
}

async function doctor(flags: ServeFlags & Formatted): Promise<void> {
  const { readEnvironment } = await import("@tollgate/server/environment");
  const { machineLooks } = await import("../doctor/machine.ts");
  const { config, problems, warnings } = readEnvironment(process.env, flags);
  const found: Found[] = [];
  const tell = (lines: readonly Found[]) => {
    found.push(...lines);
    if (flags.format === "text") for (const line of lines) print(lineOf(line));
  };
  if (problems.length === 0) tell([ok("configuration", "every setting can be used")]);
  tell(problems.map(({ setting, message, remedy }) => fail(setting, "configuration", message, remedy)));
  tell(warnings.map((warning) => warn("environment", warning, "Change it as it says.")));
  // One after the other, so that a person reads along; each ends after its time at the latest.
  for (const look of [...machineLooks(config), databaseLook(config), gitHubLook(config)]) tell(await run(look));

  const exit = exitOf(found);
  if (flags.format === "json") {
    printJson({ ok: exit === EXIT.fine, checks: found });
  } else {
    const count = (status: Found["status"]) => found.filter((line) => line.status === status).length;
    print(`\n${count("ok")} fine, ${count("warn")} to consider, ${count("fail")} to mend`);
  }
  // A look that hung may hold connections or a starting database: they are let go with the process.
  process.stdout.write("", () => process.exit(exit));
}

/** What the configuration says wrongly comes first: only the person here can mend it. */
function exitOf(found: readonly Found[]): ExitCode {
  const failed = found.filter((line) => line.status === "fail");
  if (failed.some((line) => line.whose === "configuration")) return EXIT.wrong;
  return failed.length > 0 ? EXIT.outside : EXIT.fine;
}

const SIGNS = { ok: ["✓", "green"], warn: ["!", "yellow"], fail: ["✗", "red"] } as const;

function lineOf({ status, name, detail, remedy }: Found): string {
  const [sign, style] = SIGNS[status];
  const line = `${paintOut(style, sign)} ${pad(name, 22)} ${clean(detail)}`;
  return remedy === undefined ? line : `${line}\n  ${paintOut("cyan", "→")} ${clean(remedy)}`;
}
