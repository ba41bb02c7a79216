import type { ApiError } from "@tollgate/client/client";

/** How a command ends, for scripts: docs/reference/cli.md. */
export const EXIT = {
  fine: 0,
  /** Findings, or a negative answer. */
  negative: 1,
  /** Wrong use or broken input. */
  wrong: 2,
  /** Something outside failed: a server, a database, GitHub, a port. */
  outside: 3,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A failure with words for the person at the terminal. */
export class CliFailure extends Error {
  override readonly name = "CliFailure";
  readonly exit: ExitCode;
  /** What to do now. */
  readonly remedy: string;

  constructor(exit: ExitCode, message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.exit = exit;
    this.remedy = remedy;
  }
}

/** What is printed about something that was thrown, and how the process ends. */
export interface Told {
  readonly exit: ExitCode;
  readonly kind: string;
  readonly problems: readonly { readonly message: string; readonly remedy: string }[];
}

/** Errors of our packages say what kind they are; the kind decides whose turn it is. Anything else is a defect of ours. */
export function tell(error: unknown): Told {
  if (error instanceof CliFailure) {
    const kind = error.exit === EXIT.outside ? "outside" : error.exit === EXIT.wrong ? "usage" : "negative";
    return { exit: error.exit, kind, problems: [{ message: error.message, remedy: error.remedy }] };
  }
  if (error instanceof Error && error.name === "ApiError") return tellRefusal(error as ApiError);
  if (error instanceof Error && error.name === "UnreachableError") {
    const remedy = "Is the server running? Name another with --server URL or TOLLGATE_URL.";
    return { exit: EXIT.outside, kind: "unreachable", problems: [{ message: error.message, remedy }] };
  }
  const thrown = error as {
    kind?: unknown;
    remedy?: unknown;
    message?: unknown;
    code?: unknown;
    problems?: readonly { message: string; remedy: string }[];
  };
  const message = typeof thrown?.message === "string" && thrown.message !== "" ? thrown.message : String(error);
  const remedy = typeof thrown?.remedy === "string" ? thrown.remedy : "";
  if (thrown?.kind === "config") {
    return { exit: EXIT.wrong, kind: "config", problems: thrown.problems ?? [{ message, remedy }] };
  }
  if (typeof thrown?.kind === "string")
    return { exit: EXIT.outside, kind: thrown.kind, problems: [{ message, remedy }] };
  if (thrown?.code === "EACCES" || thrown?.code === "EPERM" || thrown?.code === "EROFS") {
    return {
      exit: EXIT.outside,
      kind: "file",
      problems: [{ message, remedy: "Run it as a user who may write there, or name another place." }],
    };
  }
  if (thrown?.code === "ENOSPC") {
    return { exit: EXIT.outside, kind: "file", problems: [{ message, remedy: "Free some space and try again." }] };
  }
  return {
    exit: EXIT.outside,
    kind: "defect",
    problems: [{ message, remedy: "This is a defect of Tollgate; TOLLGATE_DEBUG=1 shows where it came from." }],
  };
}

/** The server's own no: what it finds wrong with the request is the caller's to mend, its own troubles are not. */
function tellRefusal({ problem, message }: ApiError): Told {
  const remedy =
    problem.status === 401
      ? `${problem.remedy} The command takes it from TOLLGATE_TOKEN or TOLLGATE_TOKEN_FILE.`
      : problem.remedy;
  const exit = problem.status >= 500 || problem.status === 429 ? EXIT.outside : EXIT.wrong;
  return { exit, kind: problem.type.replace(/^urn:tollgate:problem:/, ""), problems: [{ message, remedy }] };
}
