import { expression, literal, type OutMap } from "../../migrate/output.ts";
import { ACTIONS, quoted, runStep, script, usesStep } from "../../migrate/steps.ts";
import { equal, type Translation, weaker, whole } from "../../migrate/translation.ts";
import { type Entry, entry, textAt, texts } from "../../migrate/values.ts";

/** Steps that keep files from one run to the next. */
export function cache(translation: Translation, held: Entry | undefined): OutMap[] {
  return (held?.value.kind === "list" ? held.value.items : held === undefined ? [] : [held.value]).flatMap((value) => {
    const paths = entry(value, "paths");
    const names = texts(paths?.value);
    if (held === undefined) return [];
    if (names.length === 0) {
      translation.keptUnclaimed("lost", "gitlab/cache", "It has no paths.", held);
      return [];
    }
    const key = entry(value, "key");
    const files = texts(entry(key?.value, "files")?.value);
    const named =
      key?.value.kind === "text"
        ? key.value.text
            .replaceAll(/\$\{?CI_COMMIT_REF_(?:SLUG|NAME)\}?/g, "${{ github.ref_name }}")
            .replaceAll(/\$\{?CI_JOB_NAME\}?/g, "${{ github.job }}")
            .replaceAll(/\$\{?(\w+)\}?(?![{\w])/g, (found, name: string) =>
              name === undefined ? found : `\${{ env.${name} }}`,
            )
        : "";
    const prefix = files.length > 0 ? "" : `\${{ runner.os }}-${named === "" ? "default" : named}-`;
    const made = usesStep(ACTIONS.cache, {
      path: literal(names.map(({ text }) => text).join("\n")).carries(
        equal("gitlab/cache", undefined, held, paths),
        ...names.map((name) => equal("gitlab/cache", name.text, name)),
      ),
      key: expression(
        files.length > 0
          ? `\${{ runner.os }}-\${{ hashFiles(${files.map(({ text }) => quoted(text)).join(", ")}) }}`
          : `${prefix}\${{ github.run_id }}`,
      ).carries(
        key === undefined
          ? undefined
          : whole(
              entry(key.value, "prefix") === undefined
                ? equal("gitlab/cache-key", undefined)
                : weaker("gitlab/cache-key", "The prefix of the key is left out.", undefined),
              key,
            ),
      ),
      ...(files.length > 0 ? {} : { "restore-keys": expression(prefix) }),
    });
    for (const other of value.kind === "map" ? value.entries : []) {
      if (other.key !== "paths" && other.key !== "key")
        made.carries(whole(weaker("gitlab/cache", "The action restores and saves, after success.", undefined), other));
    }
    return [made];
  });
}

/**
 * Artifacts go on in an archive: paths stay what they are.
 * @param parallel the job has several parts, each with artifacts of its own
 */
export function artifacts(translation: Translation, held: Entry | undefined, id: string, parallel: boolean): OutMap[] {
  const part = parallel ? "-${{ strategy.job-index }}" : "";
  if (held === undefined) return [];
  const paths = entry(held.value, "paths");
  const names = texts(paths?.value);
  const steps: OutMap[] = [];
  const when = textAt(held.value, "when");
  const condition = when?.text === "always" ? "always()" : when?.text === "on_failure" ? "failure()" : undefined;
  const gate = (step: OutMap) =>
    condition === undefined
      ? step
      : step.set(
          "if",
          expression(condition).carries(equal("gitlab/artifacts", undefined, entry(held.value, "when"), when)),
        );
  if (names.length > 0) {
    const pack = runStep(
      "Pack the artifacts",
      `tar -cf artifacts.tar ${names.map(({ text }) => (/\s/.test(text) ? `"${text}"` : text)).join(" ")}`,
    );
    script(pack).carries(
      equal("gitlab/artifacts", undefined, held, paths),
      ...names.map((name) => equal("gitlab/artifacts", name.text, name)),
    );
    const expires = textAt(held.value, "expire_in");
    const upload = usesStep(ACTIONS.uploadArtifact, {
      name: expression(`artifacts-${id}${part}`).carries(
        whole(
          weaker("gitlab/artifact-name", "It is named after the job, so that later jobs find it.", undefined),
          entry(held.value, "name"),
          entry(held.value, "expose_as"),
        ),
      ),
      path: expression("artifacts.tar"),
      ...(expires === undefined
        ? {}
        : {
            "retention-days": expression(days(expires.text)).carries(
              equal("gitlab/expire", undefined, entry(held.value, "expire_in"), expires),
            ),
          }),
    });
    steps.push(gate(pack), condition === undefined ? upload : upload.set("if", expression(condition)));
  }
  const reports = entry(held.value, "reports");
  for (const report of reports?.value.kind === "map" ? reports.value.entries : []) {
    const files = report.value.kind === "map" ? texts(entry(report.value, "path")?.value) : texts(report.value);
    const reason = "It is kept as a file; GitHub does not show it.";
    const step = usesStep(ACTIONS.uploadArtifact, {
      name: expression(`${report.key}-${id}${part}`),
      path: literal(files.map(({ text }) => text).join("\n")),
    }).set("if", expression("always()"));
    steps.push(step.carries(whole(weaker("gitlab/report", reason, undefined, held, reports), report)));
  }
  for (const other of held.value.kind === "map" ? held.value.entries : []) {
    if (/^(paths|when|reports)$/.test(other.key)) {
      if (other.key === "when" && condition === undefined)
        steps[0]?.carries(equal("gitlab/artifacts", undefined, other, other.value));
    } else if (names.length === 0 || !/^(name|expire_in|expose_as)$/.test(other.key))
      translation.keptUnclaimed("lost", "gitlab/artifacts", "The action has no such setting.", other);
  }
  return steps;
}

/** Steps that fetch what an earlier job has left, by that job's id. @param parallel that job has several parts */
export function download(id: string, parallel: boolean): OutMap[] {
  const inputs = parallel
    ? { pattern: expression(`artifacts-${id}-*`), path: expression("artifacts-of-parts") }
    : { name: expression(`artifacts-${id}`) };
  const unpack = parallel
    ? 'for part in artifacts-of-parts/*/artifacts.tar; do if [ -f "$part" ]; then tar -xf "$part"; fi; done\nrm -rf artifacts-of-parts\n'
    : "if [ -f artifacts.tar ]; then tar -xf artifacts.tar && rm artifacts.tar; fi";
  return [
    usesStep(ACTIONS.downloadArtifact, inputs).set("continue-on-error", expression(true)),
    runStep(`Unpack the artifacts of ${id}`, unpack),
  ];
}

function days(text: string): number {
  const found = /(\d+)\s*(\w*)/.exec(text);
  const number = Number(found?.[1] ?? 30);
  const unit = found?.[2] ?? "";
  const length = /^(y)/.test(unit) ? 365 : /^mo/.test(unit) ? 30 : /^w/.test(unit) ? 7 : /^(h|m|s)/.test(unit) ? 0 : 1;
  return Math.min(90, Math.max(1, number * length));
}
