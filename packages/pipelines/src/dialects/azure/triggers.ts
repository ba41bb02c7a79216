import { list, literal, OutMap, OutScalar } from "../../migrate/output.ts";
import { equal, type Translation, weaker, whole } from "../../migrate/translation.ts";
import { type Entry, entry, items, textAt, texts, type Value } from "../../migrate/values.ts";

/** `trigger`, `pr` and `schedules`. Without the first two everything is built. */
export function triggers(translation: Translation): void {
  const { root, workflow } = translation;
  const on = workflow.map("on");
  for (const [key, name] of [
    ["trigger", "push"],
    ["pr", "pull_request"],
  ] as const) {
    const held = entry(root, key);
    if (held === undefined) {
      on.set(name, key === "trigger" ? new OutMap().set("branches", list([literal("**")])) : new OutScalar(null));
      continue;
    }
    if (held.value.kind === "text" && /^none$/i.test(held.value.text)) {
      on.carries(equal("azure/no-trigger", undefined, held, held.value));
      continue;
    }
    on.set(name, event(translation, held, key));
  }
  const schedules = entry(root, "schedules");
  for (const item of items(schedules?.value)) {
    const cron = textAt(item, "cron");
    if (cron === undefined || schedules === undefined) {
      translation.lost("azure/schedule", "It has no time.", item);
      continue;
    }
    const made = new OutMap().set(
      "cron",
      literal(cron.text).carries(equal("azure/schedule", cron.text, schedules, entry(item, "cron"), cron)),
    );
    const reason = "GitHub runs schedules on the default branch only, and whether or not anything changed.";
    for (const other of item.kind === "map" ? item.entries : [])
      if (other.key !== "cron") made.carries(whole(weaker("azure/schedule", reason, undefined), other));
    on.list("schedule").add(made);
  }
  if (on.entries.length === 0) on.set("workflow_dispatch", new OutScalar(null));
}

function event(translation: Translation, held: Entry, key: string): OutMap {
  const made = new OutMap().carries(equal("azure/trigger", undefined, held));
  const names = (value: Value | undefined, mark = "", of = "branches") =>
    texts(value).flatMap((name) => {
      const text = `${mark}${of === "paths" ? pathPattern(name.text) : pattern(name.text)}`;
      const made = literal(text).carries(equal("azure/trigger", text, name));
      // A path of Azure is a file or a folder with all that is in it.
      return of === "paths" && !/[*?]/.test(text) ? [made, literal(`${text}/**`)] : [made];
    });
  if (held.value.kind !== "map") {
    made.set("branches", list(names(held.value)).carries(equal("azure/trigger", undefined, held)));
    return made;
  }
  for (const part of held.value.entries) {
    if (part.key === "branches" || part.key === "paths" || (part.key === "tags" && key === "trigger")) {
      const include = entry(part.value, "include");
      const exclude = entry(part.value, "exclude");
      const listed = include ?? (exclude === undefined && part.value.kind === "list" ? part : undefined);
      const claim = equal("azure/trigger", undefined, part, include, exclude);
      if (listed === undefined)
        made.set(`${part.key}-ignore`, list(names(exclude?.value, "", part.key)).carries(claim));
      else {
        const patterns = [...names(listed.value, "", part.key), ...names(exclude?.value, "!", part.key)];
        made.set(part.key, list(patterns).carries(claim));
      }
    } else if (part.key === "batch" || part.key === "drafts" || part.key === "autoCancel") {
      translation.lost("azure/trigger-setting", "GitHub's events have no such setting.", part);
    } else translation.lost("azure/trigger-setting", "This setting is not known.", part);
  }
  return made;
}

/** The name of a branch or tag, which may be a full one; `*` of Azure crosses slashes. */
function pattern(text: string): string {
  return text
    .replace(/^refs\/(heads|tags)\//, "")
    .replace(/\/$/, "/*")
    .replaceAll(/\*+/g, "**");
}

/** A path, which Azure takes with a slash before it or behind it as well. */
function pathPattern(text: string): string {
  const short = text.replace(/^\/(?=.)/, "").replace(/\/$/, "/**");
  return short === "*" || short === "/" ? "**" : short.replace(/\/\*$/, "/**");
}
