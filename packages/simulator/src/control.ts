import { SimulatorError } from "./world.ts";

export interface ControlAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

type Operation = (...args: never[]) => unknown;

/**
 * The same operations over HTTP, for another process: `POST /_simulator/openPullRequest` with a JSON list of the
 * arguments; records by `GET /_simulator/requests`.
 */
export class Control {
  #operations = new Map<string, Operation>();
  #records = new Map<string, () => unknown>();

  /** Makes functions callable; those of an object named `faults` become `faults.add` and so on. */
  offer(operations: Readonly<Record<string, unknown>>, prefix = ""): void {
    for (const [name, operation] of Object.entries(operations)) {
      if (typeof operation === "function") this.#operations.set(prefix + name, operation as Operation);
    }
  }

  /** Makes records readable by GET. */
  show(records: Readonly<Record<string, () => unknown>>): void {
    for (const [name, read] of Object.entries(records)) this.#records.set(name, read);
  }

  async answer(method: string, path: string, contentType: string | undefined, body: string): Promise<ControlAnswer> {
    const headers = { "content-type": "application/json" };
    const name = path.slice("/_simulator/".length);
    const record = this.#records.get(name);
    if (record !== undefined && method === "GET") return { status: 200, headers, body: JSON.stringify(record()) };
    const operation = this.#operations.get(name);
    if (operation === undefined) {
      const message = `no operation ${name}; there are ${[...this.#operations.keys()].sort().join(", ")}`;
      return { status: 404, headers, body: JSON.stringify({ message }) };
    }
    // A web page of elsewhere can post forms to loopback, but no JSON without asking first.
    if (method !== "POST" || !contentType?.startsWith("application/json")) {
      return { status: 415, headers, body: JSON.stringify({ message: "POST application/json" }) };
    }
    try {
      const args: unknown = body === "" ? [] : JSON.parse(body);
      const list = (Array.isArray(args) ? args : [args]) as never[];
      const result = await operation(...list);
      return { status: 200, headers, body: JSON.stringify(result ?? null) };
    } catch (error) {
      if (!(error instanceof SimulatorError) && !(error instanceof SyntaxError)) throw error;
      return { status: 422, headers, body: JSON.stringify({ message: error.message }) };
    }
  }
}
