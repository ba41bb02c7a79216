import { useQuery } from "@tanstack/react-query";
import type { PolicyRevision } from "@tollgate/client/policy";
import { api } from "../api.ts";
import { Failure, Lines } from "../ui/states.tsx";
import { Ago } from "../ui/time.tsx";
import { Wide } from "../ui/wide.tsx";

const SHOWN = 20;

/** The policies that were in force on a base branch, the newest first. */
export function Revisions({ provider, name, base }: { provider: string; name: string; base: string }) {
  const revisions = useQuery({
    queryKey: ["revisions", provider, name, base],
    queryFn: () => api.listPolicyRevisions(provider, name, { base, limit: SHOWN }),
    refetchInterval: 15_000,
  });
  const { data } = revisions;
  if (data === undefined) {
    return revisions.isError ? (
      <Failure error={revisions.error} retry={() => void revisions.refetch()} />
    ) : (
      <Lines count={3} />
    );
  }
  if (data.items.length === 0) return null;
  return (
    <>
      <h3>Revisions</h3>
      <Wide label="Revisions">
        <table className="table revisions">
          <thead>
            <tr>
              <th className="number">No.</th>
              <th>In force since</th>
              <th>Commit</th>
              <th className="number">Gates</th>
              <th>Came by</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((revision) => (
              <tr key={revision.id}>
                <th scope="row" className="number">
                  {revision.id}
                </th>
                <td>
                  <Ago at={revision.since} suffix=" ago" />
                  {revision.inForce && <span className="tag">in force</span>}
                  {revision.held && <span className="tag">held by a rollback</span>}
                </td>
                <td>
                  <code title={revision.commit}>{revision.commit.slice(0, 12)}</code>
                </td>
                <td className="number">{revision.gates}</td>
                <td className="reason">{cameBy(revision)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      {data.nextCursor !== null && (
        <p className="muted small">
          The newest {SHOWN}; <code>tollgate policy revisions</code> lists all.
        </p>
      )}
    </>
  );
}

function cameBy({ by, reason, restores, files }: PolicyRevision): string {
  if (by === null) return files.length === 0 ? "no files: the built-in policy" : "a push";
  const what = restores === null ? "" : `, back to ${restores}`;
  return `${by}${what}${reason === null ? "" : `: ${reason}`}`;
}
