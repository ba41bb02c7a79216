import type { SourceDocument } from "../source/document.ts";
import type { MigrationFault } from "./dialect.ts";

/** What keeps a file from being read as YAML; an anchor that nothing refers to keeps nobody from it. */
export function yamlFaults(document: SourceDocument): readonly MigrationFault[] {
  return document.faults.filter(({ kind }) => kind !== "unused-anchor");
}
