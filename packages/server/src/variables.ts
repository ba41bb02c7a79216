/**
 * Every environment variable that Tollgate reads: the one list behind `environment.ts`, the warnings about misspelt
 * names, and docs/reference/configuration.md.
 */
export interface Variable {
  readonly name: string;
  readonly meaning: string;
  /** As the documentation shows it; null where there is none. */
  readonly fallback: string | null;
  /** A secret may also stand in a file, whose path is in NAME_FILE. */
  readonly secret?: true;
  readonly group: "GitHub" | "Server" | "Storage" | "Command line" | "Network" | "Traces";
}

export const VARIABLES: readonly Variable[] = [
  {
    name: "GITHUB_API_URL",
    meaning:
      "Base of GitHub's REST interface, with or without `/api/v3`. Plain http is taken on loopback addresses only.",
    fallback: "https://api.github.com",
    group: "GitHub",
  },
  {
    name: "GITHUB_GRAPHQL_URL",
    meaning: "GitHub's GraphQL address.",
    fallback: "derived from `GITHUB_API_URL`",
    group: "GitHub",
  },
  {
    name: "GITHUB_APP_ID",
    meaning: "Id of the GitHub App to act as; needs `GITHUB_APP_PRIVATE_KEY`.",
    fallback: "the App stored by `tollgate setup github`",
    group: "GitHub",
  },
  {
    name: "GITHUB_APP_PRIVATE_KEY",
    meaning: "The App's private key in PEM form.",
    fallback: "the App stored by `tollgate setup github`",
    secret: true,
    group: "GitHub",
  },
  {
    name: "GITHUB_TOKEN",
    meaning:
      "A personal or fine-grained token, instead of an App. With it the five contexts are commit statuses, not check runs.",
    fallback: null,
    secret: true,
    group: "GitHub",
  },
  {
    name: "GITHUB_WEBHOOK_SECRET",
    meaning: "The secret that webhooks are signed with. Without one, webhooks are answered with 503.",
    fallback: "the App stored by `tollgate setup github`",
    secret: true,
    group: "GitHub",
  },
  {
    name: "GITHUB_WEBHOOK_SECRET_PREVIOUS",
    meaning: "A second secret that is valid as well, while the first one is being changed.",
    fallback: null,
    secret: true,
    group: "GitHub",
  },
  {
    name: "TOLLGATE_REPOSITORIES",
    meaning: "Repositories to look after, separated by commas: `owner/name` or `owner/*`.",
    fallback: "the App's installations; with a token, whatever sends webhooks",
    group: "GitHub",
  },
  {
    name: "TOLLGATE_PUBLIC_URL",
    meaning: "Where people reach this server; links on checks and in comments point there.",
    fallback: "the address it listens on; with DATABASE_URL no links",
    group: "Server",
  },
  {
    name: "TOLLGATE_ADMIN_TOKEN",
    meaning: "A first API token with the role admin, at least 16 characters.",
    fallback: null,
    secret: true,
    group: "Server",
  },
  {
    name: "TOLLGATE_RECONCILE_SECONDS",
    meaning: "How often open changes are read again although nothing was announced, in seconds (1 to 86400).",
    fallback: "300",
    group: "Server",
  },
  {
    name: "TOLLGATE_CONCURRENCY",
    meaning: "How many changes one process evaluates at once (1 to 256).",
    fallback: "8",
    group: "Server",
  },
  {
    name: "TOLLGATE_POLICY_DIR",
    meaning:
      "A folder with the installation's policy files. A repository's `.qms/` builds on them, where they do not lock it.",
    fallback: null,
    group: "Server",
  },
  {
    name: "TOLLGATE_TRUSTED_PROXIES",
    meaning: "Addresses or ranges (`10.0.0.0/8`) of proxies whose X-Forwarded-* headers are believed.",
    fallback: "none",
    group: "Server",
  },
  {
    name: "TOLLGATE_LOG_LEVEL",
    meaning: "`fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`.",
    fallback: "info",
    group: "Server",
  },
  {
    name: "DATABASE_URL",
    meaning: "A PostgreSQL of your own (`postgres://user:password@host:5432/name`).",
    fallback: "an embedded PostgreSQL in the data directory",
    secret: true,
    group: "Storage",
  },
  {
    name: "TOLLGATE_DATA_DIR",
    meaning: "Where the embedded database and the stored GitHub App live.",
    fallback: "`/var/lib/tollgate` for root, else `$XDG_STATE_HOME/tollgate` or `~/.local/state/tollgate`",
    group: "Storage",
  },
  {
    name: "TOLLGATE_PAYLOAD_HOURS",
    meaning: "How long the payloads of webhooks are kept, in hours (1 to 8760).",
    fallback: "72",
    group: "Storage",
  },
  {
    name: "TOLLGATE_DELIVERY_DAYS",
    meaning: "How long ids of webhooks are remembered, in days (4 to 3650): GitHub can send one again for three days.",
    fallback: "30",
    group: "Storage",
  },
  {
    name: "TOLLGATE_URL",
    meaning: "The server that `tollgate changes` talks to.",
    fallback: "http://127.0.0.1:8080",
    group: "Command line",
  },
  {
    name: "TOLLGATE_TOKEN",
    meaning: "The API token that `tollgate changes` sends.",
    fallback: null,
    secret: true,
    group: "Command line",
  },
  {
    name: "TOLLGATE_DEBUG",
    meaning: "`1` prints where in the code an error came from.",
    fallback: null,
    group: "Command line",
  },
  {
    name: "NO_COLOR",
    meaning: "Any value turns colour off.",
    fallback: null,
    group: "Command line",
  },
  {
    name: "FORCE_COLOR",
    meaning: "Any value but `0` turns colour on, also where the output is no terminal.",
    fallback: null,
    group: "Command line",
  },
  {
    name: "HTTPS_PROXY",
    meaning: "An outbound proxy for requests to GitHub; `HTTP_PROXY` and `NO_PROXY` are read too.",
    fallback: null,
    group: "Network",
  },
  {
    name: "TOLLGATE_CA_FILE",
    meaning: "A PEM file with further certificate authorities for GitHub; all others stay trusted.",
    fallback: null,
    group: "Network",
  },
  {
    name: "NODE_EXTRA_CA_CERTS",
    meaning: "The same for every connection, by Node itself.",
    fallback: null,
    group: "Network",
  },
  {
    name: "OTEL_EXPORTER_OTLP_ENDPOINT",
    meaning: "An OpenTelemetry collector that takes OTLP over HTTP; traces are sent to `/v1/traces` below it, as JSON.",
    fallback: "no traces",
    group: "Traces",
  },
  {
    name: "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
    meaning: "The complete address for traces, where it is another one.",
    fallback: null,
    group: "Traces",
  },
  {
    name: "OTEL_EXPORTER_OTLP_HEADERS",
    meaning: "Headers for the collector, for instance its key: `name=value`, separated by commas.",
    fallback: null,
    secret: true,
    group: "Traces",
  },
  {
    name: "OTEL_EXPORTER_OTLP_CERTIFICATE",
    meaning: "A PEM file with the certificate authority of the collector.",
    fallback: null,
    group: "Traces",
  },
  {
    name: "OTEL_EXPORTER_OTLP_COMPRESSION",
    meaning: "`gzip` or `none`.",
    fallback: "none",
    group: "Traces",
  },
  {
    name: "OTEL_EXPORTER_OTLP_TIMEOUT",
    meaning: "How long one sending may take, its repetitions included, in milliseconds.",
    fallback: "10000",
    group: "Traces",
  },
  {
    name: "OTEL_SERVICE_NAME",
    meaning: "The name of this service in traces.",
    fallback: "tollgate",
    group: "Traces",
  },
  {
    name: "OTEL_RESOURCE_ATTRIBUTES",
    meaning: "What else is told of this service: `name=value`, separated by commas.",
    fallback: null,
    group: "Traces",
  },
  {
    name: "OTEL_TRACES_SAMPLER",
    meaning:
      "Which traces are kept: `always_on`, `always_off`, `traceidratio`, or one of them after `parentbased_`, which goes by what the trace's first span was given.",
    fallback: "parentbased_always_on",
    group: "Traces",
  },
  {
    name: "OTEL_TRACES_SAMPLER_ARG",
    meaning: "For the samplers by ratio: the part of all traces that is kept (0 to 1).",
    fallback: "1",
    group: "Traces",
  },
  {
    name: "OTEL_SDK_DISABLED",
    meaning: "`true` switches traces off, whatever else is set.",
    fallback: "false",
    group: "Traces",
  },
];

/** Every name that may be set, the `_FILE` forms included. */
export const KNOWN_NAMES: readonly string[] = VARIABLES.flatMap((variable) =>
  variable.secret === true ? [variable.name, `${variable.name}_FILE`] : [variable.name],
);
