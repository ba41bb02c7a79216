import { randomBytes } from "node:crypto";
import { isIPv6 } from "node:net";
import type { TollgateClient } from "@tollgate/client/client";
import { createLog } from "@tollgate/server/log";
import type { GitHub } from "@tollgate/simulator/github";
import { wantsColour } from "../output/terminal.ts";
import { clearAway, makePlace, type Place } from "./place.ts";

export interface StageOptions {
  readonly host: string | undefined;
  readonly port: string | undefined;
  readonly dataDir: string | undefined;
  /** The log goes to standard error, with all that is worth knowing, instead of warnings to a file. */
  readonly verbose: boolean;
  readonly fast: boolean;
  /** Says what is being done; the function it gives back, that it is done. */
  readonly progress: (what: string) => () => void;
  /** Ends the start between two of its parts. */
  readonly signal: AbortSignal;
}

/** Everything that a demo runs. */
export interface Stage {
  /** Where the server is, for this machine. */
  readonly url: string;
  /** An address of the dashboard that signs in, once. */
  readonly signInUrl: string;
  /** For a second terminal. */
  readonly token: string;
  readonly github: GitHub;
  readonly client: TollgateClient;
  readonly place: Place;
}

/** Short, so that what an outage has swallowed is found soon. */
const RECONCILE_SECONDS = 15;
const RECONCILE_SECONDS_FAST = 2;

/**
 * Starts the database, the simulated GitHub and the server.
 * @param closers filled while things start: whoever calls runs them, the last one first, also after a failure
 */
export async function startStage(options: StageOptions, closers: (() => Promise<void> | void)[]): Promise<Stage> {
  const { serverConfigFrom } = await import("@tollgate/server/environment");
  const admin = secret();
  const webhookSecret = secret();
  const quiet = createLog({ level: "silent", people: false, colour: false });
  const given = { host: options.host, port: options.port };
  // Checked before anything is made. Nothing of the visitor's own environment is a setting of the demo.
  const config = serverConfigFrom(
    {
      GITHUB_TOKEN: "replaced below",
      TOLLGATE_ADMIN_TOKEN: admin,
      TOLLGATE_RECONCILE_SECONDS: String(options.fast ? RECONCILE_SECONDS_FAST : RECONCILE_SECONDS),
    },
    given,
  );
  const { refuseTakenPort } = await import("../port.ts");
  await refuseTakenPort(config);
  await clearAway(quiet);
  const place = await makePlace(options.dataDir, quiet);
  const removeAtOnce = () => place.remove();
  process.once("exit", removeAtOnce);
  closers.push(() => {
    process.removeListener("exit", removeAtOnce);
    place.remove();
  });
  const log = options.verbose
    ? createLog({ level: "info", people: true, colour: wantsColour(process.stderr.isTTY === true) })
    : createLog({ level: "warn", people: false, colour: false, file: place.logFile });

  options.signal.throwIfAborted();
  let done = options.progress("Starting the database");
  const { startEmbedded } = await import("@tollgate/server/store/embedded");
  // A crash of the machine may take the data of a demo with it: nothing waits for the disk.
  const starting = startEmbedded({ dataDir: place.dataDir, log, fsync: false });
  closers.push(() =>
    starting.then(
      (database) => database.stop(),
      () => {},
    ),
  );
  // Read while the database starts in a process of its own.
  const loading = Promise.all([
    import("@tollgate/server/compose"),
    import("./github.ts"),
    import("@tollgate/client/client"),
  ]);
  const database = await starting;
  done();

  options.signal.throwIfAborted();
  done = options.progress("Starting a GitHub of its own");
  const [{ startServer }, { startDemoGitHub }, { TollgateClient }] = await loading;
  const { github, config: reach, tell } = await startDemoGitHub(webhookSecret);
  closers.push(() => github.close());
  done();

  options.signal.throwIfAborted();
  done = options.progress("Starting Tollgate");
  const server = await startServer(
    {
      ...config,
      dataDir: place.dataDir,
      databaseUrl: database.url,
      github: reach,
      // Where the checks on the simulated GitHub link to; with a free port nobody knows it yet.
      publicUrl: config.port === 0 ? undefined : loopback(`http://${config.host}:${config.port}`, config.host),
    },
    log,
  );
  closers.push(() => server.close());
  const local = loopback(server.url, config.host);
  tell(`${local}/webhooks/github`);
  const { token } = await new TollgateClient({ url: local, token: admin }).createToken({
    subject: "visitor",
    role: "admin",
  });
  const signInUrl = (await server.signInAddress({ subject: "visitor", role: "admin" })).replace(server.url, local);
  done();
  return { url: local, signInUrl, token, github, client: new TollgateClient({ url: local, token }), place };
}

function secret(): string {
  return randomBytes(32).toString("base64url");
}

/** Where this machine reaches a server that listens on all addresses. */
function loopback(url: string, host: string): string {
  if (!/^(0\.0\.0\.0|::)$/.test(host)) return url;
  const own = new URL(url);
  own.hostname = isIPv6(host) ? "[::1]" : "127.0.0.1";
  return own.href.replace(/\/$/, "");
}
