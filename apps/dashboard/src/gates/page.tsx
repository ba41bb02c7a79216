import { CloseButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { GateRecord } from "@tollgate/client/gates";
import { useEffect } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { api } from "../api.ts";
import { addressOf } from "../changes/views.ts";
import { Empty, Failure, Lines } from "../ui/states.tsx";
import { length } from "../ui/time.tsx";
import { Wide } from "../ui/wide.tsx";
import { NUMBER, plural } from "../words.ts";

const REFRESH_MS = 15_000;

/** How each gate did lately, and what it holds now: which one costs the most, and whether it is worth it. */
export default function GatesPage() {
  const repository = new URLSearchParams(useSearch()).get("repository") ?? "";
  const [, navigate] = useLocation();
  const records = useQuery({
    queryKey: ["gates", repository],
    queryFn: () => api.gates(repository === "" ? {} : { repository }),
    refetchInterval: REFRESH_MS,
  });
  useEffect(() => {
    document.title = "Gates · Tollgate";
  }, []);
  const { data } = records;
  return (
    <div className="page">
      <div className="page-head">
        <h1>Gates</h1>
        {data !== undefined && <span className="muted">the last {data.days} days</span>}
        {repository !== "" && (
          <span className="chip">
            repository {repository}
            <CloseButton size="xs" aria-label="Any repository" onClick={() => navigate("/gates", { replace: true })} />
          </span>
        )}
      </div>
      {records.isError && <Failure error={records.error} retry={() => void records.refetch()} />}
      {data === undefined ? (
        !records.isError && <Lines count={10} />
      ) : data.items.length === 0 ? (
        <Empty title="No gate has judged anything yet.">
          <p>
            The first pull request that is judged shows here how its gates do. <Link href="/changes">All changes</Link>
          </p>
        </Empty>
      ) : (
        <Records items={data.items} repository={repository} />
      )}
    </div>
  );
}

function Records({ items, repository }: { items: readonly GateRecord[]; repository: string }) {
  return (
    <>
      <Wide label="Gates">
        <table className="table gates">
          <thead>
            <tr>
              <th>Gate</th>
              <th className="number">Holds now</th>
              <th className="number">Let pass</th>
              <th className="number">Until green</th>
              <th className="number">Changes</th>
              <th>Makes sure</th>
            </tr>
          </thead>
          <tbody>
            {items.map((record) => (
              <tr key={record.gate}>
                <th scope="row">
                  <code>{record.gate}</code>
                </th>
                <td className="number">
                  {record.holds === 0 ? (
                    <span className="muted">0</span>
                  ) : (
                    <Link
                      href={addressOf({ gate: record.gate, repository })}
                      title={`The ${plural(record.holds, "open change")} that it keeps from merging`}
                    >
                      {NUMBER.format(record.holds)}
                    </Link>
                  )}
                </td>
                <td className="number">
                  <PassRate record={record} />
                </td>
                <td className="number">
                  {record.medianSecondsToGreen === null ? (
                    <span className="muted" title="It opened at once, or did not open yet">
                      –
                    </span>
                  ) : (
                    length(record.medianSecondsToGreen * 1_000)
                  )}
                </td>
                <td className="number">{NUMBER.format(record.changes)}</td>
                <td className="purpose">{record.purpose ?? "Declared by a policy."}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      <p className="muted small">
        Let pass: of the commits that it came to an answer for. Until green: the median time from when it first did not
        open until it did, where it did not open at once.
      </p>
    </>
  );
}

function PassRate({ record: { passRate, passes, answers } }: { record: GateRecord }) {
  if (passRate === null) {
    return (
      <span className="muted" title="It came to no answer yet: it waits, or does not apply">
        –
      </span>
    );
  }
  const percent = Math.floor(passRate * 100);
  return (
    <span className="pass-rate" title={`${NUMBER.format(passes)} of ${NUMBER.format(answers)}`}>
      <span className="bar" aria-hidden>
        <span style={{ width: `${percent}%` }} />
      </span>
      {percent} %
    </span>
  );
}
