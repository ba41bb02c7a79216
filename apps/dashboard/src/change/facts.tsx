import { useQuery } from "@tanstack/react-query";
import type { ChangeAddress } from "@tollgate/client/client";
import { api, idOf } from "../api.ts";
import { Failure, Lines } from "../ui/states.tsx";

/** The facts of one decision, as they were read. They never change, so they are asked for once. */
export function Facts({ address, version }: { address: ChangeAddress; version: number }) {
  const facts = useQuery({
    queryKey: ["facts", idOf(address), version],
    queryFn: () => api.eventFacts(address, version),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (facts.isPending) return <Lines count={4} />;
  if (facts.isError) return <Failure error={facts.error} retry={() => void facts.refetch()} />;
  if (facts.data.facts.length === 0) return <p className="muted">No facts are stored for it.</p>;
  return (
    <table className="facts">
      <thead>
        <tr>
          <th>Fact</th>
          <th>Value</th>
          <th>From</th>
        </tr>
      </thead>
      <tbody>
        {facts.data.facts.map((fact) => (
          <tr key={fact.key}>
            <th scope="row">{fact.key}</th>
            <td>
              {fact.known ? (
                <Value value={fact.value} />
              ) : (
                <em className="muted">not known: {fact.reason ?? "no reason is stored"}</em>
              )}
            </td>
            <td title={fact.digest}>{fact.source}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ value }: { value: unknown }) {
  if (typeof value === "string") return value === "" ? <em className="muted">empty</em> : <span>{value}</span>;
  if (typeof value === "number" || typeof value === "boolean" || value === null) return <span>{String(value)}</span>;
  if (Array.isArray(value) && value.length === 0) return <em className="muted">none</em>;
  return <pre>{JSON.stringify(value, null, 1)}</pre>;
}
