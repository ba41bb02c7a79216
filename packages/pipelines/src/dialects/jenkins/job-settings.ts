import { expression, list, literal, type OutList, OutMap } from "../../migrate/output.ts";
import { ACTIONS, runStep, script, secretName, usesStep } from "../../migrate/steps.ts";
import type { Translation } from "../../migrate/translation.ts";
import type { Statement } from "./parse.ts";
import { claim, failing, lost, minutesOf, shellText } from "./steps.ts";
import { allOf, firstOf, ownOf, within } from "./tree.ts";

/** Where a job runs. What cannot be said becomes a step that fails. */
export function setAgent(translation: Translation, job: OutMap, agent: Statement | undefined): void {
  const kind = agent?.body?.[0];
  const text = agent === undefined ? undefined : (firstOf(agent)?.raw ?? kind?.name);
  const own = (labels: string, at: readonly number[]) => {
    const parts =
      labels
        .split("||")[0]
        ?.split("&&")
        .map((part) => part.trim().replaceAll(/[()]/g, ""))
        .filter((part) => part !== "" && !part.startsWith("!")) ?? [];
    const reason = "Runners of your own with these labels must be there.";
    job.set(
      "runs-on",
      list([expression("self-hosted"), ...parts.map((part) => literal(part))]).carries(
        claim("weaker", "jenkins/label", at, undefined, reason),
      ),
    );
  };
  const ubuntu = (...claims: readonly ReturnType<typeof claim>[]) =>
    job.set("runs-on", expression("ubuntu-latest").carries(...claims));
  if (agent === undefined || text === "any" || text === "none") {
    ubuntu(claim("equal", "jenkins/agent", ownOf(agent)));
    return;
  }
  const label = agent.body?.find(({ name }) => name === "label" || name === "node");
  const labelText =
    label === undefined ? undefined : (firstOf(label)?.text ?? firstOf(within(label, "label") ?? label)?.text);
  if (kind?.name === "docker") {
    const inner = kind.body ?? [];
    const image = firstOf(kind)?.text ?? firstOf(inner.find(({ name }) => name === "image") ?? kind)?.text;
    const args = inner.find(({ name }) => name === "args");
    if (image !== undefined) {
      const where = inner.find(({ name }) => name === "label");
      if (where !== undefined && firstOf(where)?.text !== undefined) own(firstOf(where)?.text ?? "", ownOf(where));
      else ubuntu();
      const made = new OutMap().set(
        "image",
        literal(image).carries(
          claim("equal", "jenkins/docker", [
            ...ownOf(agent, kind),
            ...ownOf(inner.find(({ name }) => name === "image")),
          ]),
        ),
      );
      if (args !== undefined) setOptions(translation, job, made, args);
      for (const part of inner)
        if (!/^(image|args|label)$/.test(part.name))
          made.carries(
            claim("weaker", "jenkins/docker", allOf(part), undefined, "GitHub's containers have no such setting."),
          );
      job.set("container", made);
      return;
    }
  }
  if (labelText !== undefined) {
    own(labelText, allOf(agent));
    return;
  }
  ubuntu();
  job
    .list("steps")
    .add(failing(translation, "unknown", "jenkins/agent", "This agent is not known, or Groovy names it.", agent));
}

/** What is given to `docker run`: no shell fills in its variables on GitHub. */
function setOptions(translation: Translation, job: OutMap, container: OutMap, args: Statement): void {
  const text = (firstOf(args)?.text ?? "").replaceAll(/\$HOME\b|\$\{HOME\}/g, "/home/runner");
  if (text.includes("$")) {
    const reason = "GitHub fills no variables into the options of a container.";
    job.list("steps").add(failing(translation, "unknown", "jenkins/docker", reason, args));
    return;
  }
  const same = text === firstOf(args)?.text;
  const moved = "The home of GitHub's runner is another folder.";
  container.set(
    "options",
    literal(text).carries(
      same
        ? claim("equal", "jenkins/docker", ownOf(args))
        : claim("weaker", "jenkins/docker", ownOf(args), undefined, moved),
    ),
  );
}

/** The options of a pipeline or a stage that GitHub's jobs have too. */
export function setLimits(translation: Translation, held: Statement | undefined, job: OutMap): void {
  if (held === undefined) return;
  for (const option of held.body ?? []) {
    if (option.name === "timeout")
      job.set(
        "timeout-minutes",
        expression(Math.min(minutesOf(option), 360 * 12)).carries(
          claim("equal", "jenkins/timeout", ownOf(held, option)),
        ),
      );
    else if (/^(timestamps|ansiColor|skipDefaultCheckout)$/.test(option.name))
      job.carries(claim("equal", "jenkins/option", ownOf(held, option)));
    else if (!translation.claimed().has(option.nameSpan.start))
      lost(translation, "jenkins/option", "GitHub's jobs have no such option.", option);
  }
  job.carries(claim("equal", "jenkins/option", ownOf(held)));
}

/**
 * The variables of an `environment` block.
 * @param steps of the job, for those that only a shell can put together; absent for an environment of steps
 */
export function setEnvironment(translation: Translation, env: OutMap, held: Statement, steps?: OutList): void {
  env.carries(claim("equal", "jenkins/environment", ownOf(held)));
  for (const pair of held.body ?? []) {
    const [value] = pair.args;
    const id = /^credentials\s*\(\s*(["'])(.*)\1\s*\)$/.exec(value?.raw ?? "")?.[2];
    const own = ownOf(pair);
    const reason = "Store what Jenkins keeps under this id as secrets of the repository.";
    if (id !== undefined) {
      env.set(
        pair.name,
        expression(`\${{ secrets.${secretName(pair.name)} }}`).carries(
          claim("weaker", "jenkins/credentials", own, undefined, reason),
        ),
      );
      for (const suffix of ["_USR", "_PSW"]) {
        if (translation.document.text.includes(`${pair.name}${suffix}`))
          env.set(`${pair.name}${suffix}`, expression(`\${{ secrets.${secretName(pair.name + suffix)} }}`));
      }
    } else if (value?.text !== undefined && pair.assigned && value.fillsIn && value.text.includes("$")) {
      const text = shellText(value.text)?.replaceAll('"', '\\"');
      const filled = "It refers to other variables, which GitHub does not fill in here.";
      if (text === undefined || steps === undefined)
        env.set(
          pair.name,
          literal(value.text).carries(claim("unknown", "jenkins/environment", own, value.text, filled)),
        );
      else {
        const line = `echo "${pair.name}=${text}" >> "$GITHUB_ENV"`;
        const step = runStep(`Set ${pair.name}`, line, { shell: expression("bash") });
        script(step).carries(claim("equal", "jenkins/environment-expanded", own, text));
        steps.add(step);
      }
    } else if (value?.text !== undefined && pair.assigned)
      env.set(pair.name, literal(value.text).carries(claim("equal", "jenkins/environment", own, value.text)));
    else
      env.set(
        pair.name,
        literal(value?.raw ?? "").carries(
          claim("unknown", "jenkins/environment", own, value?.raw, "Groovy makes this value."),
        ),
      );
  }
}

/** Tools that Jenkins installs by name, as steps that set them up. */
export function setTools(translation: Translation, job: OutMap, held: Statement): void {
  job.carries(claim("equal", "jenkins/tools", ownOf(held)));
  for (const tool of held.body ?? []) {
    const text = firstOf(tool)?.text ?? "";
    const number = /(?:1\.)?(\d+)/.exec(text)?.[1];
    const reason = "The name is one of your Jenkins; its number is taken as the version.";
    const table: Readonly<Record<string, readonly [string, string]>> = {
      jdk: [ACTIONS.setupJava, "java-version"],
      nodejs: [ACTIONS.setupNode, "node-version"],
      go: [ACTIONS.setupGo, "go-version"],
    };
    const known = table[tool.name];
    const axis = /^\$\{?(\w+)\}?$/.exec(text)?.[1];
    if (known !== undefined && (number !== undefined || axis !== undefined)) {
      const version = axis === undefined ? literal(number ?? "") : expression(`\${{ env.${axis} }}`);
      const inputs = {
        ...(tool.name === "jdk" ? { distribution: expression("zulu") } : {}),
        [known[1]]: version.carries(
          claim(
            "weaker",
            "jenkins/tool",
            ownOf(tool),
            undefined,
            axis === undefined ? reason : "The values are names of your Jenkins, no versions.",
          ),
        ),
      };
      job.list("steps").add(usesStep(known[0], inputs));
    } else if (/^(maven|gradle|ant|git)$/.test(tool.name))
      job
        .get("runs-on")
        ?.carries(claim("weaker", "jenkins/tool", ownOf(tool), undefined, "It is the version of the runner's image."));
    else
      job
        .list("steps")
        .add(
          failing(
            translation,
            "unknown",
            "jenkins/tool",
            "This tool is not known; install it in a step of your own.",
            tool,
          ),
        );
  }
}
