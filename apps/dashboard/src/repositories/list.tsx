import { Input } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { Repository } from "@tollgate/client/admin";
import { useEffect, useState } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { api, repositoryPage } from "../api.ts";
import { addressOf } from "../changes/views.ts";
import { Empty, Failure, Lines } from "../ui/states.tsx";
import { Ago } from "../ui/time.tsx";
import { ToneWord } from "../ui/tone.tsx";
import { NUMBER, plural } from "../words.ts";

const PAGE = 100;
const REFRESH_MS = 15_000;

/** The repositories and whether their policy is in force. */
export default function RepositoryList() {
  const q = new URLSearchParams(useSearch()).get("q") ?? "";
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState(q);
  const tell = useDebouncedCallback(
    (text: string) =>
      navigate(text === "" ? "/repositories" : `/repositories?${new URLSearchParams({ q: text })}`, { replace: true }),
    200,
  );
  const list = useInfiniteQuery({
    queryKey: ["repositories", q],
    queryFn: ({ pageParam }) => api.listRepositories({ q: q === "" ? undefined : q, limit: PAGE, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (before) => before,
    refetchInterval: REFRESH_MS,
  });
  useEffect(() => {
    document.title = "Repositories · Tollgate";
  }, []);
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className="page">
      <div className="page-head">
        <h1>Repositories</h1>
        <Input
          className="search"
          type="search"
          size="xs"
          aria-label="Search repositories"
          placeholder="Search   /"
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            tell(event.currentTarget.value);
          }}
        />
      </div>
      {list.isPending ? (
        <Lines count={8} />
      ) : list.isError && rows.length === 0 ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <Empty title={q === "" ? "No repository is known yet." : "No repository fits."}>
          {q === "" ? (
            <p>
              Install the GitHub App on a repository (<code>tollgate setup github</code> makes it); it appears with the
              first webhook or the next reconcile.
            </p>
          ) : (
            <p>
              <Link href="/repositories" onClick={() => setTyped("")}>
                All repositories
              </Link>
            </p>
          )}
        </Empty>
      ) : (
        <div className="table-scroll">
          <table className="table repositories">
            <thead>
              <tr>
                <th>Repository</th>
                <th>Policy</th>
                <th>Mode</th>
                <th className="number">Gates</th>
                <th className="number">Open</th>
                <th>Reconciled</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((repository) => (
                <Row key={`${repository.provider}:${repository.name}`} repository={repository} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {list.hasNextPage && (
        <button type="button" className="plain" onClick={() => void list.fetchNextPage()}>
          More repositories
        </button>
      )}
    </div>
  );
}

function Row({ repository }: { repository: Repository }) {
  const { branches } = repository;
  const wrong = branches.reduce((count, { problems }) => count + problems.length, 0);
  const shadows = branches.filter(({ shadow }) => shadow).length;
  const gates = branches.map((branch) => branch.gates);
  const tone = wrong > 0 ? "fail" : branches.length === 0 ? "skip" : "pass";
  const word = wrong > 0 ? plural(wrong, "error") : branches.length === 0 ? "not read yet" : "in force";
  return (
    <tr>
      <th scope="row">
        <Link href={repositoryPage(repository.provider, repository.name)}>{repository.name}</Link>
        {repository.state === "removed" && <span className="tag">removed</span>}
      </th>
      <td>
        <ToneWord tone={tone} word={word} />
        {branches.length > 1 && <span className="muted"> {plural(branches.length, "branch", "branches")}</span>}
      </td>
      <td>
        {branches.length === 0 ? "" : shadows === 0 ? "enforced" : shadows === branches.length ? "shadow" : "mixed"}
      </td>
      <td className="number">{gates.length === 0 ? "" : [...new Set(gates)].join(", ")}</td>
      <td className="number">
        <Link href={addressOf({ repository: repository.name })}>{NUMBER.format(repository.openChanges)}</Link>
      </td>
      <td>
        {repository.reconciledAt === null ? (
          <span className="muted">not yet</span>
        ) : (
          <Ago at={repository.reconciledAt} suffix=" ago" />
        )}
      </td>
    </tr>
  );
}
