import type { CodeInfo, Example } from "../findings/rule.ts";

/** The reference page of a code, as Markdown. */
export function codePage(code: string, info: CodeInfo): string {
  const { title, severity, confidence, explanation, bad, good, source } = info;
  const language = code.startsWith("jenkins/") ? "groovy" : "yaml";
  const parts = [
    `# ${title}`,
    `\`${code}\`, ${severity}, ${confidence} confidence`,
    explanation.trim(),
    ...(source === undefined ? [] : [`Source: <${source}>`]),
    `## Found in\n\n${exampleBlocks(bad, language)}`,
    `## Not found in\n\n${exampleBlocks(good, language)}`,
  ];
  return `${parts.join("\n\n")}\n`;
}

function exampleBlocks(example: Example, language: string): string {
  if (typeof example === "string") return block(example, language);
  return Object.entries(example)
    .map(([path, text]) => `\`${path}\`:\n\n${block(text, language)}`)
    .join("\n\n");
}

function block(text: string, language: string): string {
  // A fence longer than any inside.
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([fence]) => fence.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n+$/, "")}\n${fence}`;
}
