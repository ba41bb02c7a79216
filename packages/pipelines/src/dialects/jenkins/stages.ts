import { expression, list, literal, OutList, OutMap } from "../../migrate/output.ts";
import { ACTIONS, jobId, usesStep } from "../../migrate/steps.ts";
import type { Translation } from "../../migrate/translation.ts";
import { whenOf } from "./conditions.ts";
import { setAgent, setEnvironment, setLimits, setTools } from "./job-settings.ts";
import type { Statement } from "./parse.ts";
import { claim, failing, lost, type StepContext, stepsOf } from "./steps.ts";
import { allOf, firstOf, ownOf, within } from "./tree.ts";

/** Why the end of a stage is not quite that of its steps, where stages share a job. */
const SHARED = "It goes by all that the job has done so far, not by this stage alone.";

/** Where stages stand: what they have from outside. */
export interface Place {
  readonly agent: Statement | undefined;
  readonly environments: readonly Statement[];
  readonly tools: readonly Statement[];
  readonly limits: readonly Statement[];
}

/** Makes jobs of stages. */
export class Maker {
  readonly #translation: Translation;
  readonly #skipCheckout: boolean;

  constructor(translation: Translation, skipCheckout: boolean) {
    this.#translation = translation;
    this.#skipCheckout = skipCheckout;
  }

  /** Stages one after the other; returns the jobs that are last. Those without an agent of their own share a job. */
  sequence(stages: readonly Statement[], place: Place, needs: readonly string[]): readonly string[] {
    let before = needs;
    let shared: { id: string; job: OutMap } | undefined;
    for (const stage of stages) {
      if (stage.name !== "stage") {
        shared ??= this.#job("stages", place, before, []);
        shared.job.list("steps").add(failing(this.#translation, "unknown", "jenkins/stage", "It is no stage.", stage));
        before = [shared.id];
        continue;
      }
      if (this.#isApart(stage, place)) {
        shared = undefined;
        before = this.#apart(stage, place, before);
      } else {
        shared ??= this.#job(titleOf(stage), place, before, []);
        this.#fill(shared, stage, undefined);
        before = [shared.id];
      }
    }
    return before;
  }

  /** What stands at the end of the pipeline: in its only job, or in one that waits for all. */
  finish(post: Statement | undefined, last: readonly string[], place: Place): void {
    if (post === undefined) return;
    const { jobs } = this.#translation;
    const ids = jobs.entries.map(([id]) => id);
    const [only] = ids;
    if (ids.length === 1 && only !== undefined) {
      const job = jobs.map(only);
      this.#post({ id: only, job }, post);
      return;
    }
    const inside = new OutMap();
    const id = jobId("post", jobs);
    this.#post({ id, job: inside }, post);
    if (inside.list("steps").items.length === 0) {
      jobs.carries(...inside.claims, ...inside.list("steps").claims);
      return;
    }
    const made = this.#job("post", place, last.length > 0 ? ids : [], []);
    made.job.set("if", expression("always()"));
    made.job
      .carries(...inside.claims)
      .list("steps")
      .carries(...inside.list("steps").claims);
    for (const step of inside.list("steps").items) {
      // Of the jobs that it needs, not of the steps before it.
      const condition = step.kind === "map" ? step.get("if") : undefined;
      if (step.kind === "map" && condition?.kind === "scalar") {
        const text = String(condition.value)
          .replace(/^success\(\)/, "!contains(needs.*.result, 'failure')")
          .replace(/^failure\(\)/, "contains(needs.*.result, 'failure')");
        step.set("if", expression(text).carries(...condition.claims));
      }
      made.job.list("steps").add(step);
    }
  }

  /** Whether a stage cannot share the job of the ones around it. */
  #isApart(stage: Statement, place: Place): boolean {
    const agent = within(stage, "agent");
    if (agent !== undefined || within(stage, "matrix") !== undefined || within(stage, "input") !== undefined)
      return true;
    if (place.agent === undefined || isNone(place.agent)) return true;
    const inner = [...(within(stage, "parallel")?.body ?? []), ...(within(stage, "stages")?.body ?? [])];
    return inner.some((part) => this.#isApart(part, place));
  }

  /** A stage with jobs of its own. */
  #apart(stage: Statement, outer: Place, needs: readonly string[]): readonly string[] {
    const place: Place = {
      agent: within(stage, "agent") ?? outer.agent,
      environments: [...outer.environments, within(stage, "environment")].filter((part) => part !== undefined),
      tools: [within(stage, "tools") ?? outer.tools[0]].filter((part) => part !== undefined),
      limits: [...outer.limits, within(stage, "options")].filter((part) => part !== undefined),
    };
    const { jobs } = this.#translation;
    const parallel = within(stage, "parallel");
    const nested = within(stage, "stages");
    const matrix = within(stage, "matrix");
    if (matrix !== undefined) return [this.#matrix(stage, matrix, place, needs)];
    if (parallel === undefined && nested === undefined) {
      const made = this.#job(titleOf(stage), place, needs, [stage]);
      this.#fill(made, stage, made.job);
      return [made.id];
    }
    const from = jobs.entries.length;
    const ends =
      parallel === undefined
        ? this.sequence(nested?.body ?? [], place, needs)
        : (parallel.body ?? []).flatMap((branch) => this.sequence([branch], place, needs));
    const made = jobs.entries.slice(from).flatMap(([id, job]) => (job.kind === "map" ? [{ id, job }] : []));
    for (const { job } of made) {
      job.carries(
        claim("equal", "jenkins/stage", ownOf(stage, parallel, nested)),
        claim("equal", "jenkins/agent", allOf(within(stage, "agent"))),
      );
      this.#condition(within(stage, "when"), job);
    }
    const [first] = made;
    if (first !== undefined) {
      const fast = (stage.body ?? []).find(({ name }) => name === "failFast");
      if (fast !== undefined)
        lost(this.#translation, "jenkins/fail-fast", "The other jobs go on when one fails.", fast);
      const end = made.at(-1) ?? first;
      this.#post(end, within(stage, "post"), "It hangs on the last of these jobs alone.");
      setLimits(this.#translation, within(stage, "options"), first.job);
      this.#unknown(stage, first.job);
    }
    return ends;
  }

  #matrix(stage: Statement, matrix: Statement, outer: Place, needs: readonly string[]): string {
    const place: Place = {
      ...outer,
      agent: within(matrix, "agent") ?? outer.agent,
      environments: [...outer.environments, within(matrix, "environment")].filter((part) => part !== undefined),
      tools: [within(matrix, "tools") ?? outer.tools[0]].filter((part) => part !== undefined),
    };
    const made = this.#job(titleOf(stage), place, needs, [stage]);
    const { job } = made;
    const axes = within(matrix, "axes");
    const cells = job
      .map("strategy")
      .set("fail-fast", expression(false))
      .map("matrix")
      .carries(claim("equal", "jenkins/matrix", ownOf(matrix, axes)));
    for (const axis of axes?.body ?? []) {
      const name = within(axis, "name");
      const values = within(axis, "values");
      const label = name === undefined ? undefined : firstOf(name)?.text;
      const odd = (axis.body ?? []).filter((part) => part !== name && part !== values);
      for (const part of label === undefined || values === undefined ? [axis] : odd) {
        const reason = "This part of an axis is not known.";
        job.list("steps").add(failing(this.#translation, "unknown", "jenkins/matrix", reason, part));
      }
      if (label === undefined || values === undefined) continue;
      cells.set(
        label,
        list(
          values.args.map((value) =>
            literal(value.text ?? value.raw).carries(claim("equal", "jenkins/matrix", [value.span.start])),
          ),
        ).carries(claim("equal", "jenkins/matrix", [...ownOf(axis, name), values.nameSpan.start])),
      );
      job.map("env").set(label, expression(`\${{ matrix.${label} }}`));
    }
    // Without an axis there is one job, and GitHub wants no empty matrix.
    if (cells.entries.length === 0) {
      job.carries(...cells.claims);
      job.entries.splice(
        job.entries.findIndex(([key]) => key === "strategy"),
        1,
      );
    }
    const excludes = within(matrix, "excludes");
    if (excludes !== undefined)
      job
        .list("steps")
        .add(
          failing(this.#translation, "unknown", "jenkins/matrix", "Write these exclusions into the matrix.", excludes),
        );
    this.#condition(within(matrix, "when"), job);
    const nested = within(matrix, "stages");
    job.carries(claim("equal", "jenkins/stages", ownOf(nested)));
    this.#fill(made, { ...stage, body: (stage.body ?? []).filter(({ name }) => name !== "matrix") }, job);
    for (const inner of nested?.body ?? []) {
      const agent = within(inner, "agent");
      if (agent !== undefined)
        job.carries(claim("weaker", "jenkins/agent", allOf(agent), undefined, "It shares the runner of the matrix."));
      this.#fill(made, inner, undefined);
    }
    this.#post(made, within(matrix, "post"));
    for (const part of matrix.body ?? [])
      if (!/^(axes|agent|stages|when|excludes|environment|tools|post)$/.test(part.name))
        job
          .list("steps")
          .add(failing(this.#translation, "unknown", "jenkins/directive", "This directive is not known.", part));
    return made.id;
  }

  /** A job with what the place gives to it. */
  #job(
    title: string,
    place: Place,
    needs: readonly string[],
    stages: readonly Statement[],
  ): { id: string; job: OutMap } {
    const { jobs } = this.#translation;
    const id = jobId(title, jobs);
    const job = jobs.map(id);
    if (id !== title && title !== "stages" && title !== "post") job.set("name", literal(title));
    if (needs.length > 0) job.set("needs", list(needs.map((needed) => expression(needed))));
    const steps = job.list("steps");
    setAgent(this.#translation, job, place.agent);
    for (const held of place.limits) setLimits(this.#translation, held, job);
    const filled = new OutList();
    for (const held of place.environments) setEnvironment(this.#translation, job.map("env"), held, filled);
    if (job.map("env").entries.length === 0) {
      job.carries(...(job.get("env")?.claims ?? []));
      job.entries.splice(
        job.entries.findIndex(([key]) => key === "env"),
        1,
      );
    }
    if (
      !this.#skipCheckout &&
      !stages.some((stage) =>
        stage.body?.some(
          ({ name, body }) => name === "options" && body?.some((option) => option.name === "skipDefaultCheckout"),
        ),
      )
    )
      steps.add(usesStep(ACTIONS.checkout));
    steps.add(...filled.items);
    for (const held of place.tools) setTools(this.#translation, job, held);
    return { id, job };
  }

  /** Adds the steps of a stage. @param own the job, where it is of this stage alone */
  #fill(made: { id: string; job: OutMap }, stage: Statement, own: OutMap | undefined): void {
    const { job, id } = made;
    const context: StepContext = { translation: this.#translation, id };
    const steps = job.list("steps");
    const from = steps.items.length;
    const body = within(stage, "steps");
    for (const part of body?.body ?? []) steps.add(...stepsOf(context, part));
    for (const inner of [...(within(stage, "stages")?.body ?? [])]) this.#fill(made, inner, undefined);
    const parallel = within(stage, "parallel");
    for (const inner of parallel?.body ?? []) this.#fill(made, inner, undefined);
    if (parallel !== undefined)
      job.carries(
        claim(
          "weaker",
          "jenkins/parallel",
          ownOf(parallel),
          undefined,
          "These stages share one runner, and are run one after the other.",
        ),
      );
    this.#post(made, within(stage, "post"), own === undefined ? SHARED : undefined);
    job.carries(claim("equal", "jenkins/stage", ownOf(stage, body, within(stage, "stages"))));
    const added = steps.items.slice(from).filter((item) => item.kind === "map");
    const title = titleOf(stage);
    if (own === undefined && added[0] !== undefined && added[0].get("name") === undefined)
      added[0].set("name", literal(title));
    if (own === undefined) {
      this.#condition(within(stage, "when"), job, added);
      const env = within(stage, "environment");
      if (env !== undefined) for (const step of added) setEnvironment(this.#translation, step.map("env"), env);
      if (env !== undefined && added.length === 0) job.carries(claim("equal", "jenkins/environment", allOf(env)));
      const tools = within(stage, "tools");
      if (tools !== undefined) setTools(this.#translation, job, tools);
      setLimits(this.#translation, within(stage, "options"), job);
    } else this.#condition(within(stage, "when"), job);
    const input = within(stage, "input");
    if (input !== undefined)
      job.set(
        "environment",
        expression(id).carries(
          claim(
            "weaker",
            "jenkins/input",
            allOf(input),
            undefined,
            "Somebody must be named as reviewer of the environment, so that it waits.",
          ),
        ),
      );
    this.#unknown(stage, job);
  }

  #unknown(stage: Statement, job: OutMap): void {
    const known = /^(agent|environment|tools|options|when|steps|stages|parallel|matrix|post|input|failFast)$/;
    for (const part of stage.body ?? [])
      if (!known.test(part.name))
        job
          .list("steps")
          .add(failing(this.#translation, "unknown", "jenkins/directive", "This directive is not known.", part));
  }

  #condition(when: Statement | undefined, job: OutMap, added?: readonly OutMap[]): void {
    if (when === undefined) return;
    const made = whenOf(when.body ?? []);
    const targets =
      added ?? (made?.inSteps === true ? job.list("steps").items.filter((item) => item.kind === "map") : undefined);
    if (made === undefined) {
      job
        .list("steps")
        .items.unshift(
          failing(this.#translation, "lost", "jenkins/when", "GitHub's conditions cannot say this.", when),
        );
      return;
    }
    const near = new Set(allOf(...made.near.map(({ statement }) => statement)));
    const claims = [
      claim(
        "equal",
        "jenkins/when",
        allOf(when).filter((at) => !near.has(at)),
      ),
      ...made.near.map(({ statement, reason }) => claim("weaker", "jenkins/when", allOf(statement), undefined, reason)),
    ];
    const and = (before: string | undefined) => (before === undefined ? made.text : `(${before}) && (${made.text})`);
    if (targets === undefined) {
      const before = job.get("if");
      job.set(
        "if",
        expression(and(before?.kind === "scalar" ? String(before.value) : undefined)).carries(
          ...(before?.claims ?? []),
          ...claims,
        ),
      );
      return;
    }
    if (targets.length === 0) job.carries(...claims);
    for (const step of targets) {
      const before = step.get("if");
      step.set(
        "if",
        expression(and(before?.kind === "scalar" ? String(before.value) : undefined)).carries(
          ...(before?.claims ?? []),
          ...claims,
        ),
      );
    }
  }

  /** What is done at the end of a stage or of the pipeline. */
  #post({ id, job }: { id: string; job: OutMap }, post: Statement | undefined, near?: string): void {
    if (post === undefined) return;
    const steps = job.list("steps");
    steps.carries(claim("equal", "jenkins/post", ownOf(post)));
    const conditions: Readonly<Record<string, string>> = {
      always: "always()",
      cleanup: "always()",
      success: "success()",
      failure: "failure()",
      aborted: "cancelled()",
      unsuccessful: "failure() || cancelled()",
    };
    for (const part of post.body ?? []) {
      const condition = conditions[part.name];
      if (condition === undefined) {
        lost(this.#translation, "jenkins/post", "GitHub does not know how the run before ended.", part);
        continue;
      }
      const made = (part.body ?? []).flatMap((inner) => stepsOf({ translation: this.#translation, id }, inner));
      const held = claim(near === undefined ? "equal" : "weaker", "jenkins/post", ownOf(part), undefined, near);
      for (const step of made) step.set("if", expression(condition).carries(held));
      if (made.length === 0) steps.carries(held);
      steps.add(...made);
    }
  }
}

function isNone(agent: Statement): boolean {
  return firstOf(agent)?.raw === "none";
}

function titleOf(stage: Statement): string {
  return firstOf(stage)?.text ?? "stage";
}
