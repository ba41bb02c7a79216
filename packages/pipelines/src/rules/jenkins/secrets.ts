import type { Token } from "../../dialects/jenkins/groovy.ts";
import { defineRule } from "../../findings/rule.ts";
import type { JenkinsSubject } from "../../validate/subject.ts";
import { isPlainCredential } from "../credentials.ts";
import { pipelineWith, STEPS } from "./example.ts";

type Code = "jenkins/plain-credential" | "jenkins/secret-in-string";

const withEnvironment = (text: string, command: string): string =>
  pipelineWith(STEPS.replace("'make'", command), `  environment {\n    ${text}\n  }\n`);
const HANDBOOK = "https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#string-interpolation";
const SHELLS = /^(?:sh|bat|powershell|pwsh)$/;
/** Names that hold credentials: assigned from `credentials(...)`, or bound by `withCredentials`. */
const BOUND = /^(?:variable|passwordVariable|tokenVariable|secretKeyVariable|passphraseVariable)$/;

/** Credentials, wherever they stand in the file: scripts and scripted pipelines have them too. */
export const SECRETS = defineRule<JenkinsSubject, Code>({
  codes: {
    "jenkins/plain-credential": {
      title: "Credential stands in the file",
      severity: "error",
      confidence: "medium",
      explanation:
        "Everybody who can read the repository, and its history for ever, can read it. Store it in Jenkins, refer to it with `credentials('id')`, and change it where it was in use.",
      bad: withEnvironment("DEPLOY_PASSWORD = 'hunter2-and-more'", "'make'"),
      good: withEnvironment("DEPLOY_PASSWORD = credentials('deploy')", "'make'"),
      source: "https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#handling-credentials",
    },
    "jenkins/secret-in-string": {
      title: "Groovy fills a secret into a command",
      severity: "warning",
      confidence: "high",
      explanation:
        "In double quotes Groovy writes the secret into the command itself: other processes of the machine can see it, and special characters in it become commands. In single quotes the shell reads it from its environment.",
      bad: withEnvironment("DEPLOY = credentials('deploy')", '"curl -u ${DEPLOY_PSW} https://example.org"'),
      good: withEnvironment("DEPLOY = credentials('deploy')", "'curl -u $DEPLOY_PSW https://example.org'"),
      source: HANDBOOK,
    },
  },
  check({ file: { tokens: read } }, report) {
    const { tokens } = read;
    const secrets = new Set<string>();
    for (const [index, token] of tokens.entries()) {
      const [next, value, behind] = tokens.slice(index + 1, index + 4);
      if (token.kind !== "word") continue;
      if (next?.text === "=" && value?.kind === "word" && value.text === "credentials") {
        secrets.add(token.text).add(`${token.text}_PSW`);
      } else if (next?.text === ":" && BOUND.test(token.text) && value?.kind === "string") secrets.add(value.text);
      else if (
        next?.text === "=" &&
        value?.kind === "string" &&
        !/^[.+?]$/.test(behind?.text ?? "") &&
        isPlainCredential(token.text, value.text)
      )
        report(
          "jenkins/plain-credential",
          value.span,
          `The value of ${token.text} stands in the file. Store it in Jenkins and write credentials('id').`,
        );
    }
    if (secrets.size === 0) return;
    for (const [index, token] of tokens.entries()) {
      if (token.kind !== "word" || !SHELLS.test(token.text) || tokens[index - 1]?.text === ".") continue;
      for (const text of commandOf(tokens, index + 1)) {
        if (!text.fillsIn) continue;
        const name = [...text.text.matchAll(/(?<!\\)\$(?:\{\s*(?:env\.)?(\w+)\s*\}|(?:env\.)?(\w+))/g)]
          .map(([, inBraces, bare]) => inBraces ?? bare ?? "")
          .find((one) => secrets.has(one));
        if (name !== undefined)
          report(
            "jenkins/secret-in-string",
            text.span,
            `Groovy writes the secret ${name} into this command. Use single quotes, so that the shell reads it from its environment.`,
          );
      }
    }
  },
});

/** The strings that a step's command is made of. */
function commandOf(tokens: readonly Token[], from: number): Token[] {
  const strings: Token[] = [];
  let at = from;
  while (
    tokens[at]?.text === "(" ||
    (tokens[at]?.kind === "word" && tokens[at]?.text === "script") ||
    tokens[at]?.text === ":"
  )
    at++;
  for (let token = tokens[at]; token?.kind === "string"; token = tokens[at]) {
    strings.push(token);
    if (tokens[at + 1]?.text !== "+") break;
    at += 2;
  }
  return strings;
}
