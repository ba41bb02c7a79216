import { expression, literal, OutMap, type OutNode } from "../../migrate/output.ts";
import { ACTIONS, usesStep } from "../../migrate/steps.ts";
import { equal, type Translation, unknown, weaker } from "../../migrate/translation.ts";
import { type Entry, items, type Source, type Value } from "../../migrate/values.ts";

type Shell = "cmd" | "powershell" | "pwsh" | "bash";

interface Command {
  readonly shell: Shell;
  readonly text: string;
  readonly sources: readonly Source[];
  /** Only where the runner is one of these. */
  readonly only: "Windows" | "other" | undefined;
}

/** What a phase is run in. */
export interface PhaseContext {
  readonly translation: Translation;
  readonly windows: boolean;
  readonly others: boolean;
}

const SHELLS: Readonly<Record<string, Shell>> = {
  ps: "powershell",
  pwsh: "pwsh",
  cmd: "cmd",
  sh: "bash",
  bash: "bash",
};

/** Commands that cmd knows itself; anything else may be a batch file, which would not come back without `call`. */
const BUILTIN =
  /^(@?echo|set|cd|chdir|md|mkdir|rd|rmdir|del|copy|move|ren|dir|type|ver|call|exit|rem|pushd|popd|title|path|vol|assoc|ftype|verify|date|time|cls|color|setlocal|endlocal|start)\b/i;

/** Commands and cmdlets that only AppVeyor has. */
const OF_APPVEYOR =
  /\b(Install-Product|Update-NodeJsInstallation|Get-NodeJsLatestBuild|Push-AppveyorArtifact|Update-AppveyorBuild|Set-AppveyorBuildVariable|Add-AppveyorTest|Update-AppveyorTest|Exit-AppveyorBuild|Add-AppveyorCompilationMessage|Invoke-AppVeyor\w*)\b|(^|[\s&(])appveyor\s+\w+/im;

/** Those of which a line of PowerShell does the same. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  "Add-AppveyorMessage": 'function Add-AppveyorMessage([string]$Message) { Write-Host "::notice::$Message" }',
  "Start-FileDownload":
    "function Start-FileDownload([string]$Url, [string]$FileName = (Split-Path $Url -Leaf)) { Invoke-WebRequest $Url -OutFile $FileName }",
};

/** The steps of a phase. Commands of AppVeyor share their variables, so those that are set are handed on. */
export function phaseSteps(context: PhaseContext, phase: Entry | undefined, when?: string): OutMap[] {
  if (phase === undefined) return [];
  const { translation } = context;
  const steps: OutMap[] = [];
  let open: Command[] = [];
  const flush = () => {
    if (open.length > 0) steps.push(step(phase, open, steps.length, when));
    open = [];
  };
  for (const item of items(phase.value)) {
    const commands = commandsOf(context, item);
    if (commands === undefined) {
      flush();
      steps.push(translation.placeholder("unknown", "appveyor/command", "It is no command.", item));
      continue;
    }
    for (const command of commands) {
      const node = nodeVersion(command);
      if (node !== undefined) {
        flush();
        steps.push(node.carries(equal("appveyor/phase", undefined, phase)));
        continue;
      }
      const last = open.at(-1);
      if (
        last !== undefined &&
        (last.shell !== command.shell || last.only !== command.only || !continues(last) || !continues(command))
      )
        flush();
      open.push(command);
    }
  }
  flush();
  return steps;
}

/** Whether a further command may stand below this one in the same script. */
function continues({ shell, text }: Command): boolean {
  // A batch file within a condition or a loop does not come back to what stands below it.
  if (shell !== "cmd") return shell !== "bash" || !text.includes("\n");
  return !text.includes("\n") && !/^(if|for)\b|[&|()]/i.test(text);
}

function commandsOf({ windows, others }: PhaseContext, item: Value): Command[] | undefined {
  if (item.kind === "text") {
    if (item.text.trim() === "") return [];
    const base = { text: item.text.trimEnd(), sources: [item] };
    const made: Command[] = [];
    if (windows) made.push({ ...base, shell: "cmd", only: others ? "Windows" : undefined });
    if (others) made.push({ ...base, shell: "bash", only: windows ? "other" : undefined });
    return made;
  }
  if (item.kind !== "map") return undefined;
  const made: Command[] = [];
  for (const held of item.entries) {
    const shell = SHELLS[held.key];
    if (shell === undefined || held.value.kind !== "text") return undefined;
    const text = held.value.text.trimEnd();
    const only =
      shell === "cmd" || shell === "powershell"
        ? others
          ? "Windows"
          : undefined
        : shell === "bash" && windows && others
          ? "other"
          : undefined;
    made.push({ shell, text, sources: [held, held.value], only });
  }
  return made;
}

/** Installing Node is what the action does. */
function nodeVersion({ shell, text, sources }: Command): OutMap | undefined {
  if (shell !== "powershell" && shell !== "pwsh") return undefined;
  const found = /Install-Product\s+node\s+(?:\$env:(\w+)|["']?([\w.]*)["']?)/i.exec(text);
  const others = text
    .replaceAll(
      /Install-Product[^\n;|}]*|Update-NodeJsInstallation[^\n;}]*|try\s*\{|\}\s*catch\s*\{|\}|Add-AppveyorMessage[^\n;]*|-ErrorAction \w+|#.*/gi,
      "",
    )
    .replaceAll(/[\s;`|]/g, "");
  if (found === null || others !== "") return undefined;
  const version = found[1] === undefined ? found[2] || "lts/*" : `\${{ env.${found[1]} }}`;
  const reason = "The action brings Node instead of what is installed on AppVeyor's image.";
  return usesStep(ACTIONS.setupNode, {
    "node-version": expression(version).carries(weaker("appveyor/install-node", reason, undefined, ...sources)),
  });
}

function step(phase: Entry, commands: readonly Command[], count: number, when: string | undefined): OutMap {
  const [first] = commands;
  const shell = first?.shell ?? "cmd";
  const made = new OutMap().set("name", literal(count === 0 ? phase.key : `${phase.key} (${count + 1})`));
  const place =
    first?.only === "Windows"
      ? "runner.os == 'Windows'"
      : first?.only === "other"
        ? "runner.os != 'Windows'"
        : undefined;
  const condition = [when, place].filter((part) => part !== undefined).join(" && ");
  if (condition !== "") made.set("if", expression(condition));
  made.set("shell", expression(shell));
  const runs = literal(`${bodyOf(shell, commands).join("\n")}\n`);
  for (const command of commands) claim(runs, command);
  runs.carries(equal("appveyor/phase", undefined, phase));
  return made.set("run", runs);
}

function claim(runs: OutNode, { shell, text, sources }: Command): void {
  const stops = "GitHub's PowerShell stops at the first error, AppVeyor's went on.";
  if (OF_APPVEYOR.test(text))
    runs.carries(
      unknown(
        "appveyor/own-command",
        "It uses a command that only AppVeyor has, and will fail until it is replaced.",
        text,
        ...sources,
      ),
    );
  else if (shell === "powershell" || shell === "pwsh")
    runs.carries(weaker("appveyor/powershell", stops, text, ...sources));
  else runs.carries(equal("appveyor/command", text, ...sources));
}

function bodyOf(shell: Shell, commands: readonly Command[]): string[] {
  const text = commands.map((command) => command.text).join("\n");
  const lines: string[] = [];
  if (shell === "powershell" || shell === "pwsh") {
    lines.push(
      ...Object.entries(FUNCTIONS).flatMap(([name, body]) =>
        new RegExp(`\\b${name}\\b`, "i").test(text) ? [body] : [],
      ),
    );
  }
  for (const [index, command] of commands.entries()) {
    if (shell !== "cmd") lines.push(command.text);
    else {
      if (index > 0) lines.push("if errorlevel 1 exit /b 1");
      const plain =
        command.text.includes("\n") ||
        BUILTIN.test(command.text) ||
        /^(if|for)\b|[&|()]/i.test(command.text) ||
        /^"?[\w.:\\/-]+\.exe\b/i.test(command.text);
      lines.push(plain ? command.text : `call ${command.text}`);
    }
  }
  return [...lines, ...handedOn(shell, text)];
}

/** Lines that give variables to the steps after this one. */
function handedOn(shell: Shell, text: string): string[] {
  const names = (pattern: RegExp) =>
    [...new Set([...text.matchAll(pattern)].map((found) => found[1] ?? ""))].filter(
      (name) => !/^(GITHUB_|RUNNER_)/i.test(name),
    );
  if (shell === "cmd")
    return names(/(?:^|[\s&(])set\s+(?:\/[pa]\s+)?"?([A-Za-z_]\w*)\s*=/gim).map(
      // In front, since a digit right before ">>" would be taken for the number of a stream.
      (name) => `>>"%GITHUB_ENV%" echo ${name}=%${name}%`,
    );
  if (shell === "bash")
    return names(/(?:^|[\s;&])export\s+([A-Za-z_]\w*)=/gm).map((name) => `echo "${name}=$${name}" >> "$GITHUB_ENV"`);
  return names(/\$env:([A-Za-z_]\w*)\s*\+?=(?!=)/gim).map(
    (name) => `"${name}=$env:${name}" | Out-File -Append -Encoding utf8 $env:GITHUB_ENV`,
  );
}
