import type { FileKind } from "../../src/validate/validate.ts";

/** One way to break a file of another CI system: what is put in the place of each match, one at a time. */
export interface ForeignMutator {
  readonly name: string;
  readonly pattern: RegExp;
  readonly to: (match: string) => string;
}

/** Two neighbouring letters inside of a word swapped, as a hurried person does. */
function mistyped(word: string): string {
  const at = /[a-z]([a-z])(?!\1)[a-z]/.exec(word)?.index;
  return at === undefined ? word : `${word.slice(0, at + 1)}${word[at + 2]}${word[at + 1]}${word.slice(at + 3)}`;
}

const block = (name: string): RegExp => new RegExp(`^[ \\t]*${name}[ \\t]*\\{[^{}]*\\}\\n`, "gm");

export const FOREIGN_MUTATORS: Readonly<Partial<Record<FileKind, readonly ForeignMutator[]>>> = {
  gitlab: [
    {
      name: "a keyword of a job mistyped",
      pattern: /^ {2,4}(?:stage|script|extends|artifacts|image|variables|tags|allow_failure|needs)(?=:)/gm,
      to: mistyped,
    },
    { name: "a stage that does not exist", pattern: /(?<=^ +stage: )\S+/gm, to: (name) => `${name}-nowhere` },
    { name: "extends a template that does not exist", pattern: /(?<=^ +extends: )\.\S+/gm, to: (name) => `${name}s` },
    { name: "needs a job that does not exist", pattern: /^ {4}script:/gm, to: (key) => `    needs: [nowhere]\n${key}` },
    {
      name: "depends on a job that does not exist",
      pattern: /^ {4}script:/gm,
      to: (key) => `    dependencies: [nowhere]\n${key}`,
    },
    { name: "a job without a script", pattern: /^ {4}script:(?=\n)/gm, to: () => "    before_script:" },
    {
      name: "a job twice",
      pattern: /^[a-z][\w-]*:\n(?= +(?:extends|script))/gm,
      to: (key) => `${key}    script: make\n${key}`,
    },
    { name: "a key twice", pattern: /^ {4}extends: .*\n/gm, to: (line) => line + line },
    { name: "a time that is none", pattern: /(?<=expire_in: ).*/g, to: () => "soon" },
    { name: "when that is none", pattern: /^ {4}script:/gm, to: (key) => `    when: sometimes\n${key}` },
    {
      name: "rules beside only",
      pattern: /^ {4}script:/gm,
      to: (key) => `    only: [main]\n    rules: [{ if: $A }]\n${key}`,
    },
    { name: "too many retries", pattern: /^ {4}script:/gm, to: (key) => `    retry: 5\n${key}` },
    { name: "a command that is a mapping", pattern: /(?<=^ {4}script:\n +- ).*/gm, to: () => "echo: done" },
    {
      name: "a password in the clear",
      pattern: /^ {4}script:/gm,
      to: (key) => `    variables: { DB_PASSWORD: s3cr3t-of-ours }\n${key}`,
    },
    { name: "a bracket that is not closed", pattern: /^ {4}tags:\n/gm, to: () => "    tags: [\n" },
  ],
  jenkins: [
    {
      name: "a directive mistyped",
      pattern:
        /^[ \t]*(?:agent|stages|stage|steps|post|options|environment|when|parallel|tools|triggers|parameters)(?=[ ({])/gm,
      to: mistyped,
    },
    {
      name: "a condition of post mistyped",
      pattern: /^[ \t]*(?:always|failure|success|unstable|changed|cleanup)(?= ?\{)/gm,
      to: mistyped,
    },
    {
      name: "a condition of when mistyped",
      pattern: /(?<=[{\n]\s*)(?:branch|expression|anyOf|allOf|changeset)(?= ?['{])/g,
      to: mistyped,
    },
    { name: "no agent", pattern: /^(?: {2,4}|\t)agent (?:any|none|\{[^{}]*\})/gm, to: () => "" },
    { name: "no steps", pattern: block("steps"), to: () => "" },
    { name: "empty steps", pattern: block("steps"), to: () => "steps {\n}\n" },
    { name: "steps twice", pattern: block("steps"), to: (text) => text + text },
    { name: "options twice", pattern: block("options"), to: (text) => text + text },
    { name: "a brace missing", pattern: /\{(?=\n)/g, to: () => "" },
    { name: "a brace too many", pattern: /\n[ \t]*\}(?=\n)/g, to: (text) => `${text} }` },
    { name: "a quote missing", pattern: /(?<=\b(?:sh|echo|branch) )'(?=[^'\n]+'\n)/g, to: () => "" },
    { name: "a stage without a name", pattern: /\bstage ?\(['"][^'"\n]*['"]\)/g, to: () => "stage" },
    { name: "stages in steps' place", pattern: /\bsteps(?= \{)/g, to: () => "triggers" },
    { name: "environment without =", pattern: /(?<=^ +[A-Z_]{4,}) ?= ?(?=['"])/gm, to: () => " " },
    { name: "a bad schedule", pattern: /(?<=\b(?:cron|pollSCM) ?\(?)(['"]).*\1/g, to: () => "'70 3 * * *'" },
    {
      name: "a password in the clear",
      pattern: /^[ \t]*environment \{\n/gm,
      to: (text) => `${text}DB_PASSWORD = 's3cr3t-of-ours'\n`,
    },
  ],
};
