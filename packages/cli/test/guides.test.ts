import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { checkPolicyFile } from "@tollgate/core/policy/parse";
import { httpMetrics } from "@tollgate/server/http/metrics";
import type { Command } from "commander";
import type pg from "pg";
import { Registry } from "prom-client";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { KNOWN_NAMES } from "../../server/src/variables.ts";
import { program } from "../src/program.ts";
import { ROOT } from "./support/run.ts";

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const guides = readdirSync(join(ROOT, "docs/guides")).map((name) => `docs/guides/${name}`);
const written = ["README.md", "CONTRIBUTING.md", ...guides];

/** The lines of the blocks in code that a person would type or write into a file, continued ones joined. */
function blocks(text: string, languages: RegExp): string[] {
  return [...text.matchAll(/^( *)```(\w*)\n([\s\S]*?)^\1```/gm)]
    .filter(([, , language = ""]) => languages.test(language))
    .flatMap(([, , , body = ""]) => body.replaceAll(/\\\n\s*/g, " ").split("\n"));
}

/** As a shell would part them; good enough for what stands in documents. */
function words(command: string): string[] {
  return [...command.matchAll(/(?:"[^"]*"|'[^']*'|\$\([^)]*\)|[^\s"'])+/g)]
    .map(([word]) => word.replaceAll(/["']/g, ""))
    .filter((word, index, all) => !/^[<>]/.test(word) && !/^[<>]+$/.test(all[index - 1] ?? ""));
}

/** The arguments of `tollgate` in a line of shell: by name at its beginning, by a path, or in our image. */
function argumentsIn(line: string): string[][] {
  return line.split(/&&|\|\||[;|]/).flatMap((command) => {
    const all = words(command);
    const at = all.findLastIndex(
      (word, index) =>
        (/\/tollgate(\.js)?$|^tollgate:local$/.test(word) && !all[index - 1]?.startsWith("--")) ||
        (word === "tollgate" && all.slice(0, index).every((before) => /^[A-Z_]+=|^npx$|^export$/.test(before))),
    );
    const rest = at < 0 ? [] : all.slice(at + 1);
    return rest.length === 0 ? [] : [rest];
  });
}

/** The real tree of commands with nothing behind it. Throws for what it would refuse. */
function parseOnly(args: readonly string[]): void {
  const silence = (command: Command) => {
    command.action(() => {}).configureOutput({ writeOut: () => {}, writeErr: () => {}, outputError: () => {} });
    for (const child of command.commands) silence(child);
  };
  const root = program();
  for (const child of root.commands) silence(child);
  root.parse([...args], { from: "user" });
}

describe("every command line in a document can be given", () => {
  test.each(written)("%s", (document) => {
    const refused = blocks(read(document), /^(sh|)$/)
      .flatMap(argumentsIn)
      .flatMap((args) => {
        try {
          parseOnly(args);
          return [];
        } catch (error) {
          return [`tollgate ${args.join(" ")}: ${(error as Error).message}`];
        }
      });
    expect(refused).toEqual([]);
  });

  test("and is seen, and a wrong one refused", () => {
    const lines = guides.flatMap((guide) => blocks(read(guide), /^(sh|)$/)).flatMap(argumentsIn);
    expect(lines.length).toBeGreaterThan(25);
    expect(argumentsIn("sudo -u tollgate env A=b /opt/x/tollgate.js doctor --port 1 > file")).toEqual([
      ["doctor", "--port", "1"],
    ]);
    expect(argumentsIn('A=b npx tollgate changes show "acme/shop#7" | head')).toEqual([
      ["changes", "show", "acme/shop#7"],
    ]);
    expect(argumentsIn("journalctl -u tollgate -f")).toEqual([]);
    expect(() => parseOnly(["doctor", "--prot", "1"])).toThrow("--prot");
    expect(() => parseOnly(["token", "create", "--role", "king", "--subject", "x"])).toThrow("king");
    expect(() => parseOnly(["backup"])).toThrow("file");
  });
});

test.each(written)("%s: the policies in it load, and go together", (document) => {
  const texts = [...read(document).matchAll(/^```yaml\n(apiVersion: [\s\S]*?)^```/gm)].map(([, text = ""]) => text);
  const files = texts.map((text, index) => ({ path: `.qms/${index}.yml`, text }));
  const problems = files.flatMap((file) => checkPolicyFile(file.path, file.text, { together: files }));
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
});

describe("every setting in a document is one", () => {
  // What others read: systemd, Docker, the curl of an example.
  const foreign = ["DIGEST", "NODE_IMAGE", "SHA"];

  test.each(written)("%s", (document) => {
    const text = read(document);
    const set = blocks(text, /^(sh|)$/).flatMap((line) =>
      [...line.matchAll(/(?:^\s*|\s)([A-Z][A-Z_]+)=/g)].map(([, name = ""]) => name),
    );
    const named = [...text.matchAll(/`([A-Z]+_[A-Z_]+)`/g)].map(([, name = ""]) => name);
    const known = [...KNOWN_NAMES, "HTTP_PROXY", "NO_PROXY", ...foreign];
    // States of a change look like settings.
    const states = program()
      .commands.flatMap((command) => command.commands)
      .flatMap((command) => command.options)
      .flatMap((option) => option.argChoices ?? []);
    expect([...set, ...named].filter((name) => !known.includes(name) && !states.includes(name))).toEqual([]);
  });
});

/** The anchors that GitHub makes of a document's headings. */
function anchors(text: string): Set<string> {
  const headings = text.replaceAll(/^( *)```[\s\S]*?^\1```/gm, "").matchAll(/^#+ (.+)$/gm);
  const plain = (heading: string) => heading.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, "");
  return new Set([...headings].map(([, heading = ""]) => plain(heading).trim().replaceAll(" ", "-")));
}

test.each(guides)("%s: every link leads to a file and a heading", (guide) => {
  const dead = [...read(guide).matchAll(/\]\(((?!https?:)[^)]*)\)/g)]
    .map(([, link = ""]) => link)
    .filter((link) => {
      const [path = "", anchor] = link.split("#");
      const target = path === "" ? guide : join(dirname(guide), path);
      return !existsSync(join(ROOT, target)) || (anchor !== undefined && !anchors(read(target)).has(anchor));
    });
  expect(dead).toEqual([]);
});

test.each(guides)("%s: every file of this repository that it names is there", (guide) => {
  const named = [...read(guide).matchAll(/(?:^|[\s`(/])((?:packages|packaging|scripts|docs)\/[\w./-]*\w)/gm)];
  expect(named.map(([, path = ""]) => path).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test("what the image and the unit take from this repository is there", () => {
  const copied = [...read("Dockerfile").matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, from = ""]) =>
    from.split(" "),
  );
  const run = [...read("Dockerfile").matchAll(/"([\w./-]+\.js)"|node (scripts\S+)/g)].map(
    ([, js, script]) => js ?? script,
  );
  const unit = [...read("packaging/systemd/tollgate.service").matchAll(/\/opt\/tollgate\/([\w./-]+)/g)];
  const named = [...copied, ...run, ...unit.map(([, path]) => path)].map((path) => path ?? "");
  expect(named).toEqual(
    expect.arrayContaining(["packages", "scripts/build-dashboard.mjs", "packages/cli/bin/tollgate.js"]),
  );
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  // All else stays outside the image, so what the build needs is let in by name.
  const letIn = read(".dockerignore")
    .split("\n")
    .flatMap((line) => (line.startsWith("!") ? [line.slice(1)] : []));
  expect(named.filter((path) => path !== "." && !letIn.some((entry) => `${path}/`.startsWith(`${entry}/`)))).toEqual([
    "docs/guides/systemd.md",
  ]);
});

// What `/metrics` prints, with the names of its labels; the database that it asks is away.
const registry = new Registry();
httpMetrics(registry, {
  pool: { query: () => Promise.reject(new Error("away")) } as unknown as pg.Pool,
  forges: new Map(),
  intakeWaiting: () => 0,
  streams: () => 0,
});
const printed = await registry.metrics();
const series = new Map<string, readonly string[]>();
for (const [, name = "", type] of printed.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
  const { labelNames = [] } = registry.getSingleMetric(name) as unknown as { labelNames?: readonly string[] };
  for (const end of type === "histogram" ? ["_bucket", "_sum", "_count"] : [""]) {
    series.set(`${name}${end}`, type === "histogram" ? [...labelNames, "le"] : labelNames);
  }
}
// Made by Prometheus itself, for every target.
series.set("up", []);
const TARGET_LABELS = ["job", "instance"];
const LANGUAGE =
  /^(sum|min|max|topk|rate|increase|changes|min_over_time|histogram_quantile|by|unless|and|or|on|without|label_values)$/;

/** What in an expression is neither the language nor printed by a server. */
function unknownIn(expression: string): string[] {
  const unknown: string[] = [];
  for (const [, name = "", matchers = ""] of expression.matchAll(/([a-z_:]\w*)\s*\{([^}]*)\}/g)) {
    const known = [...TARGET_LABELS, ...(series.get(name) ?? [])];
    for (const [, label = ""] of matchers.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)) {
      if (!known.includes(label)) unknown.push(`${name}{${label}}`);
    }
  }
  const bare = expression.replaceAll(/\{[^}]*\}|"[^"]*"|\[[^\]]*\]/g, " ");
  const labels = [...series.values()].flat();
  for (const [, list = ""] of bare.matchAll(/\bby\s*\(([^)]*)\)/g)) {
    const wrong = list.split(",").filter((label) => ![...TARGET_LABELS, ...labels].includes(label.trim()));
    unknown.push(...wrong.map((label) => `by (${label})`));
  }
  const names = bare.replaceAll(/\bby\s*\([^)]*\)/g, " ").matchAll(/[a-zA-Z_:][\w:]*/g);
  for (const [name] of names) if (!series.has(name) && !LANGUAGE.test(name)) unknown.push(name);
  return unknown;
}

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: { readonly summary: string; readonly runbook: string };
}
const alerts = parse(read("packaging/prometheus/alerts.yml")) as { groups: { rules: Rule[] }[] };
const rules = alerts.groups.flatMap((group) => group.rules);

describe("alert rules", () => {
  test("only ask for what a server prints", () => {
    expect(rules.length).toBeGreaterThan(5);
    expect(rules.flatMap((rule) => unknownIn(rule.expr).map((name) => `${rule.alert}: ${name}`))).toEqual([]);
    expect(rules.flatMap((rule) => (/tollgate_|up\{|process_/.test(rule.expr) ? [] : [rule.alert]))).toEqual([]);
  });

  test.each(rules.map((rule) => [rule.alert, rule] as const))("%s has a runbook", (_, { annotations }) => {
    const [path = "", anchor = ""] = annotations.runbook.split("#");
    expect(annotations.summary).not.toBe("");
    expect(anchors(read(path))).toContain(anchor);
  });

  const promtool = spawnSync("promtool", ["--version"]).error === undefined;
  test.skipIf(!promtool)("are taken by promtool, where it is installed", () => {
    const { status, stdout, stderr } = spawnSync("promtool", ["check", "rules", "packaging/prometheus/alerts.yml"], {
      cwd: ROOT,
      encoding: "utf8",
    });
    expect(`${stdout}${stderr}`).toContain(`${rules.length} rules found`);
    expect(status).toBe(0);
  });

  test("and a name that nobody prints is seen", () => {
    expect(unknownIn("rate(tollgate_deliverys_total[5m]) > 0")).toEqual(["tollgate_deliverys_total"]);
    expect(unknownIn('tollgate_queue_depth{kind="x"} > 0')).toEqual(["tollgate_queue_depth{kind}"]);
    expect(unknownIn("max by (colour) (tollgate_parked)")).toEqual(["by (colour)"]);
    expect(unknownIn("tollgate_http_request_duration_seconds > 1")).not.toEqual([]);
  });
});

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets: readonly { readonly expr: string }[];
}
const dashboard = JSON.parse(read("packaging/grafana/tollgate.json")) as {
  panels: Panel[];
  templating: { list: { definition?: string }[] };
};

describe("the Grafana dashboard", () => {
  test("only asks for what a server prints", () => {
    const expressions = dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ title, expr })));
    for (const { definition } of dashboard.templating.list) {
      if (definition !== undefined) expressions.push({ title: "variable", expr: definition.replace(/, \w+\)/, ")") });
    }
    expect(expressions.length).toBeGreaterThan(10);
    expect(expressions.flatMap(({ title, expr }) => unknownIn(expr).map((name) => `${title}: ${name}`))).toEqual([]);
  });

  test("has each panel once, in a place of its own", () => {
    const { panels } = dashboard;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
  });

  test("shows everything of ours", () => {
    const all = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)).join("\n");
    const ours = [...printed.matchAll(/^# TYPE (tollgate_\S+)/gm)].map(([, name = ""]) => name);
    expect(ours.length).toBeGreaterThan(7);
    expect(ours.filter((name) => !all.includes(name))).toEqual([]);
  });
});
