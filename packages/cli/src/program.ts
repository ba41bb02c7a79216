import { readFileSync } from "node:fs";
import { Command } from "commander";
import { registerBackup } from "./commands/backup.ts";
import { registerChanges } from "./commands/changes.ts";
import { registerCompare } from "./commands/compare.ts";
import { registerDemo } from "./commands/demo.ts";
import { registerDoctor } from "./commands/doctor.ts";
import { registerMigrate } from "./commands/migrate.ts";
import { registerPolicy } from "./commands/policy.ts";
import { registerServe } from "./commands/serve.ts";
import { registerSetup } from "./commands/setup.ts";
import { registerToken } from "./commands/token.ts";
import { registerValidate } from "./commands/validate.ts";
import { exampleText } from "./tree.ts";

export function version(): string {
  const file = new URL("../package.json", import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

/** The whole tree of commands. Making it has no effect: the documentation is made from this same tree. */
export function program(): Command {
  const root = new Command("tollgate")
    .description("A quality gate between a pull request and the main branch.")
    .version(version(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .exitOverride()
    // Told in one place, `main.ts`, with a remedy and in the format that was asked for.
    .configureOutput({ outputError: () => {} })
    .addHelpText(
      "after",
      `
Exit codes: 0 fine; 1 findings or a negative answer; 2 wrong use or broken input; 3 something outside failed.

${exampleText(["demo", "doctor", "setup github --organization acme", "serve", "changes list", "changes explain acme/shop#7", "validate"])}`,
    );
  registerServe(root);
  registerDemo(root);
  registerSetup(root);
  registerDoctor(root);
  registerToken(root);
  registerBackup(root);
  registerChanges(root);
  registerPolicy(root);
  registerValidate(root);
  registerCompare(root);
  registerMigrate(root);
  return root;
}
