import { useQuery } from "@tanstack/react-query";
import type { BranchPolicy, RepositoryDetail } from "@tollgate/client/admin";
import { ApiError } from "@tollgate/client/client";
import { sayTier } from "@tollgate/core/risk/rigour";
import { useEffect } from "react";
import { Link } from "wouter";
import { api } from "../api.ts";
import { addressOf } from "../changes/views.ts";
import { Empty, Failure, Lines } from "../ui/states.tsx";
import { Ago, length } from "../ui/time.tsx";
import { ToneIcon } from "../ui/tone.tsx";
import { Wide } from "../ui/wide.tsx";
import { plural, STEP_NAME } from "../words.ts";
import { Revisions } from "./revisions.tsx";

/** One repository: per base branch the policy in force, and what is wrong with anything newer. */
export default function RepositoryPage({ provider, name }: { provider: string; name: string }) {
  const repository = useQuery({
    queryKey: ["repository", provider, name],
    queryFn: () => api.repository(provider, name),
    refetchInterval: 15_000,
  });
  useEffect(() => {
    document.title = `${name} · Tollgate`;
  }, [name]);
  const { data, error } = repository;
  if (error instanceof ApiError && error.problem.status === 404) {
    return (
      <Empty title={`${name} is not known here.`}>
        <p>
          <Link href="/repositories">All repositories</Link>
        </p>
      </Empty>
    );
  }
  if (data === undefined) {
    return (
      <div className="page">
        {error ? <Failure error={error} retry={() => void repository.refetch()} /> : <Lines count={10} />}
      </div>
    );
  }
  return (
    <div className="page">
      <div className="page-head">
        <h1>{data.name}</h1>
        <Link href={addressOf({ repository: data.name })}>{plural(data.openChanges, "open change")}</Link>
        <Link href={`/gates?${new URLSearchParams({ repository: data.name })}`}>How its gates do</Link>
        <span className="muted">
          {data.reconciledAt === null ? "not reconciled yet" : "reconciled "}
          {data.reconciledAt !== null && <Ago at={data.reconciledAt} suffix=" ago" />}
        </span>
      </div>
      {data.branches.length === 0 && (
        <Empty title="No policy was read yet.">
          <p>It is read when the first pull request is judged. Without files in .qms/ the built-in policy holds.</p>
        </Empty>
      )}
      {data.branches.map((branch) => (
        <Branch
          key={branch.base}
          of={{ provider, name }}
          branch={branch}
          policy={data.policiesInForce.find(({ base }) => base === branch.base)}
        />
      ))}
    </div>
  );
}

function Branch({
  of,
  branch,
  policy,
}: {
  of: { provider: string; name: string };
  branch: BranchPolicy;
  policy: Policy | undefined;
}) {
  return (
    <section className="branch">
      <h2>
        Changes to <code>{branch.base}</code>
        {branch.shadow && <span className="tag">shadow mode: shown, not enforced</span>}
      </h2>
      {branch.problems.length > 0 && (
        <div className="problems" role="alert">
          <p>
            <ToneIcon tone="fail" /> The newest policy files have errors
            {policy === undefined
              ? "; until they are put right, changes are judged as errors."
              : ", so the last good policy stays in force:"}
          </p>
          <ul>
            {branch.problems.map((problem) => (
              <li key={problem}>
                <code>{problem}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
      {policy === undefined ? (
        <p className="muted">No policy is in force.</p>
      ) : (
        <>
          <p>
            {policy.template === null ? (
              "The built-in template"
            ) : (
              <>
                Template <strong>{policy.template.name}</strong>
                {policy.template.version !== null && `, version ${policy.template.version}`}
              </>
            )}
            , for {sayTier(policy)}.
          </p>
          <p className="muted">
            {branch.source === null ? "Built in" : `From ${branch.source}`}
            {branch.commit !== null && (
              <>
                {" "}
                at <code title={branch.commit}>{branch.commit.slice(0, 12)}</code>
              </>
            )}
            . Final word: {policy.final.required ? `by a person with the role ${policy.final.role}` : "not asked for"}.
          </p>
          {policy.template !== null && <Steps template={policy.template} />}
          <Wide label={`Gates for ${branch.base}`}>
            <table className="table">
              <thead>
                <tr>
                  <th>Gate</th>
                  <th>Step</th>
                  <th>When it does not open</th>
                  <th>Parameters</th>
                </tr>
              </thead>
              <tbody>
                {policy.gates.map((gate) => (
                  <tr key={gate.gate}>
                    <th scope="row">
                      <code>{gate.gate}</code>
                    </th>
                    <td>{gate.step in STEP_NAME ? STEP_NAME[gate.step as keyof typeof STEP_NAME] : gate.step}</td>
                    <td>{effectOf(gate)}</td>
                    <td className="params">
                      {parameters(gate.params)}
                      {Object.entries(gate.byRigour).map(([rigour, params]) => (
                        <div key={rigour}>
                          {rigour}: {parameters(params)}
                        </div>
                      ))}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Wide>
          <p className="muted small">
            Checks:{" "}
            {Object.values(policy.contexts).map((context) => (
              <code key={context}>{context} </code>
            ))}
          </p>
          <Revisions {...of} base={branch.base} />
        </>
      )}
    </section>
  );
}

type Policy = RepositoryDetail["policiesInForce"][number];

function effectOf({ blocking, blockingAtHighRisk }: Policy["gates"][number]) {
  if (blocking) return "blocks";
  return blockingAtHighRisk ? "blocks at high risk" : <span className="muted">is told only</span>;
}

/** The steps of the template, in its order, with the gates of each. */
function Steps({ template }: { template: NonNullable<Policy["template"]> }) {
  if (template.steps.length === 0) return null;
  return (
    <Wide label="Steps">
      <table className="table">
        <thead>
          <tr>
            <th>Step</th>
            <th>Phase</th>
            <th>When</th>
            <th>Gates</th>
          </tr>
        </thead>
        <tbody>
          {template.steps.map((step) => (
            <tr key={step.name}>
              <th scope="row">{step.name}</th>
              <td>{STEP_NAME[step.phase]}</td>
              <td className="muted">
                {[
                  step.condition ?? "always",
                  ...(step.sequential ? ["one gate after another"] : []),
                  ...(step.timeoutSeconds === null ? [] : [`late after ${length(step.timeoutSeconds * 1_000)}`]),
                ].join(", ")}
              </td>
              <td className="muted">{step.gates.length === 0 ? "none" : step.gates.join(", ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

function parameters(params: Readonly<Record<string, unknown>>): string {
  return Object.entries(params)
    .map(([key, value]) => `${key}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
}
