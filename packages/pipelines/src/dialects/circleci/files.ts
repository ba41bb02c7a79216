import { expression, type OutMap } from "../../migrate/output.ts";
import { ACTIONS, runStep, usesStep } from "../../migrate/steps.ts";
import { equal, weaker, whole } from "../../migrate/translation.ts";
import { type Entry, entry, type TextValue, textAt, texts, type Value } from "../../migrate/values.ts";
import { inHome, type JobContext, nameAndWhen } from "./context.ts";
import { literal, written } from "./parameters.ts";

/** A template of a key. What GitHub takes only from a context is taken from there. */
export function cacheKey(text: string): string {
  return written(text)
    .replaceAll(
      /\{\{-?\s*checksum\s+"([^"]+)"\s*-?\}\}/g,
      (_found, path: string) => `\${{ hashFiles('${path.replaceAll("'", "''")}') }}`,
    )
    .replaceAll(/\{\{\s*\.Branch\s*\}\}/g, "${{ github.ref_name }}")
    .replaceAll(/\{\{\s*\.Revision\s*\}\}/g, "${{ github.sha }}")
    .replaceAll(/\{\{\s*\.BuildNum\s*\}\}/g, "${{ github.run_number }}")
    .replaceAll(/\{\{\s*epoch\s*\}\}/g, "${{ github.run_id }}")
    .replaceAll(/\{\{\s*arch\s*\}\}/g, "${{ runner.os }}-${{ runner.arch }}")
    .replaceAll(/\{\{\s*\.Environment\.(?:CIRCLE_JOB)\s*\}\}/g, "${{ github.job }}")
    .replaceAll(/\{\{\s*\.Environment\.(\w+)\s*\}\}/g, "${{ env.$1 }}");
}

/** `save_cache` */
export function saveCache(context: JobContext, source: TextValue | Entry, settings: Value | undefined): OutMap {
  const key = textAt(settings, "key");
  const paths = entry(settings, "paths");
  const names = texts(paths?.value);
  if (key === undefined || names.length === 0)
    return context.translation.placeholder("unknown", "circleci/save-cache", "It has no key or no paths.", source);
  const path = literal(names.map(({ text }) => inHome(context, text)).join("\n"));
  path.carries(
    equal("circleci/save-cache", undefined, paths),
    ...names.map((name) => equal("circleci/save-cache", written(inHome(context, name.text)), name)),
  );
  const made = usesStep(ACTIONS.cacheSave, {
    path,
    key: expression(cacheKey(key.text)).carries(equal("circleci/cache-key", undefined, entry(settings, "key"), key)),
  });
  return nameAndWhen(context, made, source, settings, "circleci/save-cache", /^(key|paths|name|when)$/);
}

/** `restore_cache` */
export function restoreCache(context: JobContext, source: TextValue | Entry, settings: Value | undefined): OutMap {
  const one = entry(settings, "key");
  const many = entry(settings, "keys");
  const keys = [...texts(one?.value), ...texts(many?.value)];
  const [first, ...others] = keys;
  if (first === undefined)
    return context.translation.placeholder("unknown", "circleci/restore-cache", "It has no key.", source);
  const start = (text: string) => text.split("{{")[0] ?? text;
  const saved = context.caches
    .filter(({ key }) =>
      keys.some(({ text }) => start(key).startsWith(start(text)) || start(text).startsWith(start(key))),
    )
    .sort((a, b) => common(b.key, first.text) - common(a.key, first.text))[0];
  if (saved === undefined) {
    const reason = "No step of the file saves a cache with such a key; GitHub needs to know its paths.";
    return context.translation.placeholder("unknown", "circleci/restore-cache", reason, source);
  }
  const made = usesStep(ACTIONS.cacheRestore, {
    path: literal(saved.paths.map((path) => inHome(context, path)).join("\n")),
    key: expression(cacheKey(first.text)).carries(equal("circleci/cache-key", undefined, one, many, first)),
  });
  const more = expression([first, ...others].map(({ text }) => cacheKey(text)).join("\n"));
  made
    .map("with")
    .set("restore-keys", more.carries(...others.map((key) => equal("circleci/cache-key", cacheKey(key.text), key))));
  return nameAndWhen(context, made, source, settings, "circleci/restore-cache", /^(key|keys|name|when)$/);
}

function common(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** A workspace goes through an archive: paths, permissions and hidden files stay what they are. */
export function persist(context: JobContext, source: TextValue | Entry, settings: Value | undefined): OutMap[] {
  const root = textAt(settings, "root");
  const paths = entry(settings, "paths");
  const names = texts(paths?.value);
  if (names.length === 0)
    return [context.translation.placeholder("unknown", "circleci/persist", "It has no paths.", source)];
  const folder = inHome(context, root?.text ?? ".");
  const pack = literal(
    `cd ${folder}\ntar --exclude=workspace.tar -cf "$GITHUB_WORKSPACE/workspace.tar" ${names.map(({ text }) => written(text)).join(" ")}\n`,
  );
  pack.carries(
    equal("circleci/persist", written(folder), entry(settings, "root"), root),
    equal("circleci/persist", undefined, source, paths),
    ...names.map((name) => equal("circleci/persist", written(name.text), name)),
  );
  const packing = runStep("Pack the workspace", "");
  packing.set("run", pack);
  const count = context.job.list("steps").items.filter((step) => JSON.stringify(step).includes("workspace.tar")).length;
  const name = `workspace-${context.id}${count > 0 ? `-${count}` : ""}`;
  const upload = usesStep(ACTIONS.uploadArtifact, { name: expression(name), path: expression("workspace.tar") });
  return [packing, upload];
}

/** `attach_workspace` */
export function attach(context: JobContext, source: TextValue | Entry, settings: Value | undefined): OutMap[] {
  const at = textAt(settings, "at");
  const folder = inHome(context, at?.text ?? ".");
  const download = usesStep(ACTIONS.downloadArtifact, {
    pattern: expression("workspace-*"),
    path: expression("workspaces"),
  });
  const unpack = literal(
    `mkdir -p ${folder}\nfind workspaces -name workspace.tar -exec tar -xf {} -C ${folder} \\;\nrm -r workspaces\n`,
  );
  unpack.carries(equal("circleci/attach", written(folder), source, entry(settings, "at"), at));
  const unpacking = runStep("Unpack the workspaces", "");
  unpacking.set("run", unpack);
  return [download, unpacking];
}

/** `store_artifacts` and `store_test_results` */
export function store(
  context: JobContext,
  kind: string,
  source: TextValue | Entry,
  settings: Value | undefined,
): OutMap {
  const path = textAt(settings, "path");
  if (path === undefined)
    return context.translation.placeholder("unknown", "circleci/store", "It has no path.", source);
  const destination = textAt(settings, "destination");
  const place = inHome(context, path.text);
  const results = kind === "store_test_results";
  const wanted = `${context.id}-${results ? "test-results" : (destination?.text ?? place)}`
    .replaceAll(/[^A-Za-z0-9._-]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  const taken = JSON.stringify(context.job.list("steps").items);
  const name = taken.includes(`"${wanted}"`) ? `${wanted}-${context.job.list("steps").items.length}` : wanted;
  const reason = "They are kept as files; GitHub does not show results of tests.";
  const claim = (...sources: readonly (Entry | Value | undefined)[]) =>
    results
      ? weaker("circleci/test-results", reason, undefined, ...sources)
      : equal("circleci/artifacts", undefined, ...sources);
  const made = usesStep(ACTIONS.uploadArtifact, {
    name: expression(name).carries(equal("circleci/artifacts", undefined, entry(settings, "destination"), destination)),
    path: literal(place).carries(claim(entry(settings, "path"), path)),
  });
  made.entries.unshift(["if", expression("always()")]);
  made.get("uses")?.carries(claim(source));
  for (const other of settings?.kind === "map" ? settings.entries : []) {
    if (!/^(path|destination|name|when)$/.test(other.key))
      context.translation.lost("circleci/artifacts", "The action has no such setting.", other);
    else if (other.key === "name" || other.key === "when")
      made.carries(whole(equal("circleci/artifacts", undefined), other));
  }
  return made;
}
