import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Session } from "@tollgate/client/admin";
import { createContext, type FormEvent, type ReactNode, useContext, useEffect, useState } from "react";
import { api, explained, isSignedOut, queries } from "./api.ts";
import { startLive, stopLive } from "./live.ts";
import { Logo } from "./ui/logo.tsx";
import { Failure } from "./ui/states.tsx";
import { ToneIcon } from "./ui/tone.tsx";

const Current = createContext<Session | null>(null);

/** Who is signed in. Only below {@link SignedIn}. */
export function useSession(): Session {
  const session = useContext(Current);
  if (session === null) throw new Error("useSession is used outside of SignedIn");
  return session;
}

let exchange: Promise<unknown> | null = null;

/** Takes a one-time code out of the address, `/#one-time=<code>` or `/session/<code>`, and begins to exchange it. */
export function takeOneTimeCode(): void {
  const code = /^#one-time=(.+)$/.exec(location.hash)?.[1] ?? /^\/session\/([^/]+)$/.exec(location.pathname)?.[1];
  if (code === undefined) return;
  history.replaceState(null, "", "/");
  exchange = api.signIn({ oneTimeCode: code });
  // Told by the sign-in page.
  exchange.catch(() => {});
}

/** Asks who is signed in, and shows the way in where nobody is. */
export function SignedIn({ children }: { children: ReactNode }) {
  const [problem, setProblem] = useState<unknown>(null);
  const session = useQuery({
    queryKey: ["session"],
    queryFn: async () => {
      await exchange?.catch((error: unknown) => setProblem(error));
      exchange = null;
      return api.session();
    },
    staleTime: 60_000,
    refetchInterval: 300_000,
  });
  const who = session.data ?? null;
  const out = session.isError && isSignedOut(session.error);
  useEffect(() => {
    if (who !== null && !out) startLive();
    else stopLive();
  }, [who, out]);
  if (out) return <SignIn problem={problem} />;
  if (who !== null) return <Current value={who}>{children}</Current>;
  if (session.isError) {
    return (
      <main className="alone">
        <Failure error={session.error} retry={() => void session.refetch()} />
      </main>
    );
  }
  return <main className="alone" aria-busy="true" />;
}

/** Takes the cookie back and forgets all that was read with it. */
export async function signOut(): Promise<void> {
  await api.signOut().catch(() => {});
  stopLive();
  queries.clear();
  await queries.invalidateQueries({ queryKey: ["session"] });
  location.assign("/");
}

function SignIn({ problem }: { problem: unknown }) {
  const [token, setToken] = useState("");
  const [failure, setFailure] = useState<unknown>(problem);
  const [busy, setBusy] = useState(false);
  useEffect(() => setFailure(problem), [problem]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (token.trim() === "") return setFailure(new Error("Type or paste your token."));
    setBusy(true);
    setFailure(null);
    try {
      await api.signIn({ token: token.trim() });
      await queries.invalidateQueries({ queryKey: ["session"] });
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const told = failure === null ? null : explained(failure);
  return (
    <main className="alone">
      <form className="sign-in" onSubmit={submit}>
        <h1>
          <Logo /> Tollgate
        </h1>
        <p className="muted">Says of every pull request what is missing to merge it, and who can do it.</p>
        {told && (
          <p className="inline-problem" role="alert">
            <ToneIcon tone="error" /> {told.what} {failure instanceof Error && "problem" in failure ? told.remedy : ""}
          </p>
        )}
        <TextInput
          type="password"
          label="Token"
          name="token"
          autoComplete="current-password"
          autoFocus
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
        />
        <Button type="submit" loading={busy} fullWidth>
          Sign in
        </Button>
        <p className="muted small">
          An admin makes tokens: <code>tollgate token create --role viewer --subject you</code>. The demo prints an
          address that signs you in.
        </p>
      </form>
    </main>
  );
}
