import { expression, map, type OutMap } from "../../migrate/output.ts";
import { equal, type Translation, weaker, whole } from "../../migrate/translation.ts";
import { all, type Entry, entry, items, type TextValue, textAt, texts, type Value } from "../../migrate/values.ts";
import { instantiate, literal, type Scope, scopeOf, written } from "./parameters.ts";
import { environment, shellOf } from "./steps.ts";

/** Keys that say where a job runs; an executor holds them for several jobs. */
const EXECUTOR_KEYS = /^(docker|machine|macos|windows|resource_class|shell|environment|working_directory)$/;

/** The keys of a job with those of its executor; the job's own go first. */
export function withExecutor(
  translation: Translation,
  held: Value,
  executors: ReadonlyMap<string, Entry>,
  pipeline: Scope,
): { keys: ReadonlyMap<string, Entry>; unknown: Entry | undefined; sources: readonly number[] } {
  const keys = new Map((held.kind === "map" ? held.entries : []).map((part) => [part.key, part]));
  const use = keys.get("executor");
  if (use === undefined) return { keys, unknown: undefined, sources: [] };
  const name = use.value.kind === "text" ? use.value : textAt(use.value, "name");
  const given = use.value.kind === "map" ? use.value.entries.filter(({ key }) => key !== "name") : [];
  const executor = executors.get(name?.text ?? "");
  if (executor === undefined) return { keys, unknown: use, sources: [] };
  const scope = scopeOf(entry(executor.value, "parameters")?.value, given, pipeline);
  const body = instantiate(executor.value, scope);
  const parameters = entry(executor.value, "parameters");
  const described = entry(executor.value, "description");
  const sources = [...all(use), executor.at, ...executor.via, ...all(parameters), ...all(described)];
  for (const part of body.kind === "map" ? body.entries : []) {
    if (EXECUTOR_KEYS.test(part.key) && !keys.has(part.key)) keys.set(part.key, part);
    else if (part.key === "environment")
      translation.keptUnclaimed("weaker", "circleci/executor", "The job has an environment of its own.", part);
  }
  return { keys, unknown: undefined, sources };
}

/** Sets where a job runs: `runs-on`, `container` and `services`. Returns whether it is a container. */
export function runsOn(translation: Translation, job: OutMap, keys: ReadonlyMap<string, Entry>): boolean {
  const docker = keys.get("docker");
  const machine = keys.get("machine");
  const macos = keys.get("macos");
  const size = keys.get("resource_class");
  const sizeText = size?.value.kind === "text" ? size.value.text : "";
  const windows = keys.get("windows") !== undefined || /^windows/.test(sizeText);
  const arm = /^arm/.test(sizeText) && macos === undefined;
  const image = textAt(machine?.value, "image");
  const label =
    macos !== undefined
      ? "macos-latest"
      : windows || /windows/.test(image?.text ?? "")
        ? "windows-latest"
        : arm
          ? "ubuntu-24.04-arm"
          : machineLabel(image?.text);
  const made = expression(label);
  job.set("runs-on", made);
  const reasonSize = "The size of GitHub's runner does not go by classes.";
  if (size !== undefined)
    made.carries(
      arm
        ? equal("circleci/arm", undefined, size, size.value)
        : whole(weaker("circleci/resource-class", reasonSize, undefined), size),
    );
  if (macos !== undefined)
    made.carries(
      whole(weaker("circleci/macos", "GitHub's macOS runner has other versions of Xcode.", undefined), macos),
    );
  const other = keys.get("windows");
  if (other !== undefined)
    made.carries(whole(weaker("circleci/machine", "GitHub's runner has other software.", undefined), other));
  if (machine !== undefined) {
    const reason = "The image of GitHub's runner has other software.";
    made.carries(equal("circleci/machine", undefined, machine));
    if (machine.value.kind === "text")
      made.carries(
        /^true$/i.test(machine.value.text)
          ? equal("circleci/machine", undefined, machine.value)
          : weaker("circleci/machine", reason, undefined, machine.value),
      );
    for (const part of machine.value.kind === "map" ? machine.value.entries : [])
      made.carries(whole(weaker("circleci/machine", reason, undefined), part));
  }
  if (docker === undefined || macos !== undefined || windows) return false;
  const [main, ...others] = items(docker.value);
  if (main === undefined) return false;
  job.set("container", container(translation, main).carries(equal("circleci/docker", undefined, docker)));
  for (const service of others) {
    const held = textAt(service, "image");
    const name = (textAt(service, "name")?.text ?? held?.text.split("/").at(-1)?.split(":")[0] ?? "service")
      .replaceAll(/[^A-Za-z0-9_-]+/g, "-")
      .replace(/^[^A-Za-z_]+/, "");
    const reason = "It is reached by its name, not by localhost.";
    job.map("services").set(name === "" ? "service" : name, container(translation, service, reason));
  }
  return true;
}

function machineLabel(image: string | undefined): string {
  const year = /ubuntu-(\d\d)04/.exec(image ?? "")?.[1];
  return year === "22" || year === "20" ? "ubuntu-22.04" : "ubuntu-latest";
}

/** A container, from an image with what goes with it. */
function container(translation: Translation, value: Value, reason?: string): OutMap {
  const image = value.kind === "text" ? value : textAt(value, "image");
  const made = map({});
  if (image === undefined) {
    translation.lost("circleci/docker", "It names no image.", value);
    return made.set("image", expression("ubuntu:24.04"));
  }
  const claim = (...sources: readonly (Entry | TextValue | undefined)[]) =>
    reason === undefined
      ? equal("circleci/docker", written(image.text), ...sources)
      : weaker("circleci/service", reason, written(image.text), ...sources);
  made.set("image", literal(image.text).carries(claim(entry(value, "image"), image)));
  made.carries(equal("circleci/docker", undefined, ...value.via));
  const env = environment(translation, entry(value, "environment"));
  if (env !== undefined) made.set("env", env);
  const options: string[] = [];
  const user = textAt(value, "user");
  // Images of CircleCI run as a user who may not write where GitHub puts the code.
  if (user === undefined && reason === undefined && /^(circleci|cimg)\//.test(image.text)) options.push("--user root");
  if (user !== undefined) options.push(`--user ${user.text}`);
  const entrypoint = texts(entry(value, "entrypoint")?.value);
  if (entrypoint.length > 0 && reason !== undefined) options.push(`--entrypoint ${entrypoint[0]?.text}`);
  const text = options.join(" ");
  if (text !== "") {
    const held = literal(text);
    if (user !== undefined) held.carries(equal("circleci/docker-user", written(user.text), entry(value, "user"), user));
    made.set("options", held);
  }
  const auth = entry(value, "auth");
  for (const part of auth?.value.kind === "map" ? auth.value.entries : []) {
    const variable = part.value.kind === "text" ? /^\$\{?(\w+)\}?$/.exec(part.value.text)?.[1] : undefined;
    const secret = variable ?? (part.key === "username" ? "DOCKER_USERNAME" : "DOCKER_PASSWORD");
    const why = "Store it as a secret of the repository.";
    made
      .map("credentials")
      .set(
        part.key,
        expression(`\${{ secrets.${secret} }}`).carries(
          weaker("circleci/docker-auth", why, undefined, auth, part, part.value),
        ),
      );
  }
  for (const part of value.kind === "map" ? value.entries : []) {
    if (/^(image|environment|user|auth|name)$/.test(part.key)) continue;
    translation.keptUnclaimed("lost", "circleci/docker", "GitHub's containers have no such setting.", part);
  }
  const name = entry(value, "name");
  if (name !== undefined) made.carries(equal("circleci/docker", undefined, name, name.value));
  return made;
}

/** The shell of a job: that of CircleCI is a strict bash, which GitHub's is too where it is named. */
export function defaultShell(job: OutMap, keys: ReadonlyMap<string, Entry>): void {
  const held = keys.get("shell");
  const text = held?.value.kind === "text" ? held.value.text : undefined;
  const label = job.get("runs-on");
  if (text === undefined && label?.kind === "scalar" && label.value === "windows-latest") return;
  const container = job.get("container");
  const image = container?.kind === "map" ? container.get("image") : undefined;
  // Where an image has no bash, CircleCI takes sh.
  const small = image?.kind === "scalar" && /alpine|busybox/.test(String(image.value));
  const standard = expression(small ? "sh -e {0}" : "bash");
  const shell = text === undefined ? standard : literal(shellOf(text));
  job
    .map("defaults")
    .map("run")
    .set("shell", shell.carries(equal("circleci/shell", undefined, held, held?.value)));
}
