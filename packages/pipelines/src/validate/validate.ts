import { readJenkinsfile } from "../dialects/jenkins/document.ts";
import type { Finding } from "../findings/finding.ts";
import type { Judged, Report, Rule } from "../findings/rule.ts";
import type { Project } from "../project/project.ts";
import { documentAt } from "../project/workflows.ts";
import { readDocument } from "../source/document.ts";
import { applyIgnores } from "./ignores.ts";
import { ACTION_RULES, DEPENDABOT_RULES, GITLAB_RULES, JENKINS_RULES, WORKFLOW_RULES } from "./rules.ts";
import { ActionSubject, GitlabSubject, WorkflowSubject } from "./subject.ts";

/** What a file can be judged as. */
export const FILE_KINDS = ["workflow", "action", "dependabot", "gitlab", "jenkins"] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/**
 * Judges one file on its own. Never throws for what stands in the file.
 * @param path as findings name it, and as the project knows it
 */
export function validateFile(kind: FileKind, path: string, text: string, project: Project): readonly Finding[] {
  // It is no YAML.
  if (kind === "jenkins") {
    const file = readJenkinsfile(path, text);
    return run(JENKINS_RULES, { file, document: file.document, project });
  }
  // What other files refer to is read once for all of them.
  const shared = project.text(path) === text ? documentAt(path, project) : undefined;
  const document = shared?.text === text ? shared : readDocument(path, text);
  if (kind === "dependabot") return run(DEPENDABOT_RULES, { kind, document, project });
  if (kind === "gitlab") return run(GITLAB_RULES, new GitlabSubject(document, project));
  return kind === "workflow"
    ? run(WORKFLOW_RULES, new WorkflowSubject(document, project))
    : run(ACTION_RULES, new ActionSubject(document, project));
}

function run<Subject extends Judged>(rules: readonly Rule<Subject>[], subject: Subject): Finding[] {
  const { document } = subject;
  const findings: Finding[] = [];
  const ask = (rule: Rule<Subject>): void => {
    const report: Report<string> = (code, span, message, more = {}) => {
      const info = rule.codes[code];
      if (info === undefined) throw new Error(`a rule told the code ${code}, which it does not declare`);
      const { severity = info.severity, confidence = info.confidence, fix } = more;
      findings.push({
        file: document.path,
        ...document.lines.place(span),
        code,
        severity,
        confidence,
        message,
        ...(fix === undefined ? {} : { fix }),
      });
    };
    rule.check(subject, report);
  };
  for (const rule of rules) if (rule.onlyWithoutErrors === undefined) ask(rule);
  for (const rule of rules) {
    if (rule.onlyWithoutErrors && !findings.some(({ severity }) => severity === "error")) ask(rule);
  }
  return [...applyIgnores(document, findings)].sort((a, b) => a.line - b.line || a.column - b.column);
}
