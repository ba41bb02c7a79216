import { expression, list, literal, OutMap, type OutNode } from "../../migrate/output.ts";
import { equal, type Translation, weaker, whole } from "../../migrate/translation.ts";
import { type Entry, items, textAt, texts, type Value } from "../../migrate/values.ts";

/** Tags choose a runner; those of GitLab's own cloud are GitHub's runners. */
export function runsOn(job: OutMap, held: Entry | undefined): void {
  const names = texts(held?.value);
  const cloud = names.find(({ text }) => text.startsWith("saas-"));
  if (held === undefined || names.length === 0) {
    job.set("runs-on", expression("ubuntu-latest").carries(equal("gitlab/tags", undefined, held)));
    return;
  }
  if (cloud !== undefined) {
    const label = cloud.text.includes("macos")
      ? "macos-latest"
      : cloud.text.includes("windows")
        ? "windows-latest"
        : cloud.text.includes("arm64")
          ? "ubuntu-24.04-arm"
          : "ubuntu-latest";
    job.set(
      "runs-on",
      expression(label).carries(
        whole(weaker("gitlab/tags", "GitHub's runner has another size and other software.", undefined), held),
      ),
    );
    return;
  }
  const reason = "Runners of your own with these labels must be there.";
  const labels = names.map((name) => literal(name.text).carries(weaker("gitlab/tags", reason, name.text, name)));
  job.set("runs-on", list([expression("self-hosted"), ...labels]).carries(equal("gitlab/tags", undefined, held)));
}

/** The container that a job's commands run in, and the services beside it. */
export function container(
  translation: Translation,
  job: OutMap,
  image: Entry | undefined,
  services: Entry | undefined,
  variables: ReadonlyMap<string, string>,
  steps: OutNode,
): void {
  const made = (
    value: Value | undefined,
    held: Entry | undefined,
    rule: string,
    reason?: string,
  ): OutMap | undefined => {
    const name = value?.kind === "text" ? value : textAt(value, "name");
    if (name === undefined) return undefined;
    const text = name.text.replaceAll(/\$\{?CI_REGISTRY_IMAGE\}?/g, "ghcr.io/${CI_PROJECT_PATH}");
    const node = new OutMap();
    if (/\$/.test(text)) {
      const from = text.replaceAll(/\$\{?(\w+)\}?/g, (_found, variable: string) =>
        variable === "CI_PROJECT_PATH" ? "${{ github.repository }}" : `\${{ vars.${variable} }}`,
      );
      node.set(
        "image",
        expression(from).carries(
          weaker(rule, "Store the variables of its name as variables of the repository.", undefined, held, name),
        ),
      );
    } else
      node.set(
        "image",
        literal(text).carries(
          reason === undefined ? equal(rule, text, held, name) : weaker(rule, reason, text, held, name),
        ),
      );
    for (const part of value?.kind === "map" ? value.entries : []) {
      if (part.key === "name") node.carries(equal(rule, undefined, part));
      else if (part.key === "variables" && rule === "gitlab/service") {
        const env = node.map("env").carries(equal("gitlab/service", undefined, part));
        for (const pair of part.value.kind === "map" ? part.value.entries : [])
          if (pair.value.kind === "text")
            env.set(
              pair.key,
              literal(pair.value.text).carries(equal("gitlab/service", pair.value.text, pair, pair.value)),
            );
      } else if (part.key === "alias" || part.key === "entrypoint" || part.key === "pull_policy")
        node.carries(whole(weaker(rule, "GitHub's containers have no such setting.", undefined), part));
      else translation.lost(rule, "GitHub's containers have no such setting.", part);
    }
    return node;
  };
  const main = made(image?.value, image, "gitlab/image");
  if (main !== undefined) {
    job.set("container", main);
    const name = image?.value.kind === "text" ? image.value.text : (textAt(image?.value, "name")?.text ?? "");
    job
      .map("defaults")
      .map("run")
      .set("shell", expression(/alpine|busybox/.test(name) ? "sh -e {0}" : "bash"));
  } else job.map("defaults").map("run").set("shell", expression("bash"));
  for (const service of items(services?.value)) {
    const node = made(
      service,
      services,
      "gitlab/service",
      main === undefined ? "It is reached by localhost and a port, not by its name." : undefined,
    );
    // GitLab gives a service the variables of its job; those that are meant for it bear its name.
    const full = service.kind === "text" ? service.text : (textAt(service, "name")?.text ?? "");
    const own = (full.split("/").at(-1) ?? "").split(/[:@]/)[0]?.toUpperCase().replaceAll("-", "_") ?? "";
    for (const [name, text] of variables)
      if (own !== "" && name.startsWith(`${own}_`) && !text.includes("$") && node !== undefined) {
        const env = node.map("env");
        if (env.get(name) === undefined) env.set(name, literal(text));
      }
    const wanted =
      textAt(service, "alias")?.text ??
      (service.kind === "text" ? service.text : (textAt(service, "name")?.text ?? ""))
        .split(":")[0]
        ?.replaceAll("/", "-") ??
      "service";
    if (node !== undefined) job.map("services").set(wanted.replaceAll(/[^\w-]/g, "-"), node);
    else if (steps.kind === "list")
      steps.add(translation.placeholder("unknown", "gitlab/service", "It names no image.", service));
  }
}
