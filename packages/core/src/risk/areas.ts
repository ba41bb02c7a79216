import { pathMatcher } from "../policy/glob.ts";
import type { FileKind } from "./kind.ts";
import type { RiskSettings } from "./settings.ts";

/** Finds the areas of a path. */
export type AreaFinder = (path: string, kind: FileKind) => readonly string[];

const finders = new WeakMap<RiskSettings, AreaFinder>();

/** The areas that settings know, ready for many paths. Kept by the settings, which never change. */
export function areaFinder(settings: RiskSettings): AreaFinder {
  const kept = finders.get(settings);
  if (kept !== undefined) return kept;
  const finder = remembering(compile(settings));
  finders.set(settings, finder);
  return finder;
}

/** The files of a change are asked for again at every read of it. */
const MOST_REMEMBERED = 20_000;

function remembering(find: AreaFinder): AreaFinder {
  const found = new Map<string, readonly string[]>();
  return (path, kind) => {
    const key = `${kind} ${path}`;
    const known = found.get(key);
    if (known !== undefined) return known;
    const areas = find(path, kind);
    if (found.size >= MOST_REMEMBERED) found.clear();
    found.set(key, areas);
    return areas;
  };
}

/** Areas by a text that a path or a part of it is compared with. */
type Index = Map<string, readonly string[]>;

/** Text without wildcards, or several in braces. */
const TEXT = String.raw`(?:\{([^{}*?[\]/!\\]+)\}|([^{}*?[\]/!\\]+))`;

/** Forms of patterns that need no search: one comparison answers for each of their alternatives. */
const FORMS = {
  /** A folder anywhere. */
  folder: new RegExp(String.raw`^\*\*/${TEXT}/\*\*$`),
  /** A file of that name anywhere. */
  name: new RegExp(String.raw`^\*\*/${TEXT}$`),
  ending: new RegExp(String.raw`^\*\*/\*\.${TEXT.replaceAll("!", "!.")}$`),
  start: new RegExp(String.raw`^\*\*/${TEXT}\*$`),
  part: new RegExp(String.raw`^\*\*/\*${TEXT}\*$`),
  /** A folder at the top. */
  top: new RegExp(String.raw`^${TEXT}/\*\*$`),
};

/**
 * Most patterns ask for one name: those are looked up, so that a change of a thousand files is classified in
 * milliseconds; only the others are tried one by one.
 */
function compile(settings: RiskSettings): AreaFinder {
  const index = Object.fromEntries(Object.keys(FORMS).map((form) => [form, new Map()])) as Record<
    keyof typeof FORMS,
    Index
  >;
  const others: { readonly area: string; readonly fits: (path: string) => boolean }[] = [];
  for (const [area, { paths }] of Object.entries(settings.areas)) {
    const patterns = paths.map((path) => path.toLowerCase());
    // What takes out needs what it takes out from beside it.
    const excludes = patterns.some((path) => path.startsWith("!"));
    const rest = patterns.filter((pattern) => excludes || !lookUp(pattern, area, index));
    if (rest.length > 0) others.push({ area, fits: pathMatcher(rest) });
  }
  const [starts, parts] = [[...index.start], [...index.part]];
  return (path, kind) => {
    const lower = path.toLowerCase();
    const folders = lower.split("/");
    const name = folders.pop() ?? "";
    const found: string[] = [];
    const add = (areas: readonly string[] = []) => {
      for (const area of areas) if (!found.includes(area)) found.push(area);
    };
    if (folders.length > 0) add(index.top.get(folders[0] ?? ""));
    for (const folder of folders) add(index.folder.get(folder));
    add(index.name.get(name));
    const dot = name.lastIndexOf(".");
    if (dot >= 0) add(index.ending.get(name.slice(dot + 1)));
    for (const [text, areas] of starts) if (name.startsWith(text)) add(areas);
    for (const [text, areas] of parts) if (name.includes(text)) add(areas);
    for (const { area, fits } of others) if (!found.includes(area) && fits(lower)) found.push(area);
    if (kind !== "tests" && kind !== "docs") return found;
    return found.filter((area) => settings.areas[area]?.productOnly !== true);
  };
}

/** Puts a pattern of one of the forms into the index; false where it is of none. */
function lookUp(pattern: string, area: string, index: Readonly<Record<keyof typeof FORMS, Index>>): boolean {
  for (const [form, expression] of Object.entries(FORMS)) {
    const match = expression.exec(pattern);
    if (match === null) continue;
    const map = index[form as keyof typeof FORMS];
    for (const text of match[1]?.split(",") ?? [match[2] ?? ""]) map.set(text, [...(map.get(text) ?? []), area]);
    return true;
  }
  return false;
}
