import { ANY, BOOLEAN, mapOf, NUMBER, type ObjectType, objectOf, STRING, type Type } from "../types.ts";

/** Strings of the `github` context. Source: GitHub's reference of contexts, and what the runner sets besides. */
const GITHUB_STRINGS = [
  "action",
  "action_path",
  "action_ref",
  "action_repository",
  "action_status",
  "actor",
  "actor_id",
  "api_url",
  "artifact_cache_size_limit",
  "base_ref",
  "env",
  "event_name",
  "event_path",
  "graphql_url",
  "head_ref",
  "job",
  "job_workflow_sha",
  "output",
  "path",
  "ref",
  "ref_name",
  "ref_type",
  "repository",
  "repository_id",
  "repository_owner",
  "repository_owner_id",
  "repository_visibility",
  "repositoryUrl",
  "retention_days",
  "run_attempt",
  "run_id",
  "run_number",
  "secret_source",
  "server_url",
  "sha",
  "state",
  "step_summary",
  "token",
  "triggering_actor",
  "workflow",
  "workflow_ref",
  "workflow_sha",
  "workspace",
] as const;

const RUNNER_STRINGS = ["arch", "debug", "environment", "name", "os", "temp", "tool_cache", "workspace"] as const;

/** The `github` context. @param event its payload */
export function githubType(event: Type): ObjectType {
  // Payloads of events of older servers have numbers and booleans as strings.
  return objectOf({ ...strings(GITHUB_STRINGS), ref_protected: ANY, event });
}

/** A payload of which nothing is known. */
export const PAYLOAD: ObjectType = mapOf(ANY);

export const RUNNER: ObjectType = objectOf(strings(RUNNER_STRINGS));

export const STRATEGY: ObjectType = objectOf({
  "fail-fast": BOOLEAN,
  "job-index": NUMBER,
  "job-total": NUMBER,
  "max-parallel": NUMBER,
});

/** `vars` and `env`: anybody may add names while the file stays the same. */
export const NAMES: ObjectType = mapOf(STRING);

/** The `job` context. @param services their names; undefined where they are not known */
export function jobType(services: readonly string[] | undefined): ObjectType {
  // Ports are looked up by number as well as by text.
  const service = objectOf({ id: STRING, network: STRING, ports: ANY });
  return objectOf({
    check_run_id: ANY,
    container: objectOf({ id: STRING, network: STRING }),
    services:
      services === undefined ? mapOf(service) : objectOf(Object.fromEntries(services.map((name) => [name, service]))),
    status: STRING,
    workflow_file_path: STRING,
    workflow_ref: STRING,
    workflow_repository: STRING,
    workflow_sha: STRING,
  });
}

function strings(names: readonly string[]): Record<string, Type> {
  return Object.fromEntries(names.map((name) => [name, STRING]));
}
