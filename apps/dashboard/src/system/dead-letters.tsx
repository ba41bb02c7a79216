import { Button, Modal } from "@mantine/core";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import type { DeadLetter } from "@tollgate/client/admin";
import { includesRole } from "@tollgate/core/vocabulary/role";
import { useState } from "react";
import { api, explained, queries } from "../api.ts";
import { useSession } from "../session.tsx";
import { Empty, Failure, Lines } from "../ui/states.tsx";
import { Ago } from "../ui/time.tsx";
import { ToneIcon } from "../ui/tone.tsx";

const keyOf = ({ kind, id }: DeadLetter) => `${kind} ${id}`;

/** Work that was given up, with the reason; an admin tries it again or drops it. */
export function DeadLetters({ parked }: { parked: number }) {
  const { role } = useSession();
  const [dropping, setDropping] = useState<DeadLetter | null>(null);
  const letters = useInfiniteQuery({
    // The number is part of the key: one more or one less is another list.
    queryKey: ["dead-letters", parked],
    queryFn: ({ pageParam }) => api.listDeadLetters({ limit: 50, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (before) => before,
    staleTime: 0,
  });
  const settle = useMutation({
    mutationFn: ({ letter, action }: { letter: DeadLetter; action: "replay" | "drop" }) =>
      api.settleDeadLetter(letter, action),
    onSettled: () => {
      for (const key of ["dead-letters", "system"]) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
  const items = letters.data?.pages.flatMap((page) => page.items) ?? [];
  const admin = includesRole(role, "admin");
  const failure = settle.isError ? explained(settle.error) : null;
  return (
    <section className="dead-letters">
      <h2>Dead letters</h2>
      <p role="status" className="command-answer">
        {failure !== null && (
          <>
            <ToneIcon tone="error" /> {failure.what} {failure.remedy}
          </>
        )}
        {settle.isSuccess && (
          <>
            <ToneIcon tone="pass" /> {settle.data.kind} {settle.data.id} is{" "}
            {settle.data.status === "replayed" ? "tried again" : "dropped"}.
          </>
        )}
      </p>
      {letters.isPending ? (
        <Lines count={3} />
      ) : letters.isError && items.length === 0 ? (
        <Failure error={letters.error} retry={() => void letters.refetch()} />
      ) : items.length === 0 ? (
        <Empty title="None.">
          <p>Work that fails after all its retries is parked here with its reason, and blocks nothing else.</p>
        </Empty>
      ) : (
        <div className="table-scroll">
          <table className="table">
            <thead>
              <tr>
                <th>What</th>
                <th>Repository</th>
                <th>Reason</th>
                <th className="number">Attempts</th>
                <th>Parked</th>
                <th>{admin ? "Do" : ""}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((letter) => (
                <tr key={keyOf(letter)}>
                  <th scope="row">
                    {letter.kind} {letter.what}
                  </th>
                  <td>{letter.repository}</td>
                  <td className="reason">{letter.reason}</td>
                  <td className="number">{letter.attempts}</td>
                  <td>
                    <Ago at={letter.parkedAt} suffix=" ago" />
                  </td>
                  <td className="row-buttons">
                    {admin && (
                      <>
                        <Button
                          size="compact-xs"
                          variant="default"
                          aria-label={`Try again: ${keyOf(letter)}`}
                          onClick={() => settle.mutate({ letter, action: "replay" })}
                        >
                          Try again
                        </Button>
                        <Button
                          size="compact-xs"
                          variant="subtle"
                          color="red"
                          aria-label={`Drop: ${keyOf(letter)}`}
                          onClick={() => setDropping(letter)}
                        >
                          Drop
                        </Button>
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {letters.hasNextPage && (
            <button type="button" className="plain" onClick={() => void letters.fetchNextPage()}>
              More
            </button>
          )}
        </div>
      )}
      {items.length > 0 && !admin && <p className="muted small">Trying again and dropping need the role admin.</p>}
      {dropping !== null && (
        <Modal
          opened
          onClose={() => setDropping(null)}
          title="Drop it for good?"
          lockScroll={false}
          closeButtonProps={{ "aria-label": "Close" }}
          centered
        >
          <p>
            {dropping.kind} {dropping.what} is given up.{" "}
            {dropping.kind === "delivery"
              ? "What it would have told comes again with the next reconcile at most."
              : "It becomes work again with the next hint or reconcile."}
          </p>
          <div className="confirm-buttons">
            <Button variant="default" onClick={() => setDropping(null)}>
              Cancel
            </Button>
            <Button
              color="red"
              data-autofocus
              onClick={() => {
                settle.mutate({ letter: dropping, action: "drop" });
                setDropping(null);
              }}
            >
              Drop
            </Button>
          </div>
        </Modal>
      )}
    </section>
  );
}
