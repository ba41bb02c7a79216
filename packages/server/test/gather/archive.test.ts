import { strToU8, zipSync } from "fflate";
import { expect, it } from "vitest";
import { ARCHIVE_LIMITS, unpack } from "../../src/gather/reports/archive.ts";

const all = () => true;

it("unpacks the files that fit, whatever else is in it", async () => {
  const zip = zipSync({
    "a/junit.xml": strToU8("<testsuites/>"),
    "größe.json": strToU8("{}"),
    "app.bin": new Uint8Array(9),
  });
  const files = await unpack(zip, (path) => !path.endsWith(".bin"));
  expect(files).toEqual([
    { path: "a/junit.xml", text: "<testsuites/>" },
    { path: "größe.json", text: "{}" },
  ]);
});

it("a bomb is refused before it fills the memory: by its ratio, its size, one file's size, or its number of files", async () => {
  const bomb = zipSync({ "a.xml": new Uint8Array(8 * 1024 * 1024) }, { level: 9 });
  expect(bomb.length).toBeLessThan(64 * 1024);
  await expect(unpack(bomb, all)).rejects.toThrow("times its size");
  const loose = { ...ARCHIVE_LIMITS, ratio: 10_000 };
  await expect(unpack(bomb, all, { ...loose, total: 1024 * 1024 })).rejects.toThrow("more than 1048576 bytes");
  await expect(unpack(bomb, all, { ...loose, file: 1024 * 1024 })).rejects.toThrow("a.xml in the artifact unpacks");
  const many = zipSync(Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`${index}.xml`, strToU8("x")])));
  await expect(unpack(many, all, { ...ARCHIVE_LIMITS, files: 20 })).rejects.toThrow("more than 20 files");
});

it("a bomb in a file that is not looked at is not unpacked", async () => {
  const bomb = zipSync({ "app.bin": new Uint8Array(8 * 1024 * 1024), "a.xml": strToU8("<a/>") }, { level: 9 });
  expect(await unpack(bomb, (path) => path.endsWith(".xml"))).toEqual([{ path: "a.xml", text: "<a/>" }]);
});

it("what is no zip, is cut short or damaged is told, never taken for empty", async () => {
  await expect(unpack(strToU8("<html>not found</html>"), all)).rejects.toThrow("no zip file");
  const zip = zipSync({ "a.xml": strToU8("<testsuites>".repeat(500)) });
  await expect(unpack(zip.subarray(0, 60), all)).rejects.toThrow(/cut short|damaged/);
  const damaged = zip.slice();
  damaged.fill(0xff, 40, 60);
  await expect(unpack(damaged, all)).rejects.toThrow(/damaged|cut short/);
});
