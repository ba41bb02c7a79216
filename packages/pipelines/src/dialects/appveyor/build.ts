import { expression, literal, type OutMap, type OutNode } from "../../migrate/output.ts";
import { ACTIONS, runStep, script, usesStep } from "../../migrate/steps.ts";
import { equal, type Translation, weaker, whole } from "../../migrate/translation.ts";
import { type Entry, entry, isFalse, isTrue, items, textAt, texts, type Value } from "../../migrate/values.ts";

/** `build`: switched off, or MSBuild over a project. */
export function buildSteps(
  translation: Translation,
  held: Entry | undefined,
  steps: OutNode,
  alone: boolean,
): OutMap[] {
  if (held === undefined) return [];
  const { value } = held;
  if (value.kind === "text" && (value.value === null || isFalse(value) || value.text === "script")) {
    steps.carries(equal("appveyor/no-phase", undefined, held, value));
    return [];
  }
  if (value.kind !== "map" || !alone)
    return [translation.placeholder("unknown", "appveyor/build", "It is no build that is known.", held)];
  const project = textAt(value, "project");
  const verbosity = textAt(value, "verbosity");
  const parallel = entry(value, "parallel");
  const parts = [
    "msbuild",
    ...(project === undefined ? [] : [project.text]),
    ...(verbosity === undefined ? [] : [`/verbosity:${verbosity.text}`]),
    ...(parallel !== undefined && isTrue(parallel.value) ? ["/m"] : []),
  ];
  const step = runStep("build", parts.join(" "), { shell: expression("cmd") });
  const reason = "The project is built with MSBuild's own platform and configuration, where none is given.";
  script(step).carries(
    equal("appveyor/msbuild", undefined, held),
    equal("appveyor/msbuild", project?.text, entry(value, "project"), project),
    equal("appveyor/msbuild", verbosity?.text, entry(value, "verbosity"), verbosity),
    equal("appveyor/msbuild", undefined, parallel, parallel?.value),
  );
  if (project === undefined) script(step).carries(weaker("appveyor/msbuild", reason, undefined, held));
  for (const other of value.entries) {
    if (!/^(project|verbosity|parallel)$/.test(other.key))
      translation.lost("appveyor/msbuild", "GitHub does this with steps of its own.", other);
  }
  return [usesStep(ACTIONS.msbuild), step];
}

const SERVICES: Readonly<Record<string, string>> = {
  postgresql: "Get-Service postgresql* | Set-Service -StartupType Manual -PassThru | Start-Service",
  iis: "Start-Service W3SVC",
};

/** `services`: those that GitHub's image has are started. */
export function services(translation: Translation, _job: OutMap, held: Entry | undefined): OutMap[] {
  if (held === undefined) return [];
  return texts(held.value).map((name) => {
    const command = SERVICES[name.text.replace(/\d+$/, "")];
    if (command === undefined)
      return translation
        .placeholder("lost", "appveyor/service", "GitHub's Windows image has no such service.", name)
        .carries(equal("appveyor/services", undefined, held));
    const step = runStep(`Start ${name.text}`, command, { shell: expression("pwsh") });
    const reason = "It is the version of GitHub's image.";
    script(step).carries(
      weaker("appveyor/service", reason, undefined, name),
      equal("appveyor/services", undefined, held),
    );
    return step;
  });
}

const NO_DEPLOY = "It sends something out; set it up with an action and secrets of yours.";

/** `deploy`: releases of GitHub and packages of NuGet; others need a person. */
export function deploySteps(translation: Translation, held: Entry | undefined, steps: OutNode): OutMap[] {
  if (held === undefined) return [];
  if (held.value.kind === "text" && (held.value.value === null || isFalse(held.value))) {
    steps.carries(equal("appveyor/no-phase", undefined, held, held.value));
    return [];
  }
  return items(held.value).map((target) => {
    const name = textAt(target, "provider");
    const on = entry(target, "on");
    const when = conditionOf(on);
    const made = name === undefined || when === undefined ? undefined : known(translation, target, name.text);
    if (made === undefined) {
      const step = translation
        .placeholder("lost", "appveyor/deploy", NO_DEPLOY, target)
        .carries(equal("appveyor/deploy", undefined, held));
      step.entries.splice(1, 0, ["if", expression(when ?? "github.event_name == 'push'")]);
      return step;
    }
    made.carries(equal("appveyor/deploy", undefined, held));
    made.entries.splice(made.get("name") === undefined ? 0 : 1, 0, [
      "if",
      expression(when ?? "true").carries(
        on === undefined ? undefined : whole(equal("appveyor/deploy-on", undefined), on),
      ),
    ]);
    (made.get("uses") ?? script(made)).carries(equal("appveyor/deploy", undefined, entry(target, "provider"), name));
    return made;
  });
}

function conditionOf(on: Entry | undefined): string | undefined {
  const parts = ["github.event_name == 'push'"];
  for (const part of on?.value.kind === "map" ? on.value.entries : []) {
    const names = texts(part.value).map(({ text }) => text);
    if (part.key === "branch")
      parts.push(`(${names.map((name) => `github.ref_name == '${name.replaceAll("'", "''")}'`).join(" || ")})`);
    else if (/^appveyor_repo_tag$/i.test(part.key))
      parts.push(isTrue(part.value) ? "github.ref_type == 'tag'" : "github.ref_type != 'tag'");
    else if (part.value.kind === "text") parts.push(`env.${part.key} == '${part.value.text.replaceAll("'", "''")}'`);
    else return undefined;
  }
  return parts.join(" && ");
}

function known(translation: Translation, target: Value, provider: string): OutMap | undefined {
  const reason = "What was encrypted for AppVeyor must be stored as a secret of the repository.";
  const secret = (key: string, name: string) => {
    const held = entry(target, key);
    const made = expression(`\${{ secrets.${name} }}`);
    return held === undefined ? made : made.carries(whole(weaker("appveyor/secure", reason, undefined), held));
  };
  const rest = (used: RegExp) => {
    for (const other of target.kind === "map" ? target.entries : []) {
      if (!used.test(other.key))
        translation.lost("appveyor/deploy", "The step that deploys has no such setting.", other);
    }
  };
  if (/^github$/i.test(provider)) {
    const artifact = textAt(target, "artifact");
    rest(/^(provider|on|auth_token|artifact|draft|prerelease)$/);
    const flag = (key: string) => {
      const held = entry(target, key);
      return held === undefined
        ? undefined
        : expression(isTrue(held.value)).carries(whole(equal("appveyor/deploy-setting", undefined), held));
    };
    const why = "AppVeyor goes by the names of artifacts, the action by paths of files.";
    return usesStep(
      ACTIONS.release,
      {
        token: secret("auth_token", "RELEASES_TOKEN"),
        files:
          artifact === undefined
            ? undefined
            : literal(artifact.text).carries(
                weaker("appveyor/deploy-setting", why, artifact.text, entry(target, "artifact"), artifact),
              ),
        draft: flag("draft"),
        prerelease: flag("prerelease"),
      },
      "Publish a release",
    );
  }
  if (/^nuget$/i.test(provider)) {
    rest(/^(provider|on|api_key|server)$/);
    const server = textAt(target, "server");
    const step = runStep(
      "Publish to NuGet",
      `dotnet nuget push "**/*.nupkg" --api-key "$env:NUGET_KEY" --source ${server?.text ?? "https://api.nuget.org/v3/index.json"}`,
      { shell: expression("pwsh") },
    );
    script(step).carries(equal("appveyor/deploy-setting", server?.text, entry(target, "server"), server));
    step.map("env").set("NUGET_KEY", secret("api_key", "NUGET_KEY"));
    return step;
  }
  return undefined;
}
