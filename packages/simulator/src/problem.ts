/** An answer that is no success, in GitHub's shape. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    more: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ) {
    super(message);
    this.status = status;
    this.body = { message, ...more, documentation_url: "https://docs.github.com/rest", status: String(status) };
    this.headers = headers;
  }
}

export function notFound(): Problem {
  return new Problem(404, "Not Found");
}

/** GitHub's answer to a request that cannot be understood: which field of what is wrong, and how. */
export function invalid(
  resource: string,
  field: string,
  code: "missing_field" | "invalid" | "custom" | "already_exists" | "unprocessable",
  message?: string,
): Problem {
  const error = { resource, field, code, ...(message === undefined ? {} : { message }) };
  return new Problem(422, "Validation Failed", { errors: [error] });
}
