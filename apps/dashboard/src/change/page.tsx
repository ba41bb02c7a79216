import { useQuery } from "@tanstack/react-query";
import type { Change } from "@tollgate/client/change";
import { ApiError, type ChangeAddress } from "@tollgate/client/client";
import { isOpen } from "@tollgate/core/change/reading";
import { useEffect } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { api, idOf, repositoryPage } from "../api.ts";
import { Prose } from "../ui/prose.tsx";
import { Empty, Failure, Lines } from "../ui/states.tsx";
import { Ago } from "../ui/time.tsx";
import { ToneIcon, ToneWord } from "../ui/tone.tsx";
import { forgeName, standing, type Tone } from "../words.ts";
import { Actions } from "./actions.tsx";
import { Missing } from "./missing.tsx";
import { RiskReasons } from "./risk.tsx";
import { Road } from "./road.tsx";
import { Timeline } from "./timeline.tsx";
import { GateTree } from "./tree.tsx";

/** One change: the answer and what can be done first, the evidence below, raw facts one click further. */
export function ChangePage({ address }: { address: ChangeAddress }) {
  const id = idOf(address);
  const change = useQuery({ queryKey: ["change", id], queryFn: () => api.change(address) });
  const explanation = useQuery({ queryKey: ["explain", id], queryFn: () => api.explain(address) });
  const search = new URLSearchParams(useSearch());
  const [at, navigate] = useLocation();
  useEffect(() => {
    const title = change.data?.title ?? "";
    document.title = `${address.repository}#${address.number}${title === "" ? "" : ` ${title}`} · Tollgate`;
  }, [address, change.data?.title]);
  const error = change.error ?? explanation.error;
  if (error instanceof ApiError && error.problem.status === 404) {
    return (
      <Empty title={`${address.repository}#${address.number} is not known here.`}>
        <p>
          A pull request is known from its first webhook or the next reconcile on.{" "}
          <Link href="/changes">All changes</Link>
        </p>
      </Empty>
    );
  }
  if (error !== null && (change.data === undefined || explanation.data === undefined)) {
    return <Failure error={error} retry={() => void Promise.all([change.refetch(), explanation.refetch()])} />;
  }
  if (change.data === undefined || explanation.data === undefined) {
    return (
      <div className="change">
        <Lines count={3} height={32} />
        <div className="road-space" />
        <Lines count={10} />
      </div>
    );
  }
  const select = (key: "gate" | "event", value: string | null) => {
    const next = new URLSearchParams(search);
    if (value === null) next.delete(key);
    else next.set(key, value);
    const query = next.toString();
    navigate(query === "" ? at : `${at}?${query}`, { replace: true });
  };
  const tone = answerTone(change.data, explanation.data.mergeable);
  return (
    <article className="change">
      <Where change={change.data} />
      <h1 className={`answer tone-${tone}`}>
        <ToneIcon tone={tone} size={22} />
        <span data-answer>
          <Prose text={explanation.data.sentence} />
        </span>
      </h1>
      <Actions change={change.data} address={address} />
      <Road change={change.data} onStep={(gate) => select("gate", gate)} />
      <div className="evidence">
        <div>
          <Missing explanation={explanation.data} provider={change.data.provider} />
          <GateTree change={change.data} selected={search.get("gate")} onSelect={(gate) => select("gate", gate)} />
          <RiskReasons change={change.data} />
        </div>
        <Timeline address={address} selected={search.get("event")} onSelect={(event) => select("event", event)} />
      </div>
    </article>
  );
}

/** The tone of the first sentence. */
function answerTone(change: Change, mergeable: boolean): Tone {
  if (mergeable) return "pass";
  // All that Tollgate asks for is there, and the forge still waits for something.
  return change.state === "COMPLETED" && isOpen(change.lifecycle) ? "pending" : standing(change)[0];
}

function Where({ change }: { change: Change }) {
  const [tone, word] = standing(change);
  return (
    <div className="where">
      <Link href={repositoryPage(change.provider, change.repository)}>{change.repository}</Link>
      <span className="where-number">#{change.number}</span>
      <strong className="where-title">{change.title === "" ? "(not read yet)" : change.title}</strong>
      <span className="where-more">
        <ToneWord tone={tone} word={word} />
        <span>
          {change.author} <span className="muted">to</span> <code>{change.baseRef}</code>
        </span>
        {change.risk !== null && (
          <a className={change.risk === "HIGH" ? "risk-high" : "muted"} href="#risk">
            {change.risk.toLowerCase()} risk
          </a>
        )}
        {change.shadow && (
          <span className="tag" title="Checks are shown and block nothing">
            shadow mode
          </span>
        )}
        <span className="muted">
          changed <Ago at={change.updatedAt} suffix=" ago" />
        </span>
        {change.url && (
          <a href={change.url} target="_blank" rel="noreferrer">
            On {forgeName(change.provider)}
          </a>
        )}
      </span>
    </div>
  );
}
