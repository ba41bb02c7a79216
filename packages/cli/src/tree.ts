import { type Command, Option } from "commander";
import type { Format } from "./output/terminal.ts";

/** Options of a leaf always have the format. */
export interface Formatted {
  readonly format: Format;
}

/**
 * A command that does something. Each takes `--format` and shows examples, since none is made in another way.
 * @param more formats besides text and JSON
 */
export function leaf(
  parent: Command,
  usage: string,
  description: string,
  examples: readonly string[],
  more: readonly string[] = [],
): Command {
  return parent
    .command(usage)
    .description(description)
    .addOption(
      new Option("--format <format>", "how the answer is printed").choices(["text", "json", ...more]).default("text"),
    )
    .addHelpText("after", `\n${exampleText(examples)}`);
}

/** A command that only holds others. */
export function branch(parent: Command, name: string, description: string, examples: readonly string[]): Command {
  return parent
    .command(name)
    .description(description)
    .addHelpText("after", `\n${exampleText(examples)}`);
}

export function exampleText(examples: readonly string[]): string {
  return `Examples:\n${examples.map((example) => `  $ tollgate ${example}`).join("\n")}`;
}

/** Where data is: every command that opens the database takes these two. */
export function withStorage(command: Command): Command {
  return command
    .option(
      "--data-dir <dir>",
      "where the embedded database lives (TOLLGATE_DATA_DIR; else /var/lib/tollgate for root, " +
        "$XDG_STATE_HOME/tollgate or ~/.local/state/tollgate for others)",
    )
    .option("--database-url <url>", "a PostgreSQL of your own instead of the embedded one (DATABASE_URL)");
}
