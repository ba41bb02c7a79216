import { describe, expect, test } from "vitest";
import { compare } from "../../src/compare/compare.ts";
import { told } from "../../src/compare/shown.ts";
import { canonical, canonicalVariables } from "../../src/model/canonical.ts";
import { fromGithub } from "../../src/model/from-github.ts";
import type { Job, Pipeline } from "../../src/model/pipeline.ts";
import { projectOf } from "../../src/project/project.ts";
import { readDocument } from "../../src/source/document.ts";

const CI = ".github/workflows/ci.yml";

/** The model of the first file, the others around it. `$[[ x ]]` stands for an expression. */
function model(files: Readonly<Record<string, string>> | string): Pipeline {
  const all = typeof files === "string" ? { [CI]: files } : files;
  const texts = Object.fromEntries(
    Object.entries(all).map(([path, text]) => [path, text.replaceAll("$[[", "${".concat("{")).replaceAll("]]", "}}")]),
  );
  const [path = CI] = Object.keys(texts);
  return fromGithub(readDocument(path, texts[path] ?? ""), projectOf(texts));
}

function job(pipeline: Pipeline, id: string): Job {
  const found = pipeline.jobs.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no job ${id} among ${pipeline.jobs.map((other) => other.id).join(", ")}`);
  return found;
}

/** Differences that mean something; a job that is called otherwise is none. */
const differences = (old: Pipeline, now: Pipeline) =>
  told(compare(old, now))
    .filter(({ verdict }) => verdict !== "same")
    .map(({ verdict, what, old: before, new: after }) => `${verdict} ${what}: ${before?.text} -> ${after?.text}`);

const plain = (text: string) => text.replaceAll("${".concat("{"), "$[[").replaceAll("}}", "]]");

describe("what levels hand down stands where it takes effect", () => {
  const pipeline = model(`
on: push
permissions: read-all
env: { A: outer, B: outer }
defaults: { run: { shell: bash, working-directory: app } }
jobs:
  one:
    runs-on: x
    env: { B: job, C: "$[[ secrets.TOKEN ]]" }
    steps:
      - run: echo
        env: { C: step }
      - run: echo
        shell: sh
  two:
    runs-on: x
    permissions: {}
    steps: [{ run: echo }]
`);

  test("environment variables, the nearest level first, each with its level", () => {
    const [step] = job(pipeline, "one").steps;
    expect(canonicalVariables(step?.env ?? [])).toBe("A: outer, B: job, C: step");
    expect(step?.env.map(({ level }) => level)).toEqual(["pipeline", "job", "step"]);
  });

  test("defaults of commands", () => {
    const works = job(pipeline, "one").steps.map(({ work }) => (work.kind === "run" ? work.shell?.text : ""));
    expect(works).toEqual(["bash", "sh"]);
  });

  test("permissions: a job's own replace the workflow's", () => {
    expect(job(pipeline, "one").permissions.all).toBe("read-all");
    expect(job(pipeline, "two").permissions).toMatchObject({ kind: "granted", scopes: [], all: undefined });
    expect(job(model("on: push\njobs: { a: { runs-on: x } }"), "a").permissions.kind).toBe("default");
  });

  test("secrets that reach a job", () => {
    expect(job(pipeline, "one").secrets.map(({ name }) => name)).toEqual(["TOKEN"]);
    expect(job(pipeline, "two").secrets).toEqual([]);
  });
});

test("everything says where it was written", () => {
  const pipeline = model("on: push\njobs:\n  build:\n    runs-on: x\n    steps:\n      - run: echo\n");
  const [step] = job(pipeline, "build").steps;
  const line = (at = job(pipeline, "build").at) => at.source.lines.place(at.span).line;
  expect([line(), line(step?.at), line(pipeline.triggers[0]?.at)]).toEqual([3, 6, 1]);
});

test("what is implied: types of pull requests, and no tags where only branches are named", () => {
  const { triggers } = model("on: { pull_request: {}, push: { branches: [main] } }\njobs: {}");
  const filters = triggers.flatMap(({ event, filters }) =>
    filters.map(
      ({ on, patterns, implied }) => `${event} ${on} ${implied}: ${patterns.map(({ text }) => text).join(" ")}`,
    ),
  );
  expect(filters).toEqual([
    "pull_request types true: opened synchronize reopened",
    "push branches false: main",
    "push tags true: ",
  ]);
});

test("an axis that an expression makes is one value; a whole matrix that one makes has no known cells", () => {
  const of = (matrix: string) => {
    const pipeline = model(`on: push\njobs: { a: { runs-on: x, strategy: { matrix: ${matrix} } } }`);
    return job(pipeline, "a").matrix?.cells?.map((cell) => [...cell.values()].map(plain).join(" "));
  };
  expect(of('{ os: [a, b], v: "$[[ fromJSON(x) ]]" }')).toEqual(["a $[[ fromJSON(x) ]]", "b $[[ fromJSON(x) ]]"]);
  expect(of('"$[[ fromJSON(x) ]]"')).toBeUndefined();
});

const REUSABLE = ".github/workflows/test.yml";

describe("a reusable workflow is the jobs that it stands for", () => {
  const caller = `
on: push
permissions: { contents: read }
jobs:
  prepare: { runs-on: x, steps: [{ run: make }] }
  check:
    needs: prepare
    if: github.actor != 'robot'
    uses: ./.github/workflows/test.yml
    with: { version: 22, folder: "app/$[[ github.ref_name ]]", deep: true }
    secrets: { token: "$[[ secrets.NPM_TOKEN ]]" }
  after:
    needs: check
    runs-on: x
    steps: [{ run: "echo $[[ needs.check.outputs.sum ]]" }]
`;
  const called = `
on:
  workflow_call:
    inputs:
      version: { type: number }
      folder: { type: string }
      deep: { type: boolean }
      colour: { type: string, default: red }
    secrets: { token: {} }
    outputs: { sum: { value: "$[[ jobs.test.outputs.sum ]]" } }
jobs:
  test:
    runs-on: x
    outputs: { sum: "$[[ steps.s.outputs.sum ]]" }
    steps:
      - id: s
        run: test --in $[[ inputs.folder ]]/src --version $[[ inputs.version ]] $[[ inputs.colour ]]
        env: { TOKEN: "$[[ secrets.token ]]" }
      - if: inputs.deep
        run: test --deep
      - if: "!inputs.deep"
        run: never
`;
  const inline = `
on: push
permissions: { contents: read }
jobs:
  prepare: { runs-on: x, steps: [{ run: make }] }
  test:
    needs: prepare
    if: github.actor != 'robot'
    runs-on: x
    outputs: { sum: "$[[ steps.s.outputs.sum ]]" }
    steps:
      - id: s
        run: test --in app/$[[ github.ref_name ]]/src --version 22 red
        env: { TOKEN: "$[[ secrets.NPM_TOKEN ]]" }
      - run: test --deep
      - if: false
        run: never
  after:
    needs: test
    runs-on: x
    steps: [{ run: "echo $[[ needs.test.outputs.sum ]]" }]
`;

  test("with inputs, secrets, outputs, needs and conditions put in", () => {
    const pipeline = model({ [CI]: caller, [REUSABLE]: called });
    expect(pipeline.jobs.map(({ id }) => id)).toEqual(["prepare", "check/test", "after"]);
    expect(job(pipeline, "after").needs.map(({ text }) => text)).toEqual(["check/test"]);
    expect(pipeline.gaps).toEqual([]);
    expect(differences(model(inline), pipeline)).toEqual([]);
    expect(differences(pipeline, model(inline))).toEqual([]);
  });

  test("and a difference within it is seen", () => {
    const changed = called.replace("--deep", "--shallow");
    const both = [model(inline), model({ [CI]: caller, [REUSABLE]: changed })] as const;
    expect(differences(...both)).toEqual(["unknown command: test --deep -> test --shallow"]);
  });

  test("in the caller's matrix, and with one of its own", () => {
    const files = {
      [CI]: `on: push\njobs:\n  a:\n    strategy: { matrix: { os: [x, y] } }\n    uses: ./.github/workflows/test.yml\n    with: { os: "$[[ matrix.os ]]" }\n`,
      [REUSABLE]: `on: { workflow_call: { inputs: { os: { type: string } } } }\njobs:\n  t:\n    strategy: { matrix: { v: [1, 2] } }\n    runs-on: $[[ inputs.os ]]\n    steps: [{ run: "$[[ matrix.v ]]" }]\n`,
    };
    const inlined = `on: push\njobs:\n  t:\n    strategy: { matrix: { os: [x, y], v: [1, 2] } }\n    runs-on: $[[ matrix.os ]]\n    steps: [{ run: "$[[ matrix.v ]]" }]\n`;
    expect(differences(model(inlined), model(files))).toEqual([]);
  });

  test("with the conditions of every caller on the way", () => {
    const files = {
      [CI]: "on: push\njobs: { a: { if: one, uses: ./.github/workflows/b.yml } }",
      ".github/workflows/b.yml": "on: workflow_call\njobs: { b: { if: two, uses: ./.github/workflows/c.yml } }",
      ".github/workflows/c.yml":
        "on: workflow_call\njobs: { c: { if: three, runs-on: x }, d: { needs: c, runs-on: x }, e: { needs: c, if: always(), runs-on: x } }",
    };
    const conditions = model(files).jobs.map(({ id, condition }) => `${id}: ${condition.text}`);
    expect(conditions).toEqual(["a/b/c: one && two && three", "a/b/d: ", "a/b/e: one && two && always()"]);
  });

  test("of another repository, where the project knows its files", () => {
    const files = {
      [CI]: "on: push\njobs: { a: { uses: acme/ci/.github/workflows/b.yml@v1 }, z: { uses: acme/ci/.github/workflows/no.yml@v1 } }",
      "acme/ci/.github/workflows/b.yml@v1": "on: workflow_call\njobs: { b: { uses: ./.github/workflows/c.yml } }",
      "acme/ci/.github/workflows/c.yml@v1": "on: workflow_call\njobs: { c: { runs-on: x } }",
    };
    const pipeline = model(files);
    expect(pipeline.jobs.map(({ id }) => id)).toEqual(["a/b/c", "z"]);
    expect(pipeline.gaps).toEqual([]);
  });

  test.each([
    ["one that is not there", { [CI]: caller }, "there is no such workflow here"],
    ["one that cannot be called", { [CI]: caller, [REUSABLE]: "on: push\njobs: {}" }, "no `workflow_call` trigger"],
    [
      "one that calls itself",
      {
        [CI]: caller,
        [REUSABLE]: "on: workflow_call\njobs: { again: { uses: ./.github/workflows/test.yml } }",
      },
      "it calls itself",
    ],
  ])("%s stays a call, and that is said", (_, files, why) => {
    const pipeline = model(files);
    expect(pipeline.gaps.map((gap) => gap.why).join()).toContain(why);
    expect(pipeline.jobs.some(({ call }) => call !== undefined)).toBe(true);
  });

  test("two that call each other many times end", () => {
    const calls = (file: string) =>
      `on: workflow_call\njobs:\n${Array.from({ length: 30 }, (_, index) => `  j${index}: { uses: ./.github/workflows/${file} }\n`).join("")}`;
    const files = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`.github/workflows/w${index}.yml`, calls(`w${index + 1}.yml`)]),
    );
    const pipeline = model({
      ...files,
      ".github/workflows/w9.yml": "on: workflow_call\njobs: { end: { runs-on: x } }",
    });
    expect(pipeline.jobs.length).toBeLessThan(2000);
    expect(pipeline.gaps.map(({ why }) => why).join()).toContain("more than");
  });
});

describe("a composite action of the project is the steps that it stands for", () => {
  const action = `
inputs: { to: {}, mode: { default: fast } }
outputs: { sum: { value: "$[[ steps.inner.outputs.sum ]]" } }
runs:
  using: composite
  steps:
    - id: inner
      run: build $[[ inputs.to ]] $[[ inputs.mode ]]
      shell: bash
    - if: inputs.mode == 'fast'
      run: quick
      shell: bash
`;
  const using = `
on: push
jobs:
  a:
    runs-on: x
    steps:
      - id: build
        if: github.actor == 'me'
        uses: ./tools/build
        with: { to: out }
        env: { A: "1" }
      - run: echo $[[ steps.build.outputs.sum ]]
`;
  const inline = `
on: push
jobs:
  a:
    runs-on: x
    steps:
      - id: inner
        if: github.actor == 'me'
        run: build out fast
        shell: bash
        env: { A: "1" }
      - if: github.actor == 'me'
        run: quick
        shell: bash
        env: { A: "1" }
      - run: echo $[[ steps.inner.outputs.sum ]]
`;

  test("with inputs, outputs, conditions and environment put in", () => {
    const pipeline = model({ [CI]: using, "tools/build/action.yml": action });
    expect(job(pipeline, "a").steps).toHaveLength(3);
    expect(differences(model(inline), pipeline)).toEqual([]);
    expect(differences(pipeline, model(inline))).toEqual([]);
  });

  test("where it goes on after an error it stays one step", () => {
    const passing = using.replace("with: { to: out }", "continue-on-error: true");
    expect(job(model({ [CI]: passing, "tools/build/action.yml": action }), "a").steps).toHaveLength(2);
  });

  test("outputs that double at each step end", () => {
    const steps = Array.from(
      { length: 60 },
      (_, index) =>
        `      - { id: s${index}, uses: ./tools/twice, with: { a: "$[[ steps.s${index - 1}.outputs.o ]]x" } }\n`,
    ).join("");
    const twice = `inputs: { a: {} }\noutputs: { o: { value: "$[[ inputs.a ]]$[[ inputs.a ]]" } }\nruns: { using: composite, steps: [{ run: "echo $[[ inputs.a ]]", shell: bash }] }`;
    const text = `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n${steps}`;
    const pipeline = model({ [CI]: text, "tools/twice/action.yml": twice });
    const longest = job(pipeline, "a").steps.map(({ work }) => (work.kind === "run" ? work.command.text.length : 0));
    expect(longest).toHaveLength(60);
    expect(Math.max(...longest)).toBeLessThan(200_000);
  });
});

test("numbers and truth values are the text that GitHub makes of them", () => {
  const pipeline = model(
    "on: push\njobs: { a: { runs-on: x, steps: [{ uses: a/b@v1, with: { v: 3.10, t: '3.10', y: true } }] } }",
  );
  const [step] = job(pipeline, "a").steps;
  const inputs = step?.work.kind === "action" ? step.work.inputs : [];
  expect(inputs.map(({ value }) => canonical(value))).toEqual(["3.1", "3.10", "true"]);
});
