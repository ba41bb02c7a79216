import { defineRule } from "../../findings/rule.ts";
import { spanWithin } from "../../source/align.ts";
import type { YamlNode, YamlScalar } from "../../source/tree.ts";
import { looksRandom, mayHoldToken, tokensIn } from "../credentials.ts";
import type { SecuritySubject } from "./places.ts";

const head = (value: string): string =>
  `on: push\npermissions: {}\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ./deploy.sh\n        env:\n          DEPLOY_TOKEN: ${value}\n`;

/** Tokens, keys and passwords that stand in the file. Passwords of containers are told by another rule. */
export const plainCredentials = defineRule<SecuritySubject, "security/plain-credential">({
  codes: {
    "security/plain-credential": {
      title: "Credential stands in the file",
      severity: "error",
      confidence: "high",
      explanation:
        "Everybody who can read the repository, and its history for ever, can use the credential. Revoke it where it is from, store a new one as a secret, and hand that over as `${{ secrets.NAME }}`. What is known by its form (a token of GitHub, GitLab, AWS, npm, Slack or Stripe, a private key) is told as an error; a random text under a name such as `..._TOKEN` or `..._SECRET` as a warning.",
      bad: head("v1kQ8zR3mT6yW0aX5cN9uJ2b"),
      good: head("${{ secrets.DEPLOY_TOKEN }}"),
      source: "https://docs.github.com/en/actions/reference/security/secure-use#use-secrets-for-sensitive-information",
    },
  },
  check({ document }, report) {
    const told = new Set<number>();
    const held = mayHoldToken(document.text);
    const advice = "Revoke it, store a new one as a secret, and write ${{ secrets.NAME }}.";
    const visit = (node: YamlNode, name: string | undefined): void => {
      if (node.kind === "scalar" && !held && (name === undefined || node.style === "literal")) return;
      if (node.kind === "mapping") for (const { key, value } of node.entries) visit(value, key.text);
      else if (node.kind === "sequence") for (const { value } of node.items) visit(value, undefined);
      else if (!told.has(node.span.start)) {
        const tokens = held ? tokensIn(node.text) : [];
        for (const { start, end, of } of tokens) {
          told.add(node.span.start);
          report("security/plain-credential", spanWithin(document, node, start, end), `This is ${of}. ${advice}`);
        }
        if (tokens.length > 0 || name === undefined || !isRandomSecret(name, node)) return;
        told.add(node.span.start);
        const message = `"${name}" looks like a credential that everybody can read. ${advice}`;
        report("security/plain-credential", node.span, message, { severity: "warning" });
      }
    };
    if (document.root !== undefined) visit(document.root, undefined);
  },
});

function isRandomSecret(name: string, { text }: YamlScalar): boolean {
  // A lone `password` is that of a container, or an input that takes any text.
  return text.length >= 20 && /[_-]/.test(name) && looksRandom(name.replaceAll("-", "_"), text);
}
