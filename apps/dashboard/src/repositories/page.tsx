import { useQuery } from "@tanstack/react-query";
import type { BranchPolicy, RepositoryDetail } from "@tollgate/client/admin";
import { ApiError } from "@tollgate/client/client";
import { useEffect } from "react";
import { Link } from "wouter";
import { api } from "../api.ts";
import { addressOf } from "../changes/views.ts";
import { Empty, Failure, Lines } from "../ui/states.tsx";
import { Ago } from "../ui/time.tsx";
import { ToneIcon } from "../ui/tone.tsx";
import { plural, STEP_NAME } from "../words.ts";

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
          branch={branch}
          policy={data.policiesInForce.find(({ base }) => base === branch.base)}
        />
      ))}
    </div>
  );
}

function Branch({
  branch,
  policy,
}: {
  branch: BranchPolicy;
  policy: RepositoryDetail["policiesInForce"][number] | undefined;
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
          <div className="table-scroll">
            <table className="table">
              <thead>
                <tr>
                  <th>Gate</th>
                  <th>Step</th>
                  <th>When it fails</th>
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
                    <td>{gate.blocking ? "blocks" : <span className="muted">is told only</span>}</td>
                    <td className="params">{parameters(gate.params)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p className="muted small">
            Checks:{" "}
            {Object.values(policy.contexts).map((context) => (
              <code key={context}>{context} </code>
            ))}
          </p>
        </>
      )}
    </section>
  );
}

function parameters(params: Readonly<Record<string, unknown>>): string {
  return Object.entries(params)
    .map(([key, value]) => `${key}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
}
