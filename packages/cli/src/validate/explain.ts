import type { CodeInfo } from "@tollgate/pipelines/findings/rule";
import { CliFailure, EXIT } from "../failure.ts";

/** What is known of a code; the nearest one is named where there is none of that name. */
export function infoOf(code: string, codes: ReadonlyMap<string, CodeInfo>): CodeInfo {
  const info = codes.get(code);
  if (info !== undefined) return info;
  const words = code.split(/[/-]/).filter((word) => word.length > 2);
  const alike = [...codes.keys()].filter((known) => words.some((word) => known.includes(word)));
  const some = (alike.length > 0 ? alike : [...codes.keys()]).slice(0, 12);
  throw new CliFailure(
    EXIT.wrong,
    `There is no code ${code}.`,
    `Codes: ${some.join(", ")}${some.length < codes.size ? ", ..." : ""}`,
  );
}
