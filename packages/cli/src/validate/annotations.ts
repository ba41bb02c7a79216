import type { Finding } from "./kinds.ts";

const LEVELS = { error: "error", warning: "warning", info: "notice" } as const;

/**
 * A finding as a workflow command, which GitHub shows beside the line.
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
 */
export function annotation({ file, line, column, endLine, endColumn, code, severity, message }: Finding): string {
  const place = [`file=${property(file)}`, `line=${line}`, `endLine=${endLine}`];
  // GitHub shows columns only of a finding on one line.
  if (endLine === line) place.push(`col=${column}`, `endColumn=${endColumn}`);
  return `::${LEVELS[severity]} ${place.join(",")},title=${property(code)}::${data(message)}`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
