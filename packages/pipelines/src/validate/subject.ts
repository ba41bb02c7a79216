import { readAction } from "../dialects/github/read.ts";
import type { Action, Workflow } from "../dialects/github/workflow.ts";
import { type GitlabConfig, readGitlab } from "../dialects/gitlab/config.ts";
import type { Jenkinsfile } from "../dialects/jenkins/document.ts";
import { actionSitesOf, type ExpressionSite, sitesOf } from "../expressions/sites.ts";
import type { Judged } from "../findings/rule.ts";
import type { Project } from "../project/project.ts";
import { workflowOf } from "../project/workflows.ts";
import type { SourceDocument } from "../source/document.ts";

/** A workflow as rules see it; what several of them need is worked out once. */
export class WorkflowSubject implements Judged {
  readonly document: SourceDocument;
  readonly project: Project;
  readonly workflow: Workflow;
  #sites: readonly ExpressionSite[] | undefined;

  constructor(document: SourceDocument, project: Project) {
    this.document = document;
    this.project = project;
    this.workflow = workflowOf(document);
  }

  /** Every expression of the file, in the order of the text. */
  get sites(): readonly ExpressionSite[] {
    this.#sites ??= sitesOf(this.workflow);
    return this.#sites;
  }
}

/** An `action.yml` as rules see it. */
export class ActionSubject implements Judged {
  readonly document: SourceDocument;
  readonly project: Project;
  readonly action: Action;
  #sites: readonly ExpressionSite[] | undefined;

  constructor(document: SourceDocument, project: Project) {
    this.document = document;
    this.project = project;
    this.action = readAction(document);
  }

  /** Every expression at the keys where GitHub evaluates them, in the order of the text. */
  get sites(): readonly ExpressionSite[] {
    this.#sites ??= actionSitesOf(this.action);
    return this.#sites;
  }
}

/** A `dependabot.yml` as rules see it. */
export interface DependabotSubject extends Judged {
  readonly kind: "dependabot";
}

/** A `.gitlab-ci.yml` as rules see it, with the local files that it includes. */
export class GitlabSubject implements Judged {
  readonly document: SourceDocument;
  readonly project: Project;
  readonly config: GitlabConfig;

  constructor(document: SourceDocument, project: Project) {
    this.document = document;
    this.project = project;
    this.config = readGitlab(document, project);
  }
}

/** A Jenkinsfile as rules see it. */
export interface JenkinsSubject extends Judged {
  readonly file: Jenkinsfile;
}
