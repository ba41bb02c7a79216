import { ActionIcon, Button, useMantineColorScheme } from "@mantine/core";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { Link, Redirect, Route, Switch, useLocation } from "wouter";
import { ChangePage } from "./change/page.tsx";
import { ChangeList } from "./changes/list.tsx";
import { Keyboard } from "./keys.tsx";
import { keepChangesFresh, restWhileHidden, useLive } from "./live.ts";
import { SignedIn, signOut, useSession } from "./session.tsx";
import { Boundary } from "./ui/boundary.tsx";
import { Logo } from "./ui/logo.tsx";
import { Empty, Lines } from "./ui/states.tsx";
import { length } from "./ui/time.tsx";
import { ToneIcon } from "./ui/tone.tsx";

// Most visits are to a change: what they do not need comes when it is asked for.
const RepositoryList = lazy(() => import("./repositories/list.tsx"));
const RepositoryPage = lazy(() => import("./repositories/page.tsx"));
const GatesPage = lazy(() => import("./gates/page.tsx"));
const SystemPage = lazy(() => import("./system/page.tsx"));

export function App() {
  return (
    <SignedIn>
      <Shell />
    </SignedIn>
  );
}

const SECTIONS = [
  ["/changes", "Changes"],
  ["/repositories", "Repositories"],
  ["/gates", "Gates"],
  ["/system", "System"],
] as const;

function Shell() {
  const [help, setHelp] = useState(false);
  const [at] = useLocation();
  useEffect(() => keepChangesFresh(), []);
  useEffect(() => restWhileHidden(), []);
  const openHelp = useCallback(() => setHelp(true), []);
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        To the content
      </a>
      <header className="top">
        <Link href="/changes" className="brand">
          <Logo /> Tollgate
        </Link>
        <nav aria-label="Sections">
          {SECTIONS.map(([href, name]) => (
            <Link key={href} href={href} aria-current={at.startsWith(href) ? "page" : undefined}>
              {name}
            </Link>
          ))}
        </nav>
        <div className="top-right">
          <Connection />
          <Scheme />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label="Keyboard help"
            title="Keyboard help (?)"
            onClick={openHelp}
          >
            ?
          </ActionIcon>
          <Account />
        </div>
      </header>
      <Lost />
      <main id="main" tabIndex={-1}>
        <Boundary key={at}>
          <Suspense fallback={<Lines count={12} />}>
            <Switch>
              <Route path="/">
                <Redirect to="/changes" replace />
              </Route>
              <Route path="/changes" component={ChangeList} />
              <Route path="/changes/:provider/:owner/:name/:number">
                {({ provider, owner, name, number }) => (
                  <ChangePage
                    key={`${provider}:${owner}/${name}#${number}`}
                    address={{ provider, repository: `${owner}/${name}`, number: Number(number) }}
                  />
                )}
              </Route>
              <Route path="/repositories" component={RepositoryList} />
              <Route path="/repositories/:provider/:owner/:name">
                {({ provider, owner, name }) => <RepositoryPage provider={provider} name={`${owner}/${name}`} />}
              </Route>
              <Route path="/gates" component={GatesPage} />
              <Route path="/system" component={SystemPage} />
              <Route>
                <Empty title="There is nothing at this address.">
                  <p>
                    <Link href="/changes">All changes</Link>
                  </p>
                </Empty>
              </Route>
            </Switch>
          </Suspense>
        </Boundary>
      </main>
      <Keyboard open={help} onOpen={openHelp} onClose={() => setHelp(false)} />
    </div>
  );
}

const CONNECTION = {
  connecting: ["pending", "Connecting"],
  live: ["pass", "Live"],
  lost: ["fail", "Offline"],
} as const;

/** Whether what is shown follows what happens. */
function Connection() {
  const { kind } = useLive();
  const [tone, word] = CONNECTION[kind];
  return (
    <span
      className={`connection tone-${tone}`}
      role="status"
      title={kind === "live" ? "This page follows what happens" : undefined}
    >
      <span className="connection-dot" aria-hidden />
      {word}
    </span>
  );
}

/** Says it large when the connection is lost: an old page that looks fresh is worse than none. */
function Lost() {
  const live = useLive();
  const since = live.kind === "lost" ? live.since : 0;
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (since === 0) return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [since]);
  // A hiccup shorter than this mends itself before anybody has read the line.
  const away = now - since;
  if (since === 0 || away < 2_000) return null;
  return (
    <div className="lost" role="alert">
      <ToneIcon tone="fail" /> The connection to Tollgate is lost. What you see is {length(away)} old; it is tried again
      by itself.
    </div>
  );
}

const NEXT = { auto: "light", light: "dark", dark: "auto" } as const;
const SCHEME_NAME = { auto: "as the system", light: "light", dark: "dark" };

function Scheme() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const next = NEXT[colorScheme];
  const label = `Colours: ${SCHEME_NAME[colorScheme]}. Change to ${SCHEME_NAME[next]}`;
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={label} title={label} onClick={() => setColorScheme(next)}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.2" className="line" />
        {colorScheme === "auto" && <path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor" />}
        {colorScheme === "dark" && <circle cx="8" cy="8" r="6.2" fill="currentColor" />}
      </svg>
    </ActionIcon>
  );
}

function Account() {
  const { subject, role, login } = useSession();
  return (
    <span className="account">
      <span className="account-name" title={login === null ? undefined : `acts for @${login}`}>
        {subject}
        {role !== subject && <span className="muted"> {role}</span>}
      </span>
      <Button size="compact-xs" variant="subtle" color="gray" onClick={() => void signOut()}>
        Sign out
      </Button>
    </span>
  );
}
