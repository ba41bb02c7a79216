import { type Claim, escaped, expression, literal, type OutMap, type OutNode } from "../../migrate/output.ts";
import { ACTIONS, runStep, script, secretName, usesStep } from "../../migrate/steps.ts";
import type { Translation } from "../../migrate/translation.ts";
import { type Argument, parseCode, type Statement } from "./parse.ts";
import { allOf, argumentOf, entryOfStatement, firstOf, ownOf } from "./tree.ts";

/** What steps are made in. */
export interface StepContext {
  readonly translation: Translation;
  readonly id: string;
}

export function claim(
  verdict: Claim["verdict"],
  rule: string,
  at: readonly number[],
  has?: string,
  reason?: string,
): Claim {
  return { at, verdict, rule, ...(has === undefined ? {} : { has }), ...(reason === undefined ? {} : { reason }) };
}

/** A step that fails, for statements that are not translated. */
export function failing(
  translation: Translation,
  verdict: "lost" | "unknown",
  rule: string,
  reason: string,
  ...statements: readonly Statement[]
): OutMap {
  return translation.placeholder(
    verdict,
    rule,
    reason,
    ...statements.map((statement) => entryOfStatement(statement, translation.document.text)),
  );
}

export function lost(translation: Translation, rule: string, reason: string, statement: Statement): void {
  translation.lost(rule, reason, entryOfStatement(statement, translation.document.text));
}

const SHELLS: Readonly<Record<string, string>> = {
  sh: "sh -xe {0}",
  bat: "cmd",
  powershell: "powershell",
  pwsh: "pwsh",
};

/** The steps that one statement becomes. */
export function stepsOf(context: StepContext, statement: Statement): OutMap[] {
  const { translation } = context;
  const { name } = statement;
  const own = ownOf(statement);
  const first = firstOf(statement);
  const inner = () => (statement.body ?? []).flatMap((part) => stepsOf(context, part));
  const shell = SHELLS[name];
  if (shell !== undefined) {
    const made = run(statement, shell);
    return [made ?? failing(translation, "unknown", "jenkins/step", "Groovy makes this command.", statement)];
  }
  switch (name) {
    case "echo":
      if (first?.text !== undefined && !first.fillsIn) {
        const step = runStep(undefined, `echo '${first.text.replaceAll("'", "'\\''")}'`, { shell: expression("bash") });
        return [withClaim(step, claim("equal", "jenkins/echo", own, first.text.includes("'") ? "echo" : first.text))];
      }
      if (first?.text !== undefined)
        return [
          withClaim(
            runStep(undefined, `echo "${cleaned(first.text).replaceAll('"', '\\"')}"`, { shell: expression("bash") }),
            claim("weaker", "jenkins/echo", own, "echo", "What Groovy fills in is taken from variables of the shell."),
          ),
        ];
      break;
    case "checkout":
      if (first?.raw === "scm") return [usesStep(ACTIONS.checkout).carries(claim("equal", "jenkins/checkout", own))];
      break;
    case "junit":
    case "archiveArtifacts": {
      const path = firstOf(statement, name === "junit" ? "testResults" : "artifacts");
      if (path?.text === undefined) break;
      const results = name === "junit";
      const where = literal(
        path.text
          .split(",")
          .map((part) => part.trim())
          .join("\n"),
      );
      const reason = results
        ? "They are kept as files; GitHub does not show results of tests."
        : "Settings of the archive have no counterpart.";
      const exact = !results && statement.args.length === 1;
      where.carries(
        exact
          ? claim("equal", "jenkins/archive", own)
          : claim("weaker", results ? "jenkins/junit" : "jenkins/archive", own, undefined, reason),
      );
      const step = usesStep(ACTIONS.uploadArtifact, {
        name: expression(`${results ? "test-results" : "archive"}-${context.id}-${path.span.start}`),
        path: where,
      });
      return [results ? step.set("if", expression("always()")) : step];
    }
    case "stash":
    case "unstash": {
      const label = firstOf(statement, "name")?.text;
      if (label === undefined || !/^[\w .-]+$/.test(label)) break;
      const files = argumentOf(statement, "includes")?.text ?? "**";
      const used = statement.args.filter((argument) => !/^(includes|name)$/.test(argument.name ?? "name"));
      const claimed =
        used.length > 0
          ? claim("weaker", "jenkins/stash", own, undefined, "Settings of the stash have no counterpart.")
          : claim("equal", "jenkins/stash", own);
      const inputs = { name: expression(`stash-${label}`), ...(name === "stash" ? { path: literal(files) } : {}) };
      return [usesStep(name === "stash" ? ACTIONS.uploadArtifact : ACTIONS.downloadArtifact, inputs).carries(claimed)];
    }
    case "deleteDir":
    case "cleanWs": {
      const step = runStep("Clean the workspace", "find . -mindepth 1 -delete", { shell: expression("bash") });
      return [withClaim(step, claim("equal", "jenkins/clean", allOf(statement)))];
    }
    case "error": {
      const step = runStep(undefined, `echo '::error::${(first?.text ?? "").replaceAll("'", "")}'\nexit 1\n`, {
        shell: expression("bash"),
      });
      return [withClaim(step, claim("equal", "jenkins/error", own, "exit 1"))];
    }
    case "sleep": {
      const unit = argumentOf(statement, "unit")?.text ?? "SECONDS";
      const time = Number(firstOf(statement, "time")?.raw);
      if (!Number.isInteger(time) || !/^(SECONDS|MINUTES)$/.test(unit)) break;
      return [
        withClaim(
          runStep(undefined, `sleep ${unit === "MINUTES" ? time * 60 : time}`, { shell: expression("bash") }),
          claim("equal", "jenkins/sleep", own),
        ),
      ];
    }
    case "dir":
      if (first?.text === undefined || first.fillsIn) break;
      return around(inner(), (step) => {
        const before = step.get("working-directory");
        const path = before?.kind === "scalar" ? `${first.text}/${String(before.value)}` : (first.text ?? ".");
        if (step.get("run") !== undefined)
          step.set(
            "working-directory",
            literal(path).carries(...(before?.claims ?? []), claim("equal", "jenkins/dir", own)),
          );
        else
          step.carries(
            claim(
              "weaker",
              "jenkins/dir",
              own,
              undefined,
              "An action takes paths from the workspace, not from this folder.",
            ),
          );
      });
    case "withEnv": {
      const pairs = pairsOf(first);
      if (pairs === undefined) break;
      const steps = inner();
      const made = claim("equal", "jenkins/with-env", own);
      if (pairs.every(({ made: simple }) => simple)) {
        return around(steps, (step, index) => {
          const env = step.map("env");
          for (const { name: key, text } of pairs) env.set(key, literal(text));
          if (index === 0) env.carries(made);
        });
      }
      // Only a shell can put together what refers to other variables.
      if (!steps.every((step) => scalarText(step.get("shell")) === SHELLS["sh"])) break;
      const exports = pairs.map(({ name: key, text }) => `export ${key}="${text.replaceAll('"', '\\"')}"`).join("\n");
      return around(steps, (step, index) => {
        const before = step.get("run");
        const after = scalarText(before) ?? "";
        const whole = expression(`${escaped(exports)}\n${after}${after.endsWith("\n") ? "" : "\n"}`);
        step.set("run", whole.carries(...(before?.claims ?? []), ...(index === 0 ? [made] : [])));
      });
    }
    case "withCredentials": {
      const found = [...(first?.raw ?? "").matchAll(/(\w*[vV]ariable)\s*:\s*(["'])(\w+)\2/g)];
      const ids = [...(first?.raw ?? "").matchAll(/credentialsId\s*:\s*(["'])([^"']+)\1/g)].map(
        (match) => match[2] ?? "",
      );
      if (found.length === 0 || ids.length === 0) break;
      const reason = "Store what Jenkins keeps under this id as secrets of the repository.";
      return around(inner(), (step, index) => {
        for (const [, , , variable = ""] of found)
          step.map("env").set(variable, expression(`\${{ secrets.${secretName(variable)} }}`));
        if (index === 0) step.map("env").carries(claim("weaker", "jenkins/credentials", own, undefined, reason));
      });
    }
    case "timeout":
      return around(inner(), (step, index) => {
        step.set("timeout-minutes", expression(minutesOf(statement)));
        if (index === 0)
          step
            .get("timeout-minutes")
            ?.carries(
              claim("weaker", "jenkins/timeout", own, undefined, "Each step has the limit, not all of them together."),
            );
      });
    case "retry":
    case "catchError":
    case "warnError":
    case "lock":
    case "waitUntil":
    case "sshagent":
    case "withMaven":
    case "wrap":
    case "node":
    case "timestamps":
    case "ansiColor":
    case "stage": {
      const reasons: Readonly<Record<string, string>> = {
        retry: "It is run once.",
        lock: "Other runs are not kept away.",
        sshagent: "Load the key from a secret with an action of your choice.",
        withMaven: "Maven is that of the runner's image.",
        wrap: "The wrapper has no counterpart.",
        node: "It is run by the same runner.",
        waitUntil: "It is run once.",
      };
      const soft = name === "catchError" || name === "warnError";
      const reason = reasons[name];
      return around(inner(), (step, index) => {
        if (soft) step.set("continue-on-error", expression(true));
        if (index === 0)
          step.carries(
            reason === undefined
              ? claim("equal", soft ? "jenkins/catch-error" : "jenkins/wrapper", own)
              : claim("weaker", "jenkins/wrapper", own, undefined, reason),
          );
      });
    }
    case "script": {
      const code = statement.code;
      const parsed = code === undefined ? [] : parseCode(code.raw);
      const steps = parsed.map((part) =>
        SHELLS[part.name] === undefined ? undefined : run(part, SHELLS[part.name] ?? ""),
      );
      if (code === undefined || parsed.length === 0 || steps.includes(undefined)) break;
      const made = steps.filter((step) => step !== undefined);
      for (const step of made) {
        // Offsets of the inner statements are those of the piece, so what they claim is said of the piece.
        const runs = step.get("run");
        const has = runs?.claims[0]?.has;
        const verdict = runs?.claims[0]?.verdict ?? "equal";
        const reason = runs?.claims[0]?.reason;
        runs?.claims.splice(0, runs.claims.length, claim(verdict, "jenkins/script", own, has, reason));
      }
      return made;
    }
    case "mail":
    case "emailext":
    case "slackSend":
    case "githubNotify":
    case "updateGitlabCommitStatus":
      lost(
        translation,
        "jenkins/notify",
        "GitHub tells people by their own settings, and shows the result on the commit.",
        statement,
      );
      return [];
    default:
      break;
  }
  const reason =
    statement.name === "script" ? "It is code in Groovy." : "This step is not known, or Groovy makes its arguments.";
  return [
    failing(translation, "unknown", statement.name === "script" ? "jenkins/groovy" : "jenkins/step", reason, statement),
  ];
}

function scalarText(node: OutNode | undefined): string | undefined {
  return node?.kind === "scalar" ? String(node.value) : undefined;
}

/** The variables of a list as `withEnv` takes it; undefined where Groovy makes it. */
function pairsOf(listed: Argument | undefined): { name: string; text: string; made: boolean }[] | undefined {
  const quoted = [...(listed?.raw ?? "").matchAll(/(["'])((?:\\.|(?!\1).)*)\1/g)];
  const pairs = quoted.map(([, quote, held = ""]) => {
    const [, name, more, value = ""] = /^([A-Za-z_]\w*)(\+\w*)?=(.*)$/s.exec(held) ?? [];
    const text = quote === '"' ? shellText(value) : value.replaceAll("$", "\\$");
    if (name === undefined || text === undefined) return undefined;
    // `PATH+X` puts its value before what is there.
    if (more !== undefined) return { name, text: `${text}:$${name}`, made: false };
    return quote === '"' && value.includes("$") ? { name, text, made: false } : { name, text: value, made: true };
  });
  const found = pairs.filter((pair) => pair !== undefined);
  return found.length < pairs.length || found.length === 0 ? undefined : found;
}

function around(steps: OutMap[], change: (step: OutMap, index: number) => void): OutMap[] {
  for (const [index, step] of steps.entries()) change(step, index);
  return steps;
}

function withClaim(step: OutMap, made: Claim): OutMap {
  script(step).carries(made);
  return step;
}

/** A command; undefined where Groovy makes it. */
function run(statement: Statement, shell: string): OutMap | undefined {
  const command = firstOf(statement, "script");
  if (command?.text === undefined) return undefined;
  const label = argumentOf(statement, "label")?.text;
  const text = commandText(command);
  if (text === undefined) return undefined;
  const body = text.trim().includes("\n") ? `${dedent(text)}\n` : text.trim();
  const step = runStep(label, body, { shell: expression(shell) });
  const output = argumentOf(statement, "returnStdout") ?? argumentOf(statement, "returnStatus");
  const has = dedent(text).trim();
  // Who asks for the status wants to go on.
  if (argumentOf(statement, "returnStatus")?.raw === "true") step.set("continue-on-error", expression(true));
  script(step).carries(
    output === undefined
      ? claim("equal", "jenkins/command", ownOf(statement), has)
      : claim("weaker", "jenkins/command", ownOf(statement), has, "What it prints or ends with is not used."),
  );
  return step;
}

/** What Groovy fills in from the environment is filled in by the shell; anything else cannot be. */
function commandText(command: Argument): string | undefined {
  if (command.text === undefined) return undefined;
  return command.fillsIn ? shellText(command.text) : command.text;
}

/** A text that Groovy fills in, for a shell; undefined where it takes more than variables. */
export function shellText(text: string): string | undefined {
  const made = cleaned(text);
  return /\$\{[^}]*[^\w}][^}]*\}/.test(made) ? undefined : made;
}

function cleaned(text: string): string {
  return text.replaceAll(/\$\{(?:env|params)\.(\w+)\}/g, "$${$1}").replaceAll(/\$(?:env|params)\.(\w+)/g, "$${$1}");
}

function dedent(text: string): string {
  const lines = text
    .replace(/^\s*\n/, "")
    .trimEnd()
    .split("\n");
  const depth = Math.min(...lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/)), 200);
  return lines.map((line) => line.slice(depth)).join("\n");
}

/** The time of a `timeout`, in minutes. */
export function minutesOf(statement: Statement): number {
  const time = Number(firstOf(statement, "time")?.raw) || 60;
  const unit = argumentOf(statement, "unit")?.text ?? "MINUTES";
  const factor: Readonly<Record<string, number>> = { SECONDS: 1 / 60, MINUTES: 1, HOURS: 60, DAYS: 1440 };
  return Math.max(1, Math.ceil(time * (factor[unit] ?? 1)));
}
