import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CheckName, checkNamesOf, hasName, shownName } from "../../src/project/check-names.ts";
import { projectOf } from "../../src/project/project.ts";
import { documentAt, workflowOf } from "../../src/project/workflows.ts";

const PATH = ".github/workflows/ci.yml";

/** The names of the checks of `ci.yml` among files. JSON is YAML. */
function namesIn(files: Readonly<Record<string, unknown>>): CheckName[] {
  const texts = Object.entries(files).map(([name, content]) => [`.github/workflows/${name}`, JSON.stringify(content)]);
  const project = projectOf(Object.fromEntries(texts));
  const document = documentAt(PATH, project);
  return document === undefined ? [] : checkNamesOf(workflowOf(document), project);
}

const steps = { "runs-on": "ubuntu-latest", steps: [{ run: "make" }] };
const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
/** Text that is no expression. */
const label = fc
  .string({ minLength: 1, maxLength: 20, unit: "grapheme-ascii" })
  .filter((text) => !text.includes("${{"));
const axes = fc
  .uniqueArray(
    word.filter((name) => name !== "include" && name !== "exclude"),
    { minLength: 1, maxLength: 3 },
  )
  .chain((names) =>
    fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), fc.uniqueArray(word, { minLength: 1, maxLength: 3 })))),
  );

describe("names of checks", () => {
  it("are the jobs' names, or their ids, in the order of the text", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { minLength: 1, maxLength: 5 }),
        fc.option(label, { nil: undefined }),
        (ids, name) => {
          const jobs = Object.fromEntries(ids.map((id) => [id, { ...(name === undefined ? {} : { name }), ...steps }]));
          expect(namesIn({ "ci.yml": { on: "push", jobs } }).map(shownName)).toEqual(ids.map((id) => name ?? id));
        },
      ),
    );
  });

  it("are one for each combination of a matrix, with its values in the order of the axes", () => {
    fc.assert(
      fc.property(axes, label, (all, name) => {
        const matrix = Object.fromEntries(all);
        const names = namesIn({ "ci.yml": { on: "push", jobs: { build: { name, strategy: { matrix }, ...steps } } } });
        const combinations = all.reduce<string[][]>(
          (lists, [, values]) => lists.flatMap((list) => values.map((value) => [...list, value])),
          [[]],
        );
        expect(names.map(shownName)).toEqual(combinations.map((values) => `${name} (${values.join(", ")})`));
        expect(names.every((one) => hasName(one, shownName(one)) === "yes")).toBe(true);
      }),
    );
  });

  it("follow an expression that names every axis, and say nothing about others", () => {
    fc.assert(
      fc.property(axes, fc.array(label, { maxLength: 3 }), (all, unknown) => {
        const matrix = Object.fromEntries(all);
        const name = `on ${all.map(([axis]) => `\${{ matrix.${axis} }}`).join("+")}${unknown.map(() => "${{ github.actor }}").join("")}`;
        const names = namesIn({ "ci.yml": { on: "push", jobs: { build: { name, strategy: { matrix }, ...steps } } } });
        const size = all.reduce((product, [, values]) => product * values.length, 1);
        expect(names).toHaveLength(size);
        // Whatever the unknown parts turn out to be, the check is not said to be missing.
        const first = `on ${all.map(([, values]) => values[0]).join("+")}${unknown.join("")}`;
        expect(names.some((one) => hasName(one, first) !== "no")).toBe(true);
        expect(names.map((one) => hasName(one, "another"))).toEqual(names.map(() => "no"));
      }),
    );
  });

  it("join the caller's and the called job's, for every pair", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { minLength: 1, maxLength: 3 }),
        fc.uniqueArray(word, { minLength: 1, maxLength: 3 }),
        (outer, inner) => {
          const called = { on: "workflow_call", jobs: Object.fromEntries(inner.map((id) => [id, steps])) };
          const jobs = Object.fromEntries(outer.map((id) => [id, { uses: "./.github/workflows/called.yml" }]));
          const names = namesIn({ "ci.yml": { on: "push", jobs }, "called.yml": called });
          expect(names.map(shownName)).toEqual(outer.flatMap((one) => inner.map((other) => `${one} / ${other}`)));
        },
      ),
    );
  });

  it("end where workflows call each other in a circle", () => {
    const link = (name: string) => ({ on: "workflow_call", jobs: { next: { uses: `./.github/workflows/${name}` } } });
    const names = namesIn({ "ci.yml": link("other.yml"), "other.yml": link("ci.yml") });
    expect(names.map(shownName)).toEqual(["next / next / *"]);
  });

  it.each([
    ["a workflow elsewhere", { uses: "octo-org/shared/.github/workflows/x.yml@v1" }, ["build / *"]],
    [
      "a matrix that an expression makes",
      { strategy: { matrix: "${{ fromJSON(needs.a.outputs.b) }}" }, ...steps },
      ["build (*)"],
    ],
    [
      "an axis that an expression makes",
      { strategy: { matrix: { os: "${{ fromJSON('[]') }}" } }, ...steps },
      ["build (*)"],
    ],
    [
      "a number without quotes",
      { strategy: { matrix: { node: [3.1, 22, true] } }, ...steps },
      ["build (3.1)", "build (22)", "build (true)"],
    ],
    [
      "what is left out and what is added",
      {
        strategy: { matrix: { os: ["a", "b"], exclude: [{ os: "b" }], include: [{ os: "a", extra: 1 }, { os: "c" }] } },
        ...steps,
      },
      ["build (a, 1)", "build (c)"],
    ],
    ["mappings as values", { strategy: { matrix: { on: [{ os: "a", arch: "b" }] } }, ...steps }, ["build (a, b)"]],
    [
      "a name that is cut",
      { name: "x".repeat(120), strategy: { matrix: { a: ["b"] } }, ...steps },
      [`${"x".repeat(97)}*`],
    ],
  ])("are as far as they are known: %s", (_, job, expected) => {
    expect(namesIn({ "ci.yml": { on: "push", jobs: { build: job } } }).map(shownName)).toEqual(expected);
  });

  it("take an input's value from the caller, and its default", () => {
    const inputs = { who: { type: "string" }, where: { type: "string", default: "here" } };
    const called = {
      on: { workflow_call: { inputs } },
      jobs: { greet: { name: "${{ inputs.who }} ${{ inputs.where }}", ...steps } },
    };
    const call = (who: string) => ({ uses: "./.github/workflows/called.yml", with: { who } });
    const names = namesIn({
      "ci.yml": { on: "push", jobs: { a: call("you"), b: call("${{ github.actor }}") } },
      "called.yml": called,
    });
    expect(names.map(shownName)).toEqual(["a / you here", "b / * here"]);
  });
});
