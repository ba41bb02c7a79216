import { entry, textAt, texts } from "../../migrate/values.ts";
import type { Use } from "./circleci.ts";
import { axisText } from "./parameters.ts";

const AXIS = /<<\s*matrix\.([\w-]+)\s*>>/g;

/** More are no matrix of CircleCI. */
const MOST_CELLS = 256;

/** The names by which others may require the jobs of a matrix: one for all of them, and one for each cell. */
export function cellsOf({ name, settings, definition }: Use): { all: readonly string[]; single: readonly string[] } {
  const matrix = entry(settings, "matrix");
  if (matrix === undefined) return { all: [], single: [] };
  const parameters = entry(matrix.value, "parameters")?.value;
  const axes = parameters?.kind === "map" ? parameters.entries : [];
  const alias = textAt(matrix.value, "alias");
  const template = name.includes("<<") ? name : [name, ...axes.map(({ key }) => `<< matrix.${key} >>`)].join("-");
  let single = [template];
  for (const { key, value } of axes) {
    single = single.flatMap((one) =>
      texts(value).map(({ text }) => one.replaceAll(AXIS, (found, axis: string) => (axis === key ? text : found))),
    );
    if (single.length > MOST_CELLS) return { all: [], single: [] };
  }
  return { all: [alias?.text ?? definition?.key ?? name].filter((one) => one !== name), single };
}

/** The name of a job as GitHub shows it, with the values of its cell. */
export function titleOf(name: string): string {
  return name.replaceAll(AXIS, (_found, key: string) => axisText(key));
}
