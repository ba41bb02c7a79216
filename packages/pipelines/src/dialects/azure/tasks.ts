import { expression, literal, OutMap, type OutNode } from "../../migrate/output.ts";
import { ACTIONS, usesStep } from "../../migrate/steps.ts";
import { type Entry, entry } from "../../migrate/values.ts";
import { type Claimed, claimed } from "./text.ts";

/** How an input of a task becomes one of an action. */
type Inputs = Readonly<Record<string, string>>;

/** Tasks that an action does the same as: by name without version. */
const ACTIONS_OF_TASKS: Readonly<
  Record<
    string,
    { readonly action: string; readonly inputs: Inputs; readonly fixed?: Inputs; readonly weaker?: string }
  >
> = {
  NodeTool: {
    action: ACTIONS.setupNode,
    inputs: { versionSpec: "node-version", version: "node-version", checkLatest: "check-latest" },
  },
  UseNode: {
    action: ACTIONS.setupNode,
    inputs: { version: "node-version", versionSpec: "node-version", checkLatest: "check-latest" },
  },
  UsePythonVersion: {
    action: ACTIONS.setupPython,
    inputs: { versionSpec: "python-version", architecture: "architecture" },
  },
  UseRubyVersion: { action: ACTIONS.setupRuby, inputs: { versionSpec: "ruby-version" } },
  GoTool: { action: ACTIONS.setupGo, inputs: { version: "go-version" } },
  UseDotNet: { action: ACTIONS.setupDotnet, inputs: { version: "dotnet-version" } },
  JavaToolInstaller: {
    action: ACTIONS.setupJava,
    inputs: { versionSpec: "java-version", jdkArchitectureOption: "architecture" },
    fixed: { distribution: "zulu" },
  },
  PublishTestResults: {
    action: ACTIONS.uploadArtifact,
    inputs: { testResultsFiles: "path" },
    fixed: { name: "test-results" },
    weaker: "They are kept as files; GitHub does not show results of tests.",
  },
  PublishCodeCoverageResults: {
    action: ACTIONS.uploadArtifact,
    inputs: { summaryFileLocation: "path" },
    fixed: { name: "coverage" },
    weaker: "It is kept as a file; GitHub does not show coverage.",
  },
  PublishBuildArtifacts: {
    action: ACTIONS.uploadArtifact,
    inputs: { pathToPublish: "path", PathtoPublish: "path", artifactName: "name", ArtifactName: "name" },
  },
  PublishPipelineArtifact: {
    action: ACTIONS.uploadArtifact,
    inputs: { targetPath: "path", artifact: "name", artifactName: "name" },
  },
  DownloadBuildArtifacts: { action: ACTIONS.downloadArtifact, inputs: { artifactName: "name", downloadPath: "path" } },
  DownloadPipelineArtifact: {
    action: ACTIONS.downloadArtifact,
    inputs: { artifact: "name", artifactName: "name", path: "path", targetPath: "path" },
  },
  Cache: {
    action: ACTIONS.cache,
    inputs: { key: "key", path: "path", restoreKeys: "restore-keys" },
    weaker: "Parts of the key that are files are taken as text.",
  },
};

/** What a task becomes; undefined for one that is not known. `rest` are inputs without a counterpart. */
export function taskStep(
  name: string,
  inputs: Entry | undefined,
  known: ReadonlySet<string>,
): { step: OutMap; rest: readonly Entry[]; weaker?: string } | undefined {
  const given = inputs?.value.kind === "map" ? inputs.value.entries : [];
  const plain = name.split("@")[0] ?? name;
  const text = (key: string): Claimed | undefined => claimed(entry(inputs?.value, key), known);
  const table = ACTIONS_OF_TASKS[plain];
  if (table !== undefined) {
    const filled: Record<string, OutNode> = {};
    for (const [key, value] of Object.entries(table.fixed ?? {})) filled[key] = literal(value);
    const rest: Entry[] = [];
    for (const held of given) {
      const input = table.inputs[held.key];
      const value = claimed(held, known);
      if (input === undefined || value === undefined) rest.push(held);
      else filled[input] = expression(value.text).carries(value.claim("azure/task-input"));
    }
    if (table.action === ACTIONS.setupJava) filled["java-version"] ??= literal("21");
    if (table.action === ACTIONS.uploadArtifact && filled.path === undefined) filled.path = literal("**/TEST-*.xml");
    if (table.action === ACTIONS.setupGo) filled["go-version"] ??= literal("stable");
    return {
      step: usesStep(table.action, filled),
      rest,
      ...(table.weaker === undefined ? {} : { weaker: table.weaker }),
    };
  }
  const run = (shell: string, parts: readonly (string | Claimed | undefined)[], used: RegExp) => {
    const script = parts
      .map((part) => (typeof part === "string" ? part : (part?.text ?? "")))
      .filter((part) => part !== "")
      .join(" ");
    const body = expression(script.includes("\n") ? `${script.trimEnd()}\n` : script);
    for (const part of parts) if (typeof part === "object") body.carries(part.claim("azure/task-input"));
    const step = new OutMap().set("shell", expression(shell)).set("run", body);
    const directory = text("workingDirectory") ?? text("workingDir") ?? text("cwd");
    if (directory !== undefined)
      step.set("working-directory", expression(directory.text).carries(directory.claim("azure/task-input")));
    return {
      step,
      rest: given.filter(({ key }) => !used.test(key) && !/^(workingDirectory|workingDir|cwd)$/.test(key)),
    };
  };
  const script = text("script");
  switch (plain) {
    case "CmdLine":
      return script === undefined ? undefined : run("bash {0}", [script], /^script$/);
    case "Bash":
    case "ShellScript": {
      const file = text("filePath") ?? text("scriptPath");
      if (script === undefined && file === undefined) return undefined;
      const made = run(
        "bash {0}",
        script === undefined ? ["bash", file, text("arguments") ?? text("args")] : [script],
        /^(script|filePath|scriptPath|arguments|args|targetType)$/,
      );
      return withType(made, entry(inputs?.value, "targetType"));
    }
    case "PowerShell": {
      const file = text("filePath");
      if (script === undefined && file === undefined) return undefined;
      const made = run(
        "pwsh",
        script === undefined ? ["&", file, text("arguments")] : [script],
        /^(script|filePath|arguments|targetType)$/,
      );
      return withType(made, entry(inputs?.value, "targetType"));
    }
    case "Npm":
      return run(
        "bash",
        ["npm", text("customCommand") ?? text("command") ?? "install"],
        text("customCommand") === undefined ? /^command$/ : /^(customCommand|command)$/,
      );
    case "DotNetCoreCLI":
      return run(
        "bash",
        ["dotnet", text("command") ?? "build", text("projects"), text("arguments")],
        /^(command|projects|arguments)$/,
      );
    case "Maven":
      return run(
        "bash",
        [
          "mvn",
          ...(text("mavenPomFile") === undefined ? [] : ["-f", text("mavenPomFile")]),
          text("goals") ?? "package",
          text("options"),
        ],
        /^(mavenPomFile|goals|options)$/,
      );
    case "Gradle":
      return run(
        "bash",
        [text("gradleWrapperFile") ?? "./gradlew", text("tasks") ?? "build", text("options")],
        /^(gradleWrapperFile|tasks|options)$/,
      );
    default:
      return undefined;
  }
}

function withType<T extends { step: OutMap }>(made: T, held: Entry | undefined): T {
  const claim = claimed(held, new Set())?.claim("azure/task-input");
  if (claim !== undefined) {
    const { has: _inline, ...rest } = claim;
    made.step.get("run")?.carries(rest);
  }
  return made;
}
