import type { GitHubConfig } from "@tollgate/providers/github/config";
import type { TracesConfig } from "./tracing/settings.ts";

/** Which parts of the server a process runs. `http` takes deliveries and answers the API, `worker` evaluates. */
export type ServerRole = "all" | "http" | "worker";

/** Everything that `tollgate serve` was told, checked. Made by `serverConfigFrom` in `environment.ts`. */
export interface ServerConfig {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly role: ServerRole;
  readonly dataDir: string;
  /** Absent: the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly policyDir: string | undefined;
  readonly readyFile: string | undefined;
  /** Where links point; absent: the address the server listens on. */
  readonly publicUrl: string | undefined;
  readonly adminToken: string | undefined;
  /** Addresses or ranges of proxies whose X-Forwarded-* headers are believed; empty: none. */
  readonly trustedProxies: readonly string[];
  readonly reconcileSeconds: number;
  /** How long payloads of deliveries are kept, in hours. */
  readonly payloadRetentionHours: number;
  /** How long delivery ids are remembered, in days; at least 4, since GitHub redelivers for 3. */
  readonly deliveryRetentionDays: number;
  /** How many subjects one process evaluates at once. */
  readonly concurrency: number;
  readonly logLevel: string;
  /** Null: no traces. */
  readonly traces: TracesConfig | null;
  readonly github: GitHubConfig | null;
}
