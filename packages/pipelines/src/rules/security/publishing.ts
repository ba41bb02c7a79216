import type { Step } from "../../dialects/github/workflow.ts";
import { textOf } from "../../source/tree.ts";
import { actionOf, inputOf, scriptLines } from "./places.ts";

/** Actions that publish what was built, whatever they are given. */
const PUBLISHERS: ReadonlySet<string> = new Set([
  "actions/create-release",
  "changesets/action",
  "cycjimmy/semantic-release-action",
  "eregon/publish-release",
  "goreleaser/goreleaser-action",
  "js-devtools/npm-publish",
  "ncipollo/release-action",
  "pypa/gh-action-pypi-publish",
  "rubygems/release-gem",
  "softprops/action-gh-release",
  "svenstaro/upload-release-action",
]);
const COMMANDS =
  /^(?:.*[;&|]\s*)?(?:sudo\s+)?(?:(?:npm|pnpm|yarn|bun)(?:\s+-\S+)*\s+publish|(?:yarn|bunx|npx)\s+(?:npm|semantic-release)\b|npx\s+changeset\s+publish|cargo\s+publish|(?:python3?\s+-m\s+)?twine\s+upload|(?:uv|poetry|flit|hatch)\s+publish|gem\s+push|gh\s+release\s+(?:create|upload)|docker\s+push|(?:\.\/)?mvnw?\s.*\bdeploy\b|(?:\.\/)?gradlew?\s.*\bpublish|dotnet\s+nuget\s+push)/;

/** The command or action by which a step publishes something; undefined where it does not, or only tries. */
export function publishes(step: Step): { readonly what: string; readonly at?: number } | undefined {
  const action = actionOf(step);
  if (action !== undefined && PUBLISHERS.has(action)) {
    const tries =
      action.startsWith("goreleaser/") &&
      /--snapshot|--skip[= ]\S*publish|^\s*(?:build|check)\b/.test(inputOf(step, "args") ?? "");
    return tries ? undefined : { what: action };
  }
  if (action === "docker/build-push-action") {
    return inputOf(step, "push")?.trim() === "true" ? { what: action } : undefined;
  }
  for (const { line, at } of scriptLines(textOf(step.run) ?? "")) {
    const command = COMMANDS.exec(line.trim());
    if (command !== null && !/--dry-run|--snapshot|publishToMavenLocal/.test(line)) {
      return { what: command[0], at: at + (line.length - line.trimStart().length) };
    }
  }
  return undefined;
}
