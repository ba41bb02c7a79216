import type { ExpressionSite } from "../../expressions/sites.ts";
import type { Severity } from "../../findings/finding.ts";
import type { Report } from "../../findings/rule.ts";
import { spanWithin } from "../../source/align.ts";
import type { Span } from "../../source/lines.ts";
import type { ActionSubject, WorkflowSubject } from "../../validate/subject.ts";

/** Expressions are judged alike in workflows and in actions. */
export type ExpressionSubject = WorkflowSubject | ActionSubject;

/** An example: a workflow with one step that has the expression in its script. */
export function inStep(expression: string): string {
  return `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: echo "\${{ ${expression} }}"
`;
}

/** Replaces part of an expression by what was most likely meant; a person has to look. */
export interface Rewrite {
  /** Offsets in the expression's source. */
  readonly span: Span;
  readonly text: string;
}

/**
 * Reports at a part of an expression. What an alias repeats is told once.
 * @param span offsets in the expression's source
 */
export function reportAt<Code extends string>(
  { document }: ExpressionSubject,
  report: Report<Code>,
): (
  site: ExpressionSite,
  code: Code,
  span: Span,
  message: string,
  more?: { readonly severity?: Severity; readonly rewrite?: Rewrite | undefined },
) => void {
  const told = new Set<string>();
  return ({ scalar, embedded }, code, span, message, { rewrite, ...more } = {}) => {
    const placeOf = ({ start, end }: Span): Span =>
      spanWithin(document, scalar, embedded.at + start, embedded.at + end);
    const place = placeOf(span);
    const key = `${place.start} ${code}`;
    if (told.has(key)) return;
    told.add(key);
    if (rewrite === undefined) return report(code, place, message, more);
    const edits = [{ ...placeOf(rewrite.span), text: rewrite.text }];
    report(code, place, message, { ...more, fix: { title: `Write ${rewrite.text}`, safe: false, edits } });
  };
}

/** Writes another name in the place of one. */
export function renamed(span: Span, meant: string | undefined): Rewrite | undefined {
  return meant === undefined || !/^[A-Za-z_][\w-]*$/.test(meant) ? undefined : { span, text: meant };
}
