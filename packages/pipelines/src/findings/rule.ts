import type { Project } from "../project/project.ts";
import type { SourceDocument } from "../source/document.ts";
import type { Span } from "../source/lines.ts";
import type { Confidence, Fix, Severity } from "./finding.ts";

/** What a kind of fault is, for people: its page in the reference is made from this, and its examples are tested. */
export interface CodeInfo {
  /** A short name of the fault: "Action is not pinned to a commit". */
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Why it matters and how to remove it; Markdown, a few sentences. */
  readonly explanation: string;
  /** A whole, small file in which exactly this is found (other codes may be found too). */
  readonly bad: Example;
  /** The same with the fault removed: this code is not found in it. */
  readonly good: Example;
  /** Where the rule comes from: documentation, a specification, an advisory. */
  readonly source?: string;
}

/** A file, or several by path where the fault lies between files; the first is the one that is judged. */
export type Example = string | Readonly<Record<string, string>>;

/** What a rule tells. */
export type Report<Code extends string> = (
  code: Code,
  span: Span,
  message: string,
  more?: { readonly fix?: Fix; readonly severity?: Severity; readonly confidence?: Confidence },
) => void;

/**
 * A pure check over one kind of file. It declares every code it may tell, so that pages, tests and the command line
 * know them.
 */
export interface Rule<Subject, Code extends string = string> {
  readonly codes: Readonly<Record<Code, CodeInfo>>;
  /** Asked last, and only about files in which no rule has told an error. */
  readonly onlyWithoutErrors?: true;
  check(subject: Subject, report: Report<Code>): void;
}

/** Keeps the literal types of a rule's codes, so that a report of an undeclared one does not compile. */
export function defineRule<Subject, Code extends string>(rule: Rule<Subject, Code>): Rule<Subject, Code> {
  return rule;
}

/** A file that rules look at: its text, and the project around it. */
export interface Judged {
  readonly document: SourceDocument;
  readonly project: Project;
}
