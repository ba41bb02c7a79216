import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ACTION_FACTS_PATH, actionFactsModule, actionFactsOf } from "../../../../scripts/refresh-action-facts.ts";
import { actionFacts, exactTag, releaseByTag, releaseOf, releasesOf } from "../../src/actions/facts.ts";
import { interfaceOf, outputsOf } from "../../src/actions/interface.ts";
import { LONE_FILE, projectOf } from "../../src/project/project.ts";
import { DATA, hasData, read } from "../support/data.ts";

interface Entry {
  readonly action: string;
  readonly version: string;
  readonly runs_using: string | null;
  readonly inputs: readonly { readonly name: string; readonly required: boolean; readonly has_default: boolean }[];
  readonly outputs: readonly string[];
}

describe.skipIf(!hasData("actions"))("the table of facts (skipped where the shared data is absent)", () => {
  it("is fresh: scripts/refresh-action-facts.ts makes the same of the data", () => {
    expect(readFileSync(ACTION_FACTS_PATH, "utf8") === actionFactsOf(`${DATA}actions`)).toBe(true);
  });

  it("stays small enough to ship", () => {
    expect(readFileSync(ACTION_FACTS_PATH, "utf8").length).toBeLessThan(300_000);
  });

  it("says of every released version what the data says", () => {
    const index = (JSON.parse(read("actions/index.json")) as Entry[]).filter(({ version }) => version !== "stored");
    expect(index.length).toBeGreaterThan(300);
    for (const { action, version, runs_using, inputs, outputs } of index) {
      const uses = `${action}@${version}`;
      const facts = actionFacts(uses);
      expect(facts?.using ?? null, uses).toBe(runs_using);
      expect(facts?.newest, uses).toBe(true);
      expect(facts?.outputs, uses).toEqual(outputs);
      expect(
        facts?.inputs.map(({ name, required, hasDefault }) => ({ name, required, has_default: hasDefault })),
        uses,
      ).toEqual(inputs.map(({ name, required, has_default }) => ({ name, required, has_default })));
    }
  });

  it("knows every tag's commit", () => {
    const tags = JSON.parse(read("actions/tags.json")) as Record<string, Record<string, string>>;
    for (const [repository, byTag] of Object.entries(tags)) {
      for (const [tag, commit] of Object.entries(byTag)) expect(releaseByTag(repository, tag)?.commit).toBe(commit);
    }
  });
});

describe("facts of public actions", () => {
  it("compares owners and names without case", () => {
    expect(actionFacts("Actions/Checkout@v4")).toEqual(actionFacts("actions/checkout@v4"));
  });

  it("knows an older release by its tag and by its commit, as one of its major version", () => {
    const byTag = actionFacts("actions/checkout@v4.2.2");
    expect(byTag).toMatchObject({ version: "v4", newest: false, using: "node20" });
    const { commit = "" } = releaseByTag("actions/checkout", "v4.2.2") ?? {};
    expect(actionFacts(`actions/checkout@${commit}`)).toEqual(byTag);
    expect(actionFacts(`actions/checkout@${commit.toUpperCase()}`)).toEqual(byTag);
  });

  it.each([
    "actions/checkout@main",
    "actions/checkout@v999",
    "actions/checkout@v3-node20",
    "actions/checkout@0000000000000000000000000000000000000000",
    "dtolnay/rust-toolchain@1.85.0",
    "octo-org/unknown@v1",
    "constructor/prototype@v1",
    "./.github/actions/setup",
    "docker://alpine:3.20",
    "",
  ])("knows nothing of %j, and says so", (uses) => {
    expect(actionFacts(uses)).toBeUndefined();
  });

  it("knows actions below their repository's root, and refs that are branches", () => {
    expect(actionFacts("github/codeql-action/init@v3")?.inputs.map(({ name }) => name)).toContain("languages");
    expect(actionFacts("pypa/gh-action-pypi-publish@release/v1")?.version).toBe("v1");
    expect(actionFacts("dtolnay/rust-toolchain@stable")?.version).toBe("stable");
  });

  it("gives the exact tag of a release, for the comment beside a pin", () => {
    const release = releaseByTag("actions/checkout", "v4");
    expect(release === undefined ? undefined : exactTag(release)).toMatch(/^v4\.\d+\.\d+$/);
    expect(releaseOf("Actions/Checkout", release?.commit ?? "")).toEqual(release);
    expect(releasesOf("octo-org/unknown")).toBeUndefined();
  });

  it("refuses a name that the table could not hold", () => {
    const entry = { action: "a/b", version: "v1", ref: "tag v1", runs_using: null, outputs: [] };
    const input = { name: "with space", required: false, has_default: false };
    expect(() => actionFactsModule([{ ...entry, inputs: [input] }], {})).toThrow("with space");
  });
});

describe("what an action gives and takes", () => {
  const project = projectOf({
    ".github/actions/a/action.yaml":
      "name: A\ndescription: A.\ninputs:\n  one:\n    required: 'true'\n  two:\n    required: true\n    default: x\noutputs:\n  out:\n    description: O.\nruns:\n  using: node24\n  main: a.js\n",
    "action.yml": "- no mapping\n",
  });

  it("is read from the project for local actions", () => {
    expect(interfaceOf("./.github/actions/a", project)).toEqual({
      inputs: [
        { name: "one", required: true, hasDefault: false },
        { name: "two", required: true, hasDefault: true },
      ],
      outputs: ["out"],
      using: "node24",
    });
    expect(outputsOf("./.github/actions/../actions/a/", project)).toEqual(["out"]);
  });

  it.each(["./", "./.github/actions/b", "./../a", "./.github/actions/a/../../../.."])("is not known of %j", (uses) => {
    expect(interfaceOf(uses, project)).toBeUndefined();
  });

  it("has no list of outputs where inputs name them", () => {
    expect(outputsOf("dorny/paths-filter@v3", LONE_FILE)).toBeUndefined();
    expect(outputsOf("actions/cache@v4", LONE_FILE)).toEqual(["cache-hit"]);
  });
});
