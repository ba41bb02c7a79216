import { describe, expect, test } from "vitest";
import { parseDocument } from "yaml";
import { verify } from "../../../src/migrate/certificate.ts";
import { yamlConstructs } from "../../../src/migrate/constructs.ts";
import { SHARE_RULES } from "../../../src/migrate/share/certify.ts";
import { type Sharing, share } from "../../../src/migrate/share/share.ts";
import type { Strategy } from "../../../src/migrate/share/strategy.ts";
import { projectOf } from "../../../src/project/project.ts";
import { readDocument } from "../../../src/source/document.ts";

const steps = Array.from({ length: 20 }, (_, index) => `      - run: ./step ${index}\n`).join("");
const workflow = (runner: string) =>
  `on: push\njobs:\n  build:\n    name: Build it\n    runs-on: ${runner}\n    steps:\n      - uses: actions/checkout@v4\n${steps}`;
const named = (texts: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [`.github/workflows/${name}`, text]));
const pair = named({ "a.yml": workflow("ubuntu-latest"), "b.yml": workflow("ubuntu-24.04") });
const run = (files: Readonly<Record<string, string>>, strategy: Strategy = "reusable"): Sharing =>
  share(strategy, Object.keys(files), projectOf(files));

describe("sharing", () => {
  test("leaves jobs whose checks are required by their names", () => {
    const project = projectOf(pair, { requiredChecks: ["Build it"] });
    const { shared, left } = share("reusable", Object.keys(pair), project);
    expect(shared).toEqual([]);
    expect(left).toContainEqual({
      copies: [".github/workflows/a.yml: build", ".github/workflows/b.yml: build"],
      reason: 'the required check "Build it" would have another name',
    });
    expect(run(pair).shared).toHaveLength(1);
  });

  test("takes no name that is taken", () => {
    const other = named({
      "shared-build.yaml": "on: push\njobs:\n  one:\n    runs-on: x\n    steps:\n      - run: a\n",
    });
    expect(run({ ...pair, ...other }).shared[0]?.path).toBe(".github/workflows/shared-build-2.yml");
  });

  test("tells broken files and does the others", () => {
    const { shared, broken, certificates } = run({ ...pair, ...named({ "c.yml": "on: [", "d.yml": "on: push\n" }) });
    expect(shared).toHaveLength(1);
    expect(broken.map(({ path }) => path)).toEqual([".github/workflows/c.yml", ".github/workflows/d.yml"]);
    expect(certificates.map(({ source }) => source)).toEqual(Object.keys(pair));
  });

  test("only looks at the files that are given", () => {
    const sharing = share("reusable", [".github/workflows/a.yml"], projectOf(pair));
    expect(sharing.shared).toEqual([]);
    expect(sharing.files).toEqual([]);
  });

  test("keeps line ends and what stands around the jobs", () => {
    const turned = Object.fromEntries(
      Object.entries(pair).map(([path, text]) => [path, `# Above.\n${text}  # Below.\n`.replaceAll("\n", "\r\n")]),
    );
    for (const { text } of run(turned).files) expect(text.replaceAll("\r\n", "")).not.toContain("\n");
    const first = run(turned).files.find(({ path }) => path.endsWith("a.yml"));
    expect(first?.text).toMatch(/^# Above\.\r\non: push\r\njobs:\r\n {2}build:\r\n {4}uses: /);
    expect(first?.text).toMatch(/ {2}# Below\.\r\n$/);
  });

  test("has certificates in which what is deleted from an output turns to lost", () => {
    const { files, certificates } = run(pair);
    const [certificate] = certificates;
    if (certificate === undefined) throw new Error("there is no certificate");
    const constructs = yamlConstructs(readDocument(certificate.source, pair[certificate.source] ?? ""));
    const rules = new Set(Object.keys(SHARE_RULES));
    const places = certificate.entries.flatMap(({ carriers }) => carriers.map(({ file, path }) => ({ file, path })));
    for (const gone of places) {
      const changed = files.map(({ path, text }) => {
        const document = parseDocument(text);
        if (path === gone.file) document.deleteIn(gone.path);
        return { path, text: document.toString({ lineWidth: 0 }) };
      });
      const { entries } = verify(certificate, constructs, changed, rules);
      for (const [index, { carriers, path }] of certificate.entries.entries()) {
        const isCarried = carriers.some((carrier) => carrier.file === gone.file && isBelow(carrier.path, gone.path));
        expect(entries[index]?.verdict, `${path} without ${gone.path.join(".")}`).toBe(isCarried ? "lost" : "equal");
      }
    }
  });

  test("does nothing a second time", () => {
    for (const strategy of ["reusable", "actions", "hybrid"] as const) {
      const once = { ...pair, ...Object.fromEntries(run(pair, strategy).files.map(({ path, text }) => [path, text])) };
      expect(run(once, strategy).files).toEqual([]);
    }
  });

  test("finds copies among many more than are compared in pairs", () => {
    const many = named(
      Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`s${index}.yml`, workflow(`runner-${index}`)])),
    );
    expect(run(many).shared[0]?.copies).toHaveLength(80);
  });
});

function isBelow(path: readonly unknown[], above: readonly unknown[]): boolean {
  return above.every((part, index) => part === path[index]);
}
