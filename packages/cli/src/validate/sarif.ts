import type { CodeInfo } from "@tollgate/pipelines/findings/rule";
import type { Finding } from "./kinds.ts";

const LEVELS = { error: "error", warning: "warning", info: "note" } as const;
const PRECISIONS = { high: "very-high", medium: "medium", low: "low" } as const;

/**
 * The findings as a SARIF log, for code scanning and editors.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, and what GitHub reads of it:
 * https://docs.github.com/en/code-security/reference/code-scanning/sarif-support-for-code-scanning
 * @param codes what is known of the codes; one that has no entry is named only
 */
export function sarif(findings: readonly Finding[], codes: ReadonlyMap<string, CodeInfo>, version: string): object {
  const used = [...new Set(findings.map(({ code }) => code))].sort();
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "tollgate", semanticVersion: version, rules: used.map((code) => rule(code, codes)) } },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) => result(finding, used.indexOf(finding.code))),
      },
    ],
  };
}

function rule(id: string, codes: ReadonlyMap<string, CodeInfo>): object {
  const info = codes.get(id);
  if (info === undefined) return { id };
  return {
    id,
    shortDescription: { text: info.title },
    fullDescription: { text: info.explanation },
    help: { text: info.explanation, markdown: info.explanation },
    ...(info.source === undefined ? {} : { helpUri: info.source }),
    defaultConfiguration: { level: LEVELS[info.severity] },
    properties: {
      precision: PRECISIONS[info.confidence],
      tags: id.startsWith("security/") ? ["security"] : ["correctness"],
    },
  };
}

function result(finding: Finding, ruleIndex: number): object {
  const { file, line, column, endLine, endColumn, code, severity, message } = finding;
  const uri = encodeURI(file).replaceAll("#", "%23").replaceAll("?", "%3F");
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri },
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
      },
    ],
  };
}
