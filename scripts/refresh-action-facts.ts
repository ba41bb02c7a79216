// Makes packages/pipelines/src/actions/facts.generated.ts from a folder with `index.json` and `tags.json`:
//   node scripts/run.mjs script scripts/refresh-action-facts.ts FOLDER
// With --check it writes nothing and ends with 1 when the file is not fresh.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ACTION_FACTS_PATH = join(
  dirname(dirname(fileURLToPath(import.meta.url))),
  "packages/pipelines/src/actions/facts.generated.ts",
);

/** One version of an action in `index.json`. */
interface IndexEntry {
  /** `owner/name`, or `owner/name/path`. */
  readonly action: string;
  /** `v4`, or the name of a branch. */
  readonly version: string;
  /** Where the file was taken from: "tag v4", "branch release/v1", ... */
  readonly ref: string;
  readonly runs_using: string | null;
  readonly inputs: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly has_default: boolean;
    readonly deprecated_message?: string;
  }[];
  readonly outputs: readonly string[];
}

/** `tags.json`: the commit of each tag, by repository. */
type Tags = Readonly<Record<string, Readonly<Record<string, string>>>>;

const HEADER = `// Made by scripts/refresh-action-facts.ts; do not edit. How to read it: facts.ts.
// Left out: files whose release is not known, descriptions, values of defaults, and what older releases of a major
// version had otherwise than its newest one.
`;

/** The text of the module. Throws when a name cannot be written in it. */
export function actionFactsModule(index: readonly IndexEntry[], tags: Tags): string {
  const interfaces = new Map<string, string[]>();
  for (const entry of index.filter(({ version }) => version !== "stored")) {
    const lines = interfaces.get(entry.action.toLowerCase()) ?? [];
    const described = description(entry);
    const header = `@ ${entry.version} ${entry.runs_using ?? "-"}${branch(entry)}`;
    // Neighbouring versions that differ in nothing else share what describes them.
    const shared = described.length > 0 && lines.slice(-described.length).join("\n") === described.join("\n");
    if (shared) lines.splice(lines.length - described.length, 0, header);
    else lines.push(header, ...described);
    interfaces.set(entry.action.toLowerCase(), lines);
  }
  const releases = Object.entries(tags).map(([repository, byTag]): [string, string[]] => {
    const byCommit = Map.groupBy(Object.entries(byTag), ([, commit]) => commit);
    const lines = [...byCommit].map(([commit, names]) => `${commit} ${names.map(([name]) => plain(name)).join(" ")}`);
    return [repository.toLowerCase(), lines];
  });
  return `${HEADER}\n${table("INTERFACES", [...interfaces])}\n${table("RELEASES", releases)}`;
}

function description({ inputs, outputs }: IndexEntry): string[] {
  const names = inputs.map(
    ({ name, required, has_default }) => `${plain(name)}${required ? "!" : ""}${has_default ? "=" : ""}`,
  );
  const deprecations = inputs.flatMap(({ name, deprecated_message }) =>
    deprecated_message === undefined ? [] : [`d ${name} ${deprecated_message.replace(/\s+/g, " ").trim()}`],
  );
  return [`i ${names.join(" ")}`.trim(), ...deprecations, `o ${outputs.map(plain).join(" ")}`.trim()];
}

/** A branch that stands for the version under another name: `pypa/gh-action-pypi-publish@release/v1`. */
function branch({ ref, version }: IndexEntry): string {
  const name = /^branch (\S+)$/.exec(ref)?.[1];
  return name === undefined || name === version ? "" : ` ${name}`;
}

function plain(name: string): string {
  if (/[\s!=@]|^$/.test(name)) throw new Error(`the name ${JSON.stringify(name)} cannot be written in the table`);
  return name;
}

function table(name: string, entries: readonly (readonly [string, readonly string[]])[]): string {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = sorted.map(([key, lines]) => {
    const text = lines.join("\n").replace(/[\\`]|\$(?=\{)/g, "\\$&");
    return `  ${JSON.stringify(key)}: \`${text}\`,\n`;
  });
  return `export const ${name}: Readonly<Record<string, string>> = {\n${rows.join("")}};\n`;
}

/** The module that a folder of the data gives. */
export function actionFactsOf(folder: string): string {
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8"));
  return actionFactsModule(read("index.json") as IndexEntry[], read("tags.json") as Tags);
}

function main(args: readonly string[]): number {
  const folder = args.find((arg) => !arg.startsWith("-"));
  if (folder === undefined) {
    process.stderr.write("Which folder has the index.json and tags.json of the actions?\n");
    return 2;
  }
  const wanted = actionFactsOf(folder);
  if (args.includes("--check")) return wanted === readFileSync(ACTION_FACTS_PATH, "utf8") ? 0 : 1;
  writeFileSync(ACTION_FACTS_PATH, wanted);
  return 0;
}

if (import.meta.main) process.exitCode = main(process.argv.slice(2));
