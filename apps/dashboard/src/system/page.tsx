import { useQuery } from "@tanstack/react-query";
import type { System } from "@tollgate/client/admin";
import { useEffect } from "react";
import { api } from "../api.ts";
import { Failure, Lines } from "../ui/states.tsx";
import { Ago, length } from "../ui/time.tsx";
import { ToneIcon, ToneWord } from "../ui/tone.tsx";
import { bytes, forgeName, NUMBER, plural, type Tone } from "../words.ts";
import { DeadLetters } from "./dead-letters.tsx";
import { Intake } from "./intake.tsx";

const REFRESH_MS = 5_000;
/** A delivery that waits so long, in seconds, is worth looking at. */
const LATE = 30;

const CLOCK = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" });

/** Whether Tollgate itself is well. */
export default function SystemPage() {
  const system = useQuery({
    queryKey: ["system"],
    queryFn: () => api.system(),
    refetchInterval: REFRESH_MS,
    staleTime: 0,
  });
  useEffect(() => {
    document.title = "System · Tollgate";
  }, []);
  const { data } = system;
  if (data === undefined) {
    return (
      <div className="page">
        <h1>System</h1>
        {system.isError ? <Failure error={system.error} retry={() => void system.refetch()} /> : <Lines count={12} />}
      </div>
    );
  }
  const { queues } = data;
  const parked = queues.parkedDeliveries + queues.parkedSubjects + queues.parkedTargets;
  return (
    <div className="page">
      <h1>System</h1>
      {system.isError && <Failure error={system.error} retry={() => void system.refetch()} />}
      <p className="verdict">
        <ToneIcon tone={wellness(data)[0]} size={18} /> {wellness(data)[1]}
      </p>
      <div className="facts-grid">
        <section>
          <h2>Intake</h2>
          <Intake intake={data.intake} />
        </section>
        <section>
          <h2>Waiting</h2>
          <Figures
            rows={[
              ["Deliveries to be read", NUMBER.format(queues.deliveries), late(queues.oldestDeliverySeconds)],
              ["Changes to be evaluated", NUMBER.format(queues.subjects), null],
              ["Values to be set on the forge", NUMBER.format(queues.targets), null],
              ["Dead letters", NUMBER.format(parked), parked > 0 ? ["fail", "below"] : null],
            ]}
          />
        </section>
        <section>
          <h2>Forges</h2>
          {data.forges.length === 0 ? (
            <p className="muted">
              None is configured. <code>tollgate setup github</code> makes the App.
            </p>
          ) : (
            data.forges.map((forge) => <Forge key={forge.id} forge={forge} />)
          )}
        </section>
        <section>
          <h2>Installation</h2>
          <Figures
            rows={[
              ["Version", data.version, null],
              ["Replicas", data.replicas === null ? "not known" : NUMBER.format(data.replicas), null],
              ["Running since", <Ago key="since" at={data.startedAt} suffix=" ago" />, null],
              ["PostgreSQL", data.database.version, null],
              ["Database size", bytes(data.database.bytes), null],
            ]}
          />
        </section>
      </div>
      <DeadLetters parked={parked} />
    </div>
  );
}

function wellness({ ready, reason, queues, forges }: System): readonly [Tone, string] {
  if (!ready) return ["error", `Tollgate is not ready: ${reason ?? "no reason is known"}.`];
  if (queues.oldestDeliverySeconds > LATE) {
    return [
      "fail",
      `Tollgate is behind: the oldest delivery has waited for ${length(queues.oldestDeliverySeconds * 1000)}.`,
    ];
  }
  const deaf = forges.find(({ webhooks }) => !webhooks);
  if (deaf !== undefined) return ["fail", `Deliveries of ${forgeName(deaf.id)} are refused: no webhook secret is set.`];
  const parked = queues.parkedDeliveries + queues.parkedSubjects + queues.parkedTargets;
  if (parked > 0)
    return [
      "pending",
      `Tollgate is well, but ${plural(parked, "dead letter")} ${parked === 1 ? "waits" : "wait"} for a person.`,
    ];
  return ["pass", "Tollgate is well."];
}

function late(seconds: number): readonly [Tone, string] | null {
  if (seconds <= 1) return null;
  return [seconds > LATE ? "fail" : "pending", `oldest ${length(seconds * 1000)}`];
}

function Figures({ rows }: { rows: readonly (readonly [string, React.ReactNode, readonly [Tone, string] | null])[] }) {
  return (
    <dl className="figures">
      {rows.map(([name, value, note]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {note !== null && <ToneWord tone={note[0]} word={note[1]} />} {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** `installation 1000033/core` is `installation/core` where there is but one. */
function shortNames(budget: readonly { readonly resource: string }[]): readonly string[] {
  const short = budget.map(({ resource }) => resource.replace(/^installation \d+/, "installation"));
  return new Set(short).size === short.length ? short : budget.map(({ resource }) => resource);
}

function Forge({ forge }: { forge: System["forges"][number] }) {
  const names = shortNames(forge.budget);
  return (
    <Figures
      rows={[
        [
          `${forgeName(forge.id)} webhooks`,
          forge.webhooks ? "taken" : "refused",
          forge.webhooks ? null : ["fail", "no secret"],
        ],
        ...forge.budget.map(
          ({ remaining, resetAt }, index) =>
            [
              `Left: ${names[index]}`,
              <span key="left">
                {NUMBER.format(remaining)}
                {resetAt !== null && Date.parse(resetAt) > Date.now() && (
                  <span className="muted"> until {CLOCK.format(new Date(resetAt))}</span>
                )}
              </span>,
              remaining < 200 ? (["fail", "low"] as const) : null,
            ] as const,
        ),
      ]}
    />
  );
}
