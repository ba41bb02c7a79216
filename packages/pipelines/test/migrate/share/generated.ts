import fc from "fast-check";

/** Several workflows with jobs that are copies of each other, but for what people change in copies. */
export type Family = Readonly<Record<string, string>>;

type Tree = string | number | boolean | readonly Tree[] | { readonly [key: string]: Tree };

/** Something that may differ from copy to copy. */
type Leaf = readonly string[];

const MOST_COPIES = 4;
const WORDS = ["alpha", "beta", "18", "20.x", "a b", "x: y", "it's", '"q"', "#no", "true", "3.10", "~"] as const;
const PLAIN = ["alpha", "beta", "18", "20", "latest"] as const;

const word: fc.Arbitrary<Leaf> = leaf(WORDS);
const plain: fc.Arbitrary<Leaf> = leaf(PLAIN);

/** Mostly the same in all copies. */
function leaf(words: readonly string[]): fc.Arbitrary<Leaf> {
  const one = fc.constantFrom(...words);
  const same = one.map((value) => Array.from({ length: MOST_COPIES }, () => value));
  const each = fc.array(one, { minLength: MOST_COPIES, maxLength: MOST_COPIES });
  return fc.oneof({ weight: 2, arbitrary: same }, { weight: 1, arbitrary: each });
}

type Made = (copy: number) => Tree;

const checkout: Made = () => ({ uses: "actions/checkout@v4" });

const step: fc.Arbitrary<Made> = fc.oneof(
  fc.tuple(plain, word).map(
    ([first, second]): Made =>
      (copy) => ({
        name: `Build ${first[copy]}`,
        run: `make ${first[copy]}\nmake test --only="${first[copy]}"\n`,
        env: { MODE: second[copy] ?? "", LEVEL: 3 },
      }),
  ),
  plain.map(
    (version): Made =>
      (copy) => ({
        uses: "actions/setup-node@v4",
        with: { "node-version": version[copy] ?? "", cache: "npm" },
      }),
  ),
  fc.constantFrom("secrets.TOKEN", "secrets.OTHER", "github.token", "vars.PLACE", "github.ref_name").map(
    (name): Made =>
      () => ({
        run: "./publish",
        env: { VALUE: `\${{ ${name} }}` },
      }),
  ),
  plain.map(
    (name): Made =>
      (copy) => ({ if: `github.ref == 'refs/heads/${name[copy]}'`, run: "./only-there" }),
  ),
  plain.map(
    (name): Made =>
      (copy) => ({ run: `echo ${name[copy]} >> out.txt`, shell: "bash", "working-directory": `src/${name[copy]}` }),
  ),
  fc.constant<Made>(() => ({
    if: "always()",
    uses: "actions/upload-artifact@v4",
    with: { name: "logs", path: "out.txt" },
  })),
  fc.constant<Made>(() => ({ run: "./slow", "timeout-minutes": 5, "continue-on-error": true })),
);

const steps: fc.Arbitrary<Made> = fc
  .record({ all: fc.array(step, { minLength: 2, maxLength: 6 }), known: fc.boolean(), first: fc.boolean() })
  .map(
    ({ all, known, first }): Made =>
      (copy) => [
        ...(first ? [checkout(copy)] : []),
        ...(known ? [{ id: "facts", run: 'echo "size=1" >> "$GITHUB_OUTPUT"' }] : []),
        ...all.map((make) => make(copy)),
        ...(known ? [{ run: "echo ${{ steps.facts.outputs.size }}" }] : []),
      ],
  );

const job: fc.Arbitrary<Made> = fc
  .record({
    steps,
    runner: leaf(["ubuntu-latest", "ubuntu-22.04"]),
    name: fc.option(plain, { nil: undefined }),
    env: fc.option(word, { nil: undefined }),
    minutes: fc.option(leaf(["10", "20"]), { nil: undefined }),
    matrix: fc.boolean(),
    condition: fc.boolean(),
    output: fc.boolean(),
    permissions: fc.boolean(),
  })
  .map(
    ({ steps: make, runner, name, env, minutes, matrix, condition, output, permissions }): Made =>
      (copy) => ({
        ...(name === undefined ? {} : { name: `Job ${name[copy]}` }),
        "runs-on": runner[copy] ?? "",
        ...(condition ? { if: "github.event_name != 'schedule'" } : {}),
        ...(permissions ? { permissions: { contents: "read" } } : {}),
        ...(env === undefined ? {} : { env: { FLAVOUR: env[copy] ?? "" } }),
        ...(minutes === undefined ? {} : { "timeout-minutes": Number(minutes[copy]) }),
        ...(matrix ? { strategy: { matrix: { os: ["one", "two"], size: [1, 2] }, "fail-fast": false } } : {}),
        ...(output ? { outputs: { kind: "${{ github.sha }}" } } : {}),
        steps: [
          ...(make(copy) as readonly Tree[]),
          ...(matrix ? [{ run: "echo ${{ matrix.os }} ${{ matrix.size }}" }] : []),
        ],
      }),
  );

/** Whole families: workflows with one to three jobs each, in another order of keys and with comments in between. */
export const family: fc.Arbitrary<Family> = fc
  .record({
    jobs: fc.array(job, { minLength: 1, maxLength: 3 }),
    copies: fc.integer({ min: 2, max: MOST_COPIES }),
    chained: fc.boolean(),
    env: fc.option(word, { nil: undefined }),
    seed: fc.integer({ min: 0, max: 1000 }),
    flow: fc.boolean(),
  })
  .map(({ jobs, copies, chained, env, seed, flow }) =>
    Object.fromEntries(
      Array.from({ length: copies }, (_, copy) => {
        const ids = jobs.map((_, index) => `job${index + 1}`);
        const made = jobs.map((make, index) => {
          const needs = chained && index > 0 ? { needs: [ids[index - 1] ?? ""] } : {};
          return { ...needs, ...(make(copy) as object) };
        });
        const tree: Tree = {
          name: `Copy ${copy}`,
          on: copy % 2 === 0 ? { push: { branches: ["main"] } } : { pull_request: {} },
          ...(env === undefined ? {} : { env: { COMMON: env[0] ?? "" } }),
          jobs: Object.fromEntries(ids.map((id, index) => [id, (made[index] ?? {}) as Tree])),
        };
        return [`.github/workflows/copy${copy}.yml`, new Writer(seed + copy, flow).write(tree)];
      }),
    ),
  );

/** Writes YAML as different people would: other quotes, other orders of keys, comments. */
class Writer {
  #state: number;
  readonly #flow: boolean;

  constructor(seed: number, flow: boolean) {
    this.#state = seed;
    this.#flow = flow;
  }

  write(tree: Tree): string {
    return this.#mapping(tree as { readonly [key: string]: Tree }, "", 0);
  }

  #random(below: number): number {
    this.#state = (Math.imul(this.#state, 1103515245) + 12345) & 0x7fffffff;
    return (this.#state >> 8) % below;
  }

  #mapping(tree: { readonly [key: string]: Tree }, indent: string, depth: number): string {
    const entries = Object.entries(tree);
    const from = depth < 2 ? 0 : this.#random(entries.length);
    const ordered = [...entries.slice(from), ...entries.slice(0, from)];
    return ordered
      .map(([key, value]) => `${this.#comment(indent, depth)}${indent}${key}:${this.#value(value, indent, depth + 1)}`)
      .join("");
  }

  #comment(indent: string, depth: number): string {
    return depth > 1 && this.#random(9) === 0 ? `${indent}# remark ${this.#random(3)}\n` : "";
  }

  #value(value: Tree, indent: string, depth: number): string {
    if (typeof value === "string" && value.includes("\n")) {
      return ` |\n${value
        .trimEnd()
        .split("\n")
        .map((line) => `${indent}  ${line}\n`)
        .join("")}`;
    }
    if (typeof value !== "object") return ` ${this.#scalar(value)}\n`;
    if (Array.isArray(value)) {
      const items = value as readonly Tree[];
      if (items.every((item) => typeof item !== "object"))
        return ` [${items.map((item) => this.#scalar(item)).join(", ")}]\n`;
      const dash = this.#random(2) === 0 ? `${indent}  ` : indent;
      return `\n${items
        .map((item) => {
          const text = this.#mapping(item as { readonly [key: string]: Tree }, `${dash}  `, depth + 1).replace(
            /^(?: *#.*\n)+/,
            "",
          );
          return `${this.#comment(dash, depth)}${dash}- ${text.slice(dash.length + 2)}`;
        })
        .join("")}`;
    }
    const map = value as { readonly [key: string]: Tree };
    if (Object.keys(map).length === 0) return " {}\n";
    const isShort = Object.values(map).every((inner) => typeof inner !== "object" && !String(inner).includes("\n"));
    if (this.#flow && depth > 4 && isShort && this.#random(3) === 0) {
      return ` { ${Object.entries(map)
        .map(([key, inner]) => `${key}: ${this.#scalar(inner, true)}`)
        .join(", ")} }\n`;
    }
    return `\n${this.#mapping(map, `${indent}  `, depth + 1)}`;
  }

  #scalar(value: Tree, quoted = false): string {
    if (typeof value !== "string") return String(value);
    const isPlain = /^[A-Za-z.][\w ./-]*$/.test(value) && value !== "true";
    if (isPlain && !quoted && this.#random(3) > 0) return value;
    return this.#random(2) === 0 ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value);
  }
}
