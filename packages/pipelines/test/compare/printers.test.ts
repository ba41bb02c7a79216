import { describe, expect, test } from "vitest";
import { compare } from "../../src/compare/compare.ts";
import { comparisonHtml } from "../../src/compare/html.ts";
import { comparisonMarkdown, LONGEST_COMMENT } from "../../src/compare/markdown.ts";
import { comparisonText } from "../../src/compare/text.ts";
import { fromGithub } from "../../src/model/from-github.ts";
import { LONE_FILE } from "../../src/project/project.ts";
import { readDocument } from "../../src/source/document.ts";

const HOSTILE =
  "<img src=x onerror=alert(1)>|`` [a](http://evil.example) @octocat #1 **b** \u001b[31m\u202e --></details>";

function workflow(jobs: number, changed: boolean): string {
  const all = Array.from({ length: jobs }, (_, index) => [
    `job${index}`,
    {
      "runs-on": "x",
      name: changed ? `${HOSTILE} ${index}` : `was ${index}`,
      env: { [changed ? `${HOSTILE}${index}` : "A"]: HOSTILE },
      steps: [{ name: HOSTILE, run: changed ? `${HOSTILE}\nnew ${index}` : `${HOSTILE}\nold` }],
    },
  ]);
  return JSON.stringify({ name: changed ? HOSTILE : "name", on: "push", jobs: Object.fromEntries(all) });
}

const pipeline = (text: string) => fromGithub(readDocument(`${HOSTILE}.yml`, text), LONE_FILE);
const comparison = (jobs: number) => compare(pipeline(workflow(jobs, false)), pipeline(workflow(jobs, true)));

describe("Markdown", () => {
  test("fits a comment however much changed, and says how much was left out", () => {
    const text = comparisonMarkdown([comparison(2000)]);
    expect(text.length).toBeLessThanOrEqual(LONGEST_COMMENT);
    expect(text.length).toBeGreaterThan(LONGEST_COMMENT / 2);
    expect(text).toMatch(/\d+ more did not fit into a comment/);
    expect(text.match(/^<details>/gm)?.length).toBe(text.match(/^<\/details>/gm)?.length);
  });

  test("has the summary in its first line, and folds what needs no look", () => {
    const text = comparisonMarkdown([comparison(2)]);
    expect(text.split("\n")[0]).toMatch(
      /^\*\*Workflows compared:\*\* \d+ lost, \d+ unknown, \d+ gained, \d+ the same$/,
    );
    expect(text.match(/<details>/g)).toHaveLength(1);
  });

  test("nothing that strangers wrote is markup outside of code", () => {
    const text = comparisonMarkdown([comparison(3)])
      .replaceAll(/\\[^\w\s]/g, "")
      .replaceAll(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|<code>[^<]*<\/code>|<\/?(?:details|summary)>|<br>/g, "");
    const lines = text.split("\n").filter((line) => /<|\]\(|@octocat|#1|http:\/\/|\*\*b/.test(line));
    expect(lines).toEqual([]);
    expect(text).toContain("It reports as");
  });
});

describe("HTML", () => {
  const page = comparisonHtml([comparison(3)]);

  test("needs nothing else and runs nothing", () => {
    expect(page.match(/<script|<link|<img|<[^>]*\s(?:src|on\w+)=|url\(|@import/i)?.[0]).toBeUndefined();
    expect(page).toContain("Content-Security-Policy");
    expect(page).toContain("prefers-color-scheme: dark");
  });

  test("a file's path stands in its heading, and its rows name the line", () => {
    const text = comparisonHtml([
      compare(
        fromGithub(readDocument("a/long/path.yml", "on: push\njobs: { a: { runs-on: x } }"), LONE_FILE),
        fromGithub(readDocument("a/long/path.yml", "on: pull_request\njobs: { a: { runs-on: y } }"), LONE_FILE),
      ),
    ]);
    expect(text.match(/a\/long\/path\.yml/g)).toHaveLength(1);
    expect(text).toContain("<small>line 1</small>");
  });

  test("nothing that strangers wrote is markup", () => {
    expect(page).toContain("&lt;img src=x onerror=alert(1)&gt;");
    const tags = new Set([...page.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name));
    const own =
      "html head meta title style body h1 h2 p section table thead tbody tr th td strong small pre details summary";
    expect([...tags].filter((name) => !own.split(" ").includes(name ?? ""))).toEqual([]);
  });
});

describe("text", () => {
  test("no control characters of strangers reach the terminal", () => {
    const text = comparisonText([comparison(3)], (_, part) => part);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  test("says what, where and why, with both texts", () => {
    const old = pipeline("on: push\njobs: { a: { runs-on: x, steps: [{ run: echo 1 }] } }");
    const now = pipeline("on: push\njobs: { a: { runs-on: x, steps: [{ run: echo 2 }] } }");
    expect(comparisonText([compare(old, now)], (_, part) => part)).toContain(
      "unknown command in job a, step 1 (echo 2)\n  Another command runs.\n  - echo 1\n  + echo 2\n\n1 unknown,",
    );
  });
});
