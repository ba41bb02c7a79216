import { type ChangeRef, ForgeError, type RepositoryName } from "../forge.ts";
import { type Client, type GraphqlError, ownerAndName } from "./client.ts";
import { type ChangeParts, MAX_COMMITS } from "./parts.ts";
import { CHANGE_QUERY, type Lists, PAGE_QUERIES, type Page, parseChange, parseQueue, QUEUE_QUERY } from "./query.ts";

/** What GraphQL brought of a change. */
export interface Delivered {
  readonly parts: ChangeParts;
  /** Whether this server has no GraphQL that we could use at all. */
  readonly absent: boolean;
  /** Why something is missing, for people. */
  readonly reason: string | null;
  /** The parts that may not be read, by GraphQL's names. */
  readonly forbidden: ReadonlySet<string>;
  /** Set while what is missing may well be there the next time. */
  readonly moment: ForgeError | null;
}

/** How long a server whose GraphQL cannot be used is asked by REST alone. */
const ABSENT_MS = 5 * 60_000;
/** A bad moment that lasts longer is none: then what can be read without GraphQL has to do. */
const BAD_TIME_MS = 2 * 60_000;
/** How long a branch without a merge queue is taken not to have got one. */
const NO_QUEUE_MS = 10 * 60_000;
/** The same after an error. */
const QUEUE_TROUBLE_MS = 15_000;
const MAX_LIST_PAGES = 50;

type QueueEntries = NonNullable<ReturnType<typeof parseQueue>>;

/** Asks GraphQL for what it can bring; what it cannot bring is left for REST. */
export class GraphqlReader {
  readonly #client: Client;
  readonly #now: () => number;
  readonly #noQueue = new Map<string, number>();
  #restUntil = 0;
  #absent = false;
  #badSince: number | null = null;

  constructor(client: Client, now: () => number) {
    this.#client = client;
    this.#now = now;
  }

  /** @throws ForgeError only where REST would be refused just the same */
  async read(ref: ChangeRef): Promise<Delivered> {
    if (this.#now() < this.#restUntil) {
      return this.#nothing("GitHub's GraphQL cannot be used at the moment");
    }
    let answer: Awaited<ReturnType<Client["graphql"]>>;
    try {
      const variables = { ...ownerAndName(ref.repository), number: ref.number };
      answer = await this.#client.graphql(ref.repository, CHANGE_QUERY, variables);
    } catch (error) {
      return await this.#failed(ref.repository, error);
    }
    const { lists, ...parts } = parseChange(answer.data, ref.repository, failedFields(answer.errors));
    if (answer.data === null || (parts.pull === undefined && !answer.errors.some(isOfGitHub))) {
      // A query that is refused as a whole is refused the next time too, whatever may be wrong with it. And a server
      // that has the schema and nothing behind it says null, or complains about nulls, in place of pull requests.
      this.#trouble(!answer.errors.some(isMoment));
      const reason = answer.errors[0]?.message ?? "an empty answer";
      return this.#nothing(`GraphQL: ${reason}`);
    }
    this.#badSince = null;
    this.#absent = false;
    const [reviews, comments, threads, commits, checks] = await Promise.all([
      this.#all(ref, lists, "reviews"),
      this.#all(ref, lists, "comments"),
      this.#all(ref, lists, "threads"),
      this.#all(ref, lists, "commits"),
      this.#all(ref, lists, "checks"),
    ]);
    const whole =
      commits !== undefined && commits.length < MAX_COMMITS && commits.length >= (lists.commits?.total ?? 0);
    return {
      parts: { ...parts, reviews, comments, threads, commits: whole ? commits : undefined, checks },
      absent: false,
      reason: answer.errors[0] === undefined ? null : `GraphQL: ${answer.errors[0].message}`,
      forbidden: failedFields(answer.errors.filter((error) => error.type === "FORBIDDEN")),
      moment: null,
    };
  }

  /**
   * The entries of a branch's merge queue in order, empty where it has none or they may not be read.
   * @param demanded whether a rule says that there is one; asked only where a missing one is remembered
   */
  async queue(repository: RepositoryName, branch: string, demanded: () => Promise<boolean>): Promise<QueueEntries> {
    const key = `${repository} ${branch}`;
    if (this.#now() < this.#restUntil) return [];
    if ((this.#noQueue.get(key) ?? 0) > this.#now() && !(await demanded())) return [];
    try {
      const answer = await this.#client.graphql(repository, QUEUE_QUERY, { ...ownerAndName(repository), branch });
      const queue = parseQueue(answer.data);
      if (queue === null) this.#noQueue.set(key, this.#now() + NO_QUEUE_MS);
      return queue ?? [];
    } catch (error) {
      if (!(error instanceof ForgeError)) throw error;
      // A merge group is told by its webhook too; a read of the change must not fail for it.
      this.#noQueue.set(key, this.#now() + QUEUE_TROUBLE_MS);
      return [];
    }
  }

  /** All pages of a list whose first page came; undefined when one is missing. */
  async #all<K extends keyof Lists>(ref: ChangeRef, first: Lists, name: K): Promise<ItemsOf<K> | undefined> {
    const items: unknown[] = [];
    let page = first[name] as Page<unknown> | undefined;
    for (let count = 0; page !== undefined; count++) {
      items.push(...page.items);
      if (page.next === null) return items as unknown as ItemsOf<K>;
      if (count >= MAX_LIST_PAGES) return undefined;
      try {
        const answer = await this.#client.graphql(ref.repository, PAGE_QUERIES[name], {
          ...ownerAndName(ref.repository),
          number: ref.number,
          after: page.next,
        });
        const parsed = parseChange(answer.data, ref.repository, failedFields(answer.errors));
        page = parsed.lists[name] as Page<unknown> | undefined;
      } catch (error) {
        await this.#failed(ref.repository, error);
        return undefined;
      }
    }
    return undefined;
  }

  async #failed(repository: RepositoryName, error: unknown): Promise<Delivered> {
    if (!(error instanceof ForgeError)) throw error;
    if (error.kind === "unauthorized") throw error;
    if (error.kind === "rate-limited") {
      // GraphQL has a budget of its own; but when GitHub asks for rest, REST would be refused as well.
      const credential = await this.#client.auth.forRepository(repository);
      if (this.#client.transport.limitsOf(credential).resting) throw error;
      this.#badSince ??= this.#now();
      return this.#nothing(error.message);
    }
    const absent = error.kind === "not-found" || error.kind === "invalid" || error.kind === "protocol";
    this.#trouble(absent);
    return this.#nothing(error.message);
  }

  #nothing(reason: string): Delivered {
    const since = this.#badSince;
    const passing = since !== null && this.#now() - since < BAD_TIME_MS;
    const moment = passing ? new ForgeError("transient", `the linked issues cannot be read: ${reason}`) : null;
    return { parts: {}, absent: this.#absent, reason, forbidden: new Set(), moment };
  }

  /** @param absent whether it will be the same the next time: then GraphQL is left alone for a while */
  #trouble(absent: boolean): void {
    this.#absent = absent;
    if (absent) this.#restUntil = this.#now() + ABSENT_MS;
    this.#badSince = absent ? null : (this.#badSince ?? this.#now());
  }
}

type ItemsOf<K extends keyof Lists> = NonNullable<Lists[K]>["items"];

/** GitHub's text for a query that took too long on its side; it names no path. */
function isMoment(error: GraphqlError): boolean {
  return /something went wrong|timeout|timed out|try again/i.test(error.message) || error.type === "INTERNAL";
}

/** GitHub names the type of what it refuses: not found, forbidden. Other servers' errors have none. */
function isOfGitHub(error: GraphqlError): boolean {
  return error.type !== undefined || isMoment(error);
}

/** The parts that errors point to: a null there is not an empty value. */
function failedFields(errors: readonly GraphqlError[]): ReadonlySet<string> {
  const failed = new Set<string>();
  for (const { path } of errors) {
    const names = path.filter((step) => typeof step === "string");
    const part = PARTS.find((name) => names.includes(name));
    failed.add(part ?? "");
  }
  return failed;
}

/** The innermost first: below the head's commit stand two parts. */
const PARTS = [
  "associatedPullRequests",
  "statusCheckRollup",
  "headCommit",
  "closingIssuesReferences",
  "reviewThreads",
  "reviews",
  "comments",
  "commits",
] as const;
