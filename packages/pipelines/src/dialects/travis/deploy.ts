import { expression, literal, type OutMap, type OutNode } from "../../migrate/output.ts";
import { ACTIONS, quoted, runStep, script, usesStep } from "../../migrate/steps.ts";
import { equal, type Translation, weaker } from "../../migrate/translation.ts";
import {
  type Entry,
  entry,
  isFalse,
  isTrue,
  items,
  type MapValue,
  own,
  textAt,
  texts,
  type Value,
} from "../../migrate/values.ts";
import { condition } from "./triggers.ts";

/** The secrets that stand for what was encrypted for Travis, by the key of the deployment. */
const NO_DEPLOY = "It sends something out; set it up with an action and secrets of yours.";

/** `deploy`: known providers become steps with a condition, others a placeholder under that condition. */
export function deploySteps(
  translation: Translation,
  held: Entry | undefined,
  extra: (when: string) => { before: OutMap[]; after: OutMap[] },
): OutMap[] {
  if (held === undefined) return [];
  const steps: OutMap[] = [];
  for (const target of items(held.value)) {
    if (target.kind !== "map") {
      if (isFalse(target)) steps.push(off(held, target));
      else steps.push(translation.placeholder("unknown", "travis/deploy", "The deployment has no settings.", held));
      continue;
    }
    const on = entry(target, "on");
    const when = conditionOf(on);
    const known = when === undefined ? undefined : provider(translation, target);
    if (known === undefined || when === undefined) {
      const step = translation.placeholder("lost", "travis/deploy", NO_DEPLOY, target);
      step.entries.splice(1, 0, ["if", expression(when?.text ?? "github.event_name == 'push'")]);
      step.carries(equal("travis/deploy", undefined, held));
      steps.push(step);
      continue;
    }
    const around = target === items(held.value)[0] ? extra(when.text) : { before: [], after: [] };
    const gate = expression(when.text).carries(
      equal("travis/deploy-on", undefined, on, ...when.equal),
      ...when.weaker.map((part) =>
        weaker(
          "travis/deploy-on",
          "The runner has one version of this; the condition is left out.",
          undefined,
          part.source,
        ),
      ),
    );
    known.entries.splice(known.get("name") === undefined ? 0 : 1, 0, ["if", gate]);
    known.carries(equal("travis/deploy", undefined, held));
    steps.push(...around.before, known, ...around.after);
  }
  return steps;
}

function off(held: Entry, target: Value): OutMap {
  const step = runStep("No deployment", "true");
  script(step).carries(equal("travis/deploy", "true", held, target));
  return step;
}

interface When {
  readonly text: string;
  readonly equal: readonly (Entry | Value)[];
  readonly weaker: readonly { readonly source: number }[];
}

/** `on` as an expression; undefined where it says what only a shell can tell. */
function conditionOf(on: Entry | undefined): When | undefined {
  const parts = ["github.event_name == 'push'"];
  const sources: (Entry | Value)[] = [];
  const left: { source: number }[] = [];
  let anywhere = false;
  for (const held of on?.value.kind === "map" ? on.value.entries : []) {
    const text = held.value.kind === "text" ? held.value.text : undefined;
    const names = texts(held.value).map((name) => name.text);
    if (held.key === "branch") parts.push(or(names.map((name) => `github.ref_name == ${quoted(name)}`)));
    else if (held.key === "all_branches") anywhere = isTrue(held.value);
    else if (held.key === "tags")
      parts.push(isTrue(held.value) ? "github.ref_type == 'tag'" : "github.ref_type == 'branch'");
    else if (held.key === "repo" && text !== undefined) parts.push(`github.repository == ${quoted(text)}`);
    else if (held.key === "condition" && names.length > 0) {
      const made = names.map(shellCondition);
      if (made.includes(undefined)) return undefined;
      parts.push(...made.filter((part) => part !== undefined));
    } else if (text !== undefined) {
      for (const source of [...own(held), ...own(held.value)]) left.push({ source });
      continue;
    } else return undefined;
    sources.push(held, held.value, ...texts(held.value));
  }
  const has = (key: string) => entry(on?.value, key) !== undefined;
  if (
    !has("branch") &&
    !anywhere &&
    !(entry(on?.value, "tags") !== undefined && isTrue(entry(on?.value, "tags")?.value))
  ) {
    parts.push("github.ref_name == github.event.repository.default_branch");
  }
  return { text: parts.join(" && "), equal: sources, weaker: left };
}

function or(parts: readonly string[]): string {
  return parts.length === 1 ? (parts[0] ?? "true") : `(${parts.join(" || ")})`;
}

/** Simple tests of a shell: `$NAME = value` and the like. */
function shellCondition(text: string): string | undefined {
  const parts = text.split("&&").map((part) => {
    const found = /^\s*\[*\s*"?\$\{?([A-Z_a-z][A-Za-z0-9_]*)\}?"?\s*(=|==|!=|=~)\s*(\S+?)\s*\]*\s*$/.exec(part);
    if (found === null) return undefined;
    const [, name = "", sign = "", value = ""] = found;
    const plain = value.replace(/^(["'])(.*)\1$/, "$2");
    if (name === "TRAVIS_OS_NAME")
      return `runner.os ${sign === "!=" ? "!=" : "=="} ${quoted(plain === "osx" ? "macOS" : plain)}`;
    if (sign === "=~")
      return condition(`tag =~ ${plain}`) === undefined || name !== "TRAVIS_TAG"
        ? undefined
        : condition(`tag =~ ${plain}`);
    return `env.${name} ${sign === "!=" ? "!=" : "=="} ${quoted(plain)}`;
  });
  return parts.includes(undefined) ? undefined : parts.join(" && ");
}

/** A deployment as a step; undefined for providers that only a person can set up. */
function provider(translation: Translation, target: MapValue): OutMap | undefined {
  const name = textAt(target, "provider");
  const used = new Set<Entry>();
  const take = (key: string) => {
    const held = entry(target, key);
    if (held !== undefined) used.add(held);
    return held;
  };
  const secret = (key: string, variable: string): OutNode => {
    const held = take(key);
    const reason = "What was encrypted for Travis must be stored as a secret of the repository.";
    const made = expression(`\${{ secrets.${variable} }}`);
    if (held === undefined) return made;
    const below =
      held.value.kind === "map" ? held.value.entries.flatMap((inner) => [inner, inner.value]) : [held.value];
    return made.carries(weaker("travis/secret", reason, undefined, held, ...below));
  };
  const plain = (key: string, strip = false): OutNode | undefined => {
    const held = take(key);
    const values = texts(held?.value);
    if (held === undefined || values.length === 0) return undefined;
    const text = (value: string) => (strip ? value.replace(/^\$TRAVIS_BUILD_DIR\//, "") : value);
    return literal(values.map((value) => text(value.text)).join("\n")).carries(
      equal("travis/deploy-setting", undefined, held),
      ...values.map((value) => equal("travis/deploy-setting", text(value.text), value)),
    );
  };
  const step = ((): OutMap | undefined => {
    switch (name?.text) {
      case "script": {
        const command = take("script");
        const text = texts(command?.value)
          .map((value) => value.text)
          .join("\n");
        const made = runStep("Deploy", text);
        script(made).carries(
          equal("travis/deploy-script", undefined, command),
          ...texts(command?.value).map((value) => equal("travis/deploy-script", value.text.trimEnd(), value)),
        );
        return made;
      }
      case "pages":
      case "pages:git":
        return usesStep(
          ACTIONS.pages,
          {
            [entry(target, "github_token") || entry(target, "github-token") || entry(target, "token")
              ? "personal_token"
              : "github_token"]: secret(
              ["github_token", "github-token", "token"].find((key) => entry(target, key)) ?? "github_token",
              entry(target, "github_token") || entry(target, "github-token") || entry(target, "token")
                ? "GH_PAGES_TOKEN"
                : "GITHUB_TOKEN",
            ),
            publish_dir: plain("local_dir", true) ?? plain("local-dir", true) ?? literal("."),
            publish_branch: plain("target_branch") ?? plain("target-branch"),
            cname: plain("fqdn"),
          },
          "Deploy to GitHub Pages",
        );
      case "releases":
        return usesStep(
          ACTIONS.release,
          {
            token: secret(entry(target, "token") ? "token" : "api_key", "RELEASES_TOKEN"),
            files: plain("file") ?? plain("files"),
            draft: flag(take("draft")),
            prerelease: flag(take("prerelease")),
            name: plain("name"),
            body: plain("body"),
          },
          "Publish a release",
        );
      case "npm": {
        const tag = plain("tag");
        const made = runStep(
          "Publish to npm",
          `npm config set "$(npm config get registry | sed 's|^https\\{0,1\\}:||'):_authToken" "$NODE_AUTH_TOKEN"\nnpm publish${tag === undefined ? "" : ` --tag ${textAt(target, "tag")?.text}`}\n`,
        );
        made
          .map("env")
          .set("NODE_AUTH_TOKEN", secret(entry(target, "api_token") ? "api_token" : "api_key", "NPM_TOKEN"));
        const email = take("email");
        if (email !== undefined)
          script(made).carries(
            weaker("travis/deploy-npm", "npm no longer asks for an address.", undefined, email, email.value),
          );
        if (tag?.claims !== undefined) script(made).carries(...tag.claims);
        return made;
      }
      case "s3": {
        const bucket = take("bucket");
        const [from, to, acl] = [take("local_dir"), take("upload_dir"), take("acl")];
        const text = (held: Entry | undefined) => (held?.value.kind === "text" ? held.value.text : undefined);
        const command = `aws s3 cp "${text(from) ?? "."}" "s3://${text(bucket) ?? ""}/${text(to) ?? ""}" --recursive${acl === undefined ? "" : ` --acl ${text(acl)?.replaceAll("_", "-")}`}`;
        const made = runStep("Upload to S3", command);
        script(made).carries(
          ...[from, to, bucket].map((held) => equal("travis/deploy-s3", text(held), held, held?.value)),
          equal("travis/deploy-s3", acl === undefined ? undefined : "--acl", acl, acl?.value),
        );
        made
          .map("env")
          .set("AWS_ACCESS_KEY_ID", secret("access_key_id", "AWS_ACCESS_KEY_ID"))
          .set("AWS_SECRET_ACCESS_KEY", secret("secret_access_key", "AWS_SECRET_ACCESS_KEY"));
        const region = plain("region");
        if (region !== undefined) made.map("env").set("AWS_REGION", region);
        return made;
      }
      default:
        return undefined;
    }
  })();
  if (step === undefined) return undefined;
  const providerEntry = entry(target, "provider");
  const carrier = step.get("uses") ?? script(step);
  carrier.carries(equal("travis/deploy-provider", undefined, providerEntry, name));
  for (const held of target.entries) {
    if (used.has(held) || held === providerEntry || held.key === "on") continue;
    if (
      /^(skip_cleanup|cleanup|edge|overwrite|file_glob|keep_history|on_tag)$/.test(held.key) &&
      held.value.kind === "text"
    ) {
      carrier.carries(equal("travis/deploy-cleanup", undefined, held, held.value));
    } else translation.lost("travis/deploy", "The step that deploys has no such setting.", held);
  }
  return step;
}

function flag(held: Entry | undefined): OutNode | undefined {
  return held === undefined
    ? undefined
    : expression(isTrue(held.value)).carries(equal("travis/deploy-setting", undefined, held, held.value));
}
