import { expression, literal, OutMap } from "../../migrate/output.ts";
import { ACTIONS, usesStep } from "../../migrate/steps.ts";
import { equal, type Translation, weaker, whole } from "../../migrate/translation.ts";
import { type Entry, entry, isFalse, isTrue, textAt, type Value } from "../../migrate/values.ts";
import { condition, whenever } from "./conditions.ts";
import { taskStep } from "./tasks.ts";
import { claimed } from "./text.ts";

/** The shells of steps. A script of Azure is judged by its end. */
const SHELLS: Readonly<Record<string, string>> = { bash: "bash {0}", pwsh: "pwsh", powershell: "powershell" };
const SETTINGS =
  /^(displayName|name|condition|continueOnError|enabled|env|workingDirectory|timeoutInMinutes|failOnStderr|retryCountOnTaskFailure|inputs)$/;

/** The steps that one step of Azure Pipelines becomes. */
export function stepsOf(
  translation: Translation,
  item: Value,
  known: ReadonlySet<string>,
  windows: boolean | undefined,
): OutMap[] {
  const [first] = item.kind === "map" ? item.entries : [];
  if (item.kind !== "map" || first === undefined)
    return [translation.placeholder("unknown", "azure/step", "It is no step.", item)];
  const kind = item.entries.find(({ key }) => !SETTINGS.test(key));
  if (kind === undefined) return [translation.placeholder("unknown", "azure/step", "It is no step.", item)];
  const off = entry(item, "enabled");
  const made = stepOf(translation, item, kind, known, windows);
  if (made === undefined) {
    const reason =
      kind.key === "template" ? "The steps of a template stand in another file." : "This step is not known.";
    return [
      translation.placeholder("unknown", kind.key === "template" ? "azure/template" : "azure/step", reason, item),
    ];
  }
  made.carries(equal("azure/step", undefined, ...item.via));
  settings(translation, made, item, known);
  if (off !== undefined)
    made.set(
      "if",
      expression(!isFalse(off.value) ? "success()" : "false").carries(
        equal("azure/step-setting", undefined, off, off.value),
      ),
    );
  return [made];
}

function stepOf(
  translation: Translation,
  item: Value,
  kind: Entry,
  known: ReadonlySet<string>,
  windows: boolean | undefined,
): OutMap | undefined {
  const text = claimed(kind, known);
  if (kind.key === "script" || SHELLS[kind.key] !== undefined) {
    if (text === undefined) return undefined;
    const shell = SHELLS[kind.key] ?? (windows === true ? "cmd" : windows === false ? "bash {0}" : undefined);
    const made = new OutMap();
    if (shell !== undefined && (text.text.includes("\n") || kind.key !== "script" || windows === true))
      made.set("shell", expression(shell));
    const body = expression(text.text.includes("\n") ? `${text.text}\n` : text.text);
    const reason = "On Windows the shell is another one than that of Azure.";
    const vso = "It tells the agent of Azure something, which GitHub does not hear.";
    if (/##vso\[/.test(text.text))
      body.carries({ ...text.claim("azure/logging-command"), verdict: "unknown", reason: vso });
    else
      body.carries(
        shell === undefined ? { ...text.claim("azure/script"), verdict: "weaker", reason } : text.claim("azure/script"),
      );
    return made.set("run", body);
  }
  if (kind.key === "checkout") {
    if (text === undefined) return undefined;
    if (text.text === "none")
      return new OutMap().set("run", expression("true").carries(equal("azure/checkout", undefined, kind, kind.value)));
    const depth = entry(item, "fetchDepth");
    const step = usesStep(ACTIONS.checkout);
    step
      .get("uses")
      ?.carries(
        text.text === "self"
          ? equal("azure/checkout", undefined, kind, kind.value)
          : weaker("azure/checkout", "Name the repository and a token that may read it.", undefined, kind, kind.value),
      );
    for (const [key, to] of [
      ["fetchDepth", "fetch-depth"],
      ["submodules", "submodules"],
      ["lfs", "lfs"],
      ["clean", "clean"],
      ["path", "path"],
      ["persistCredentials", "persist-credentials"],
    ] as const) {
      const held = key === "fetchDepth" ? depth : entry(item, key);
      const value = claimed(held, known);
      if (value !== undefined) step.map("with").set(to, expression(value.text).carries(value.claim("azure/checkout")));
    }
    return step;
  }
  if (kind.key === "publish" || kind.key === "download") {
    if (text === undefined) return undefined;
    const name = claimed(entry(item, "artifact"), known);
    const step = usesStep(kind.key === "publish" ? ACTIONS.uploadArtifact : ACTIONS.downloadArtifact, {
      name: name === undefined ? undefined : expression(name.text).carries(name.claim("azure/artifact")),
      path: kind.key === "publish" ? expression(text.text).carries(text.claim("azure/artifact")) : undefined,
    });
    if (kind.key === "download") step.get("uses")?.carries(whole(equal("azure/artifact", undefined), kind));
    return step;
  }
  if (kind.key === "task") {
    const name = kind.value.kind === "text" ? kind.value.text : "";
    const inputs = entry(item, "inputs");
    const found = taskStep(name, inputs, known);
    if (found === undefined) return undefined;
    const carrier = found.step.get("uses") ?? found.step.get("run");
    carrier?.carries(
      found.weaker === undefined
        ? equal("azure/task", undefined, kind, kind.value, inputs)
        : weaker("azure/task", found.weaker, undefined, kind, kind.value, inputs),
    );
    for (const other of found.rest) translation.lost("azure/task-input", "The action has no such input.", other);
    return found.step;
  }
  return undefined;
}

function settings(translation: Translation, made: OutMap, item: Value, known: ReadonlySet<string>): void {
  const runs = made.get("run") ?? made.get("uses") ?? made;
  for (const held of item.kind === "map" ? item.entries : []) {
    const value = claimed(held, known);
    switch (held.key) {
      case "displayName":
        if (value !== undefined) made.set("name", expression(value.text).carries(value.claim("azure/name")));
        break;
      case "name":
        if (value !== undefined && /^[A-Za-z_][\w-]*$/.test(value.text))
          made.set("id", expression(value.text).carries(value.claim("azure/step-name")));
        break;
      case "condition": {
        const text = held.value.kind === "text" ? condition(held.value.text, true) : undefined;
        if (text !== undefined)
          made.set("if", expression(whenever(text)).carries(equal("azure/condition", undefined, held, held.value)));
        else {
          // Without its condition the step may do harm: it gives way to one that fails.
          const failing = translation.placeholder(
            "lost",
            "azure/condition",
            "GitHub's conditions cannot say this.",
            item,
          );
          made.entries.splice(0, made.entries.length, ...failing.entries);
          made.comment.splice(0, made.comment.length, ...failing.comment);
          made.claims.splice(0, made.claims.length, ...failing.claims);
          return;
        }
        break;
      }
      case "continueOnError":
        made.set(
          "continue-on-error",
          expression(held.value.kind === "text" ? isTrue(held.value) : true).carries(
            equal("azure/step-setting", undefined, held, held.value),
          ),
        );
        break;
      case "timeoutInMinutes":
        made.set(
          "timeout-minutes",
          expression(Number(value?.text) || 60).carries(equal("azure/step-setting", undefined, held, held.value)),
        );
        break;
      case "workingDirectory":
        if (value !== undefined)
          made.set("working-directory", expression(value.text).carries(value.claim("azure/step-setting")));
        break;
      case "env": {
        const env = made.map("env").carries(equal("azure/step-env", undefined, held));
        for (const pair of held.value.kind === "map" ? held.value.entries : []) {
          const secret = pair.value.kind === "text" ? /^\$\((\w+)\)$/.exec(pair.value.text)?.[1] : undefined;
          const text = claimed(pair, known);
          const reason = "It may be a secret: store it as one of the repository.";
          if (secret !== undefined && !known.has(secret) && !known.has(`matrix.${secret}`))
            env.set(
              pair.key,
              expression(`\${{ secrets.${secret} }}`).carries(
                weaker("azure/secret", reason, undefined, pair, pair.value),
              ),
            );
          else if (text !== undefined) env.set(pair.key, expression(text.text).carries(text.claim("azure/step-env")));
        }
        break;
      }
      case "failOnStderr":
      case "retryCountOnTaskFailure":
        translation.lost("azure/step-setting", "GitHub's steps have no such setting.", held);
        break;
      default:
        if (
          !/^(script|bash|pwsh|powershell|checkout|publish|download|task|inputs|enabled|artifact|fetchDepth|submodules|lfs|clean|path|persistCredentials)$/.test(
            held.key,
          )
        )
          runs.carries(whole(weaker("azure/step-setting", "This setting is not known.", undefined), held));
    }
  }
  const path = textAt(item, "path");
  if (path !== undefined && made.get("with")?.kind === "map" && !made.map("with").get("path"))
    made
      .map("with")
      .set("path", literal(path.text).carries(equal("azure/artifact", path.text, entry(item, "path"), path)));
}
