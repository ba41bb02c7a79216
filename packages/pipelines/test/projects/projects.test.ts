import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type Project, projectOf } from "../../src/project/project.ts";
import { ACTION_FILE_RULES } from "../../src/rules/action-files/index.ts";
import { ACTION_USE_RULES } from "../../src/rules/actions/index.ts";
import { DEPENDABOT_FILE_RULES } from "../../src/rules/dependabot/index.ts";
import { PROJECT_RULES } from "../../src/rules/project/index.ts";
import { type FileKind, validateFile } from "../../src/validate/validate.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));

const rules = [...ACTION_USE_RULES, ...ACTION_FILE_RULES, ...PROJECT_RULES, ...DEPENDABOT_FILE_RULES];
const OWN = new Set(rules.flatMap(({ codes }) => Object.keys(codes)));
/** Every key of the schema has its tests elsewhere. */
const ELSEWHERE = /^syntax\/(?!call-input|unused-call)/;

function kindOf(path: string): FileKind | undefined {
  if (/^\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) return "workflow";
  if (/(?:^|\/)action\.ya?ml$/.test(path)) return "action";
  return /(?:^|\/)dependabot\.ya?ml$/.test(path) ? "dependabot" : undefined;
}

function settingsOf(head: string): Omit<Partial<Project>, "text" | "list"> {
  const told = new Map(
    head.split("\n").flatMap((line) => [/^([a-z ]+): (.*)$/.exec(line)?.slice(1, 3) ?? []]) as [string, string][],
  );
  const [required, queue, token] = [told.get("required checks"), told.get("merge queue"), told.get("token")];
  return {
    complete: told.get("complete") !== "no",
    ...(required === undefined ? {} : { requiredChecks: required.split("; ") }),
    ...(queue === undefined ? {} : { mergeQueue: queue === "yes" }),
    ...(token === "restricted" || token === "permissive" ? { tokenDefault: token } : {}),
  };
}

describe("projects", () => {
  it.each(readdirSync(HERE).filter((name) => name.endsWith(".files")))("%s", async (name) => {
    const [head = "", ...parts] = readFileSync(`${HERE}${name}`, "utf8").split(/^=== /m);
    const files = Object.fromEntries(
      parts.map((part) => [part.slice(0, part.indexOf("\n")), part.slice(part.indexOf("\n") + 1)]),
    );
    const project = projectOf(files, settingsOf(head));
    const told = Object.entries(files).flatMap(([path, text]) => {
      const kind = kindOf(path);
      if (kind === undefined) return [];
      return validateFile(kind, path, text, project)
        .filter(({ code }) => OWN.has(code) && !ELSEWHERE.test(code))
        .map(
          ({ line, column, severity, confidence, code, message, fix }) =>
            `${path}:${line}:${column} ${severity}/${confidence} ${code} ${message}${fix === undefined ? "" : ` [${fix.safe ? "safe" : "unsafe"}: ${fix.title}]`}`,
        );
    });
    await expect(`${told.join("\n")}\n`).toMatchFileSnapshot(`${HERE}${name.replace(/\.files$/, ".txt")}`);
  });
});
