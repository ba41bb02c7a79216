/**
 * A column as ISO 8601 text with microseconds, in UTC. A JavaScript date has milliseconds only: a cursor made of one
 * would skip or repeat rows of the same millisecond.
 */
export function exactTime(column: string, as = column.replace(/^.*\./, "")): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as ${as}`;
}
