import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { Event } from "@tollgate/client/change";
import type { ChangeAddress } from "@tollgate/client/client";
import { useEffect, useMemo, useRef } from "react";
import { api, idOf } from "../api.ts";
import { Failure, Lines } from "../ui/states.tsx";
import { Ago, exact } from "../ui/time.tsx";
import { ToneIcon } from "../ui/tone.tsx";
import { Facts } from "./facts.tsx";
import { type Told, tellAll } from "./tell.ts";

const PAGE = 50;

/** What happened, the newest first; each decision with the facts it was made from. */
export function Timeline({
  address,
  selected,
  onSelect,
}: {
  address: ChangeAddress;
  selected: string | null;
  onSelect: (version: string | null) => void;
}) {
  const events = useInfiniteQuery({
    queryKey: ["events", idOf(address)],
    queryFn: ({ pageParam }) => api.listEvents(address, { order: "desc", limit: PAGE, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  const told = useMemo(() => tellAll(events.data?.pages.flatMap(({ items }) => items) ?? []), [events.data]);
  return (
    <section className="timeline">
      <h2>What happened</h2>
      {events.isPending ? (
        <Lines count={8} />
      ) : events.isError && told.length === 0 ? (
        <Failure error={events.error} retry={() => void events.refetch()} />
      ) : told.length === 0 ? (
        <p className="muted">Nothing yet: it waits for its first evaluation.</p>
      ) : (
        <ol>
          {told.map((one) => (
            <Entry
              key={one.event.version}
              told={one}
              address={address}
              open={selected === String(one.event.version)}
              onToggle={(open) => onSelect(open ? String(one.event.version) : null)}
            />
          ))}
        </ol>
      )}
      {events.hasNextPage && (
        <Button
          size="compact-sm"
          variant="default"
          loading={events.isFetchingNextPage}
          onClick={() => void events.fetchNextPage()}
        >
          Earlier
        </Button>
      )}
    </section>
  );
}

function Entry(props: { told: Told; address: ChangeAddress; open: boolean; onToggle: (open: boolean) => void }) {
  const { told, address, open } = props;
  const item = useRef<HTMLLIElement>(null);
  // Only the one that an address names is looked for, not the one just opened by hand.
  const byAddress = useRef(open);
  useEffect(() => {
    if (byAddress.current) item.current?.scrollIntoView({ block: "center" });
  }, []);
  const judged = told.event.type === "change.judged";
  return (
    <li ref={item} id={`event-${told.event.version}`}>
      <ToneIcon tone={told.tone} size={12} />
      <div>
        <p className="told">
          {told.text} {told.sha !== "" && <code title={told.sha}>{told.sha.slice(0, 12)}</code>}
        </p>
        {told.details.map((detail) => (
          <p key={detail} className="told-detail">
            {detail}
          </p>
        ))}
        <p className="told-when">
          <Ago at={told.event.at} suffix=" ago" />
          {judged && (
            <button type="button" className="plain" aria-expanded={open} onClick={() => props.onToggle(!open)}>
              {open ? "Hide the facts" : "Facts"}
            </button>
          )}
        </p>
        {judged && open && <Decision event={told.event} address={address} />}
      </div>
    </li>
  );
}

/** The inputs of one decision: it can be repeated from these. */
function Decision({ event, address }: { event: Event; address: ChangeAddress }) {
  const policy = event.data.policy as { digest?: string; commit?: string | null; branch?: string | null } | undefined;
  return (
    <div className="decision">
      <dl>
        <dt>Decided</dt>
        <dd>{exact(event.at)}</dd>
        <dt>Head</dt>
        <dd>
          <code>{String(event.data.head ?? "")}</code>
        </dd>
        <dt>Base</dt>
        <dd>
          {String(event.data.baseRef ?? "")} at <code>{String(event.data.baseSha ?? "")}</code>
        </dd>
        <dt>Policy</dt>
        <dd>
          <code>{policy?.digest?.slice(0, 12) ?? "built-in"}</code>
          {policy?.branch != null && ` from ${policy.branch}`}
          {policy?.commit != null && (
            <>
              {" "}
              at <code>{policy.commit.slice(0, 12)}</code>
            </>
          )}
        </dd>
      </dl>
      <Facts address={address} version={event.version} />
    </div>
  );
}
