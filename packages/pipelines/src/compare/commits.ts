import { releaseByTag } from "../actions/facts.ts";
import type { CommitOf } from "./context.ts";

/** The commit of an action's tag, by the table of public actions that the program ships. */
export const commitOf: CommitOf = (action, version) =>
  releaseByTag(action.split("/").slice(0, 2).join("/"), version)?.commit;
