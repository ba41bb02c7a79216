import { existsSync, readFileSync } from "node:fs";
import { requiredChecksOf } from "@tollgate/pipelines/project/required-checks";
import { CliFailure, EXIT } from "../failure.ts";
import type { Demands } from "./project.ts";

/**
 * What is demanded before a merge.
 * @param given names with commas between, or a file that tells them; nothing is known where it is undefined
 */
export function demandsOf(given: string | undefined): Demands {
  if (given === undefined) return {};
  if (!existsSync(given)) {
    // The check of a job in a called workflow is named after both: `call / test`.
    const isPath = /[\\/]|\.(?:json|ya?ml|txt)$/i.test(given) && !/,| \/ /.test(given);
    if (isPath) {
      throw new CliFailure(
        EXIT.wrong,
        `${given} does not exist.`,
        "Check the path, or give names: --required-checks build,test",
      );
    }
    return {
      requiredChecks: given
        .split(",")
        .map((name) => name.trim())
        .filter((name) => name !== ""),
    };
  }
  try {
    const { names, mergeQueue } = requiredChecksOf(readFileSync(given, "utf8"), given);
    return { requiredChecks: names, ...(mergeQueue === undefined ? {} : { mergeQueue }) };
  } catch (error) {
    throw new CliFailure(
      EXIT.wrong,
      (error as Error).message,
      "Give names, or a file as the help of the command says.",
      { cause: error },
    );
  }
}
