import { CommanderError } from "commander";
import { EXIT, type Told, tell } from "./failure.ts";
import { problemLines, survivesClosedPipes } from "./output/terminal.ts";
import { program } from "./program.ts";

/** Also when the arguments could not be parsed, an error is printed in the format that was asked for. */
function wantsJson(args: readonly string[]): boolean {
  const at = args.lastIndexOf("--format");
  return args.includes("--format=json") || (at !== -1 && args[at + 1] === "json");
}

function tellCommander(error: CommanderError): Told {
  // "error: unknown command 'serv'\n(Did you mean serve?)"
  const [first = "", ...more] = error.message.replace(/^error: /, "").split("\n");
  const hint = /^\((.*)\)$/.exec(more.join(" ").trim())?.[1];
  const remedy = hint ?? "`tollgate --help` lists the commands; `tollgate help COMMAND` explains one.";
  return { exit: EXIT.wrong, kind: "usage", problems: [{ message: first, remedy }] };
}

async function main(args: readonly string[]): Promise<void> {
  try {
    await program().parseAsync([...args], { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return;
      // A command that only holds others was called alone: its help was printed.
      if (error.code === "commander.help") {
        process.exitCode = EXIT.wrong;
        return;
      }
    }
    const told = error instanceof CommanderError ? tellCommander(error) : tell(error);
    process.exitCode = told.exit;
    const text = wantsJson(args)
      ? JSON.stringify({ error: { kind: told.kind, exit: told.exit, problems: told.problems } }, null, 2)
      : told.problems.map((problem) => problemLines(problem.message, problem.remedy)).join("\n");
    process.stderr.write(`${text}\n`);
    if (process.env.TOLLGATE_DEBUG === "1") process.stderr.write(`${(error as Error).stack ?? ""}\n`);
  }
}

survivesClosedPipes();
await main(process.argv.slice(2));
