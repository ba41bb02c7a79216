import { GraphQLError } from "graphql";

export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

const encode = (index: number): string => Buffer.from(`cursor:v2:${index}`).toString("base64");

function decode(cursor: string): number {
  const match = /^cursor:v2:(\d+)$/.exec(Buffer.from(cursor, "base64").toString());
  if (match === null) {
    throw new GraphQLError(`\`${cursor}\` does not appear to be a valid cursor.`, {
      extensions: { type: "INVALID_CURSOR_ARGUMENTS" },
    });
  }
  return Number(match[1]);
}

/** A page of a list; GitHub demands `first` or `last`, of at most 100. */
export function connection<T>(name: string, args: PageArguments, all: readonly T[], node: (row: T) => unknown) {
  const size = args.first ?? args.last;
  if (size == null) {
    throw new GraphQLError(
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
      {
        extensions: { type: "MISSING_PAGINATION_BOUNDARIES" },
      },
    );
  }
  if (size > 100) {
    throw new GraphQLError(
      `Requesting ${size} records on the \`${name}\` connection exceeds the \`first\` limit of 100 records.`,
      { extensions: { type: "EXCESSIVE_PAGINATION" } },
    );
  }
  let from = args.after ? decode(args.after) + 1 : 0;
  let to = args.before ? decode(args.before) : all.length;
  if (args.first != null) to = Math.min(to, from + args.first);
  if (args.last != null) from = Math.max(from, to - args.last);
  const rows = all.slice(from, to);
  const nodes = rows.map(node);
  return {
    totalCount: all.length,
    nodes,
    edges: nodes.map((value, index) => ({ cursor: encode(from + index), node: value })),
    pageInfo: {
      hasNextPage: to < all.length,
      hasPreviousPage: from > 0,
      startCursor: rows.length === 0 ? null : encode(from),
      endCursor: rows.length === 0 ? null : encode(from + rows.length - 1),
    },
  };
}

/** Sorts by the `orderBy` argument where its field is one of those given. */
export function ordered<T>(
  rows: readonly T[],
  orderBy: { field: string; direction: "ASC" | "DESC" } | null | undefined,
  fields: Readonly<Record<string, (row: T) => string | number>>,
): T[] {
  const key = orderBy == null ? undefined : fields[orderBy.field];
  const sorted = [...rows];
  if (key === undefined || orderBy == null) return sorted;
  sorted.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  return orderBy.direction === "DESC" ? sorted.reverse() : sorted;
}
