import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expandMatrix, type MatrixSpec } from "../../src/model/matrix.ts";

type Cell = Record<string, string>;

const spec = (axes: Record<string, string[]>, include: Cell[] = [], exclude: Cell[] = []): MatrixSpec => ({
  axes: new Map(Object.entries(axes)),
  include: include.map((cell) => new Map(Object.entries(cell))),
  exclude: exclude.map((cell) => new Map(Object.entries(cell))),
});
const cells = (of: MatrixSpec) => expandMatrix(of)?.map(({ values }) => Object.fromEntries(values));

/**
 * GitHub's documentation, sentence by sentence and without any thought for speed.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstrategymatrixinclude
 */
function asDocumented(axes: Record<string, string[]>, include: Cell[], exclude: Cell[]): Cell[] {
  // "For each combination of the variables a job is run."
  let combinations: Cell[] = Object.keys(axes).length === 0 ? [] : [{}];
  for (const [axis, values] of Object.entries(axes)) {
    combinations = combinations.flatMap((cell) => values.map((value) => ({ ...cell, [axis]: value })));
  }
  // "All include combinations are processed after exclude." "An excluded configuration only has to be a partial match."
  combinations = combinations.filter(
    (cell) => !exclude.some((entry) => Object.keys(entry).every((key) => key in cell && cell[key] === entry[key])),
  );
  const result = combinations.map((cell) => ({ original: Object.keys(cell), cell: { ...cell } }));
  const created: Cell[] = [];
  for (const entry of include) {
    let added = false;
    for (const { original, cell } of result) {
      // "... if none of the key:value pairs overwrite any of the original matrix values."
      const overwrites = Object.keys(entry).some((key) => original.includes(key) && cell[key] !== entry[key]);
      if (overwrites) continue;
      // "... the original matrix values will not be overwritten, but added matrix values can be overwritten."
      Object.assign(cell, entry);
      added = true;
    }
    // "If the object cannot be added to any of the matrix combinations, a new matrix combination will be created."
    if (!added) created.push({ ...entry });
  }
  return [...result.map(({ cell }) => cell), ...created];
}

describe("a matrix is expanded as GitHub does", () => {
  test("the example of its documentation", () => {
    const example = spec({ fruit: ["apple", "pear"], animal: ["cat", "dog"] }, [
      { color: "green" },
      { color: "pink", animal: "cat" },
      { fruit: "apple", shape: "circle" },
      { fruit: "banana" },
      { fruit: "banana", animal: "cat" },
    ]);
    expect(cells(example)).toEqual([
      { fruit: "apple", animal: "cat", color: "pink", shape: "circle" },
      { fruit: "apple", animal: "dog", color: "green", shape: "circle" },
      { fruit: "pear", animal: "cat", color: "pink" },
      { fruit: "pear", animal: "dog", color: "green" },
      { fruit: "banana" },
      { fruit: "banana", animal: "cat" },
    ]);
  });

  test("without axes each include is a cell", () => {
    expect(cells(spec({}, [{ a: "1" }, { a: "2" }]))).toEqual([{ a: "1" }, { a: "2" }]);
  });

  test("what was excluded can be included again", () => {
    expect(cells(spec({ a: ["1", "2"] }, [{ a: "1", b: "x" }], [{ a: "1" }]))).toEqual([
      { a: "2" },
      { a: "1", b: "x" },
    ]);
  });

  test("whatever the axes, includes and excludes", () => {
    const name = fc.constantFrom("a", "b", "c", "d");
    const value = fc.constantFrom("1", "2", "3");
    const cell = fc.dictionary(name, value, { minKeys: 1, maxKeys: 4, noNullPrototype: true });
    const axes = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.uniqueArray(value, { minLength: 1 }), {
      noNullPrototype: true,
    });
    const list = fc.array(cell, { maxLength: 5 });
    fc.assert(
      fc.property(axes, list, list, (axis, include, exclude) => {
        expect(cells(spec(axis, include, exclude))).toEqual(asDocumented(axis, include, exclude));
      }),
      { numRuns: 2000 },
    );
  });

  test("more than GitHub would ever run is not made", () => {
    const many = Array.from({ length: 200 }, (_, index) => String(index));
    expect(expandMatrix(spec({ a: many, b: many, c: many }))).toBeUndefined();
  });
});
