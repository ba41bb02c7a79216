import { advice } from "../../findings/nearest.ts";

/** Sorting more names for each of thousands of mistakes takes seconds. */
const MOST_NAMES = 300;

/** The end of a message about an unknown name of a file that may hold very many. */
export function hint(name: string, among: readonly string[]): string {
  return among.length > MOST_NAMES ? "Check how it is written." : advice(name, among);
}
