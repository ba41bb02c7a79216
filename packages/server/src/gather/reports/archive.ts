import { setImmediate } from "node:timers/promises";
import { Unzip, UnzipInflate } from "fflate";
import { ReportError } from "./report.ts";

/** What an artifact may be, at most: above that it is refused as a whole, before it fills the memory. */
export interface ArchiveLimits {
  /** Bytes of one unpacked file. */
  readonly file: number;
  /** Bytes of all unpacked files. */
  readonly total: number;
  readonly files: number;
  /** How many times larger than packed it may get, once it is above a mebibyte. Reports of many equal lines come to 60. */
  readonly ratio: number;
}

export const ARCHIVE_LIMITS: ArchiveLimits = {
  file: 32 * 1024 * 1024,
  total: 96 * 1024 * 1024,
  files: 5_000,
  ratio: 250,
};

/** Packed bytes that are unpacked at once. They become at most 1,032 times as many, so this bounds a step of a bomb. */
const PIECE = 16 * 1024;

/**
 * Unpacks those files of a zip whose name fits, as UTF-8.
 * @throws ReportError where it is no zip, is damaged, or is larger than the limits
 */
export async function unpack(
  zip: Uint8Array,
  fits: (path: string) => boolean,
  limits: ArchiveLimits = ARCHIVE_LIMITS,
): Promise<readonly { readonly path: string; readonly text: string }[]> {
  if (zip.length < 22 || zip[0] !== 0x50 || zip[1] !== 0x4b) throw new ReportError("the artifact is no zip file");
  const files: { readonly path: string; readonly pieces: Uint8Array[]; done: boolean }[] = [];
  let entries = 0;
  let total = 0;
  let wrong: unknown = null;
  const unzip = new Unzip((entry) => {
    if (++entries > limits.files) throw new ReportError(`the artifact has more than ${limits.files} files`);
    if (!fits(entry.name) || entry.name.endsWith("/")) return;
    const file = { path: entry.name, pieces: [] as Uint8Array[], done: false };
    files.push(file);
    let size = 0;
    entry.ondata = (error, data, final) => {
      if (error !== null) {
        wrong ??= new ReportError(`${entry.name} in the artifact is damaged: ${error.message}`);
        return;
      }
      size += data.length;
      total += data.length;
      if (size > limits.file)
        throw new ReportError(`${entry.name} in the artifact unpacks to more than ${limits.file} bytes`);
      if (total > limits.total) throw new ReportError(`the artifact unpacks to more than ${limits.total} bytes`);
      if (total > 1024 * 1024 && total > zip.length * limits.ratio) {
        throw new ReportError(`the artifact unpacks to more than ${limits.ratio} times its size`);
      }
      file.pieces.push(data);
      file.done = final;
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < zip.length && wrong === null; at += PIECE) {
      unzip.push(zip.subarray(at, at + PIECE), at + PIECE >= zip.length);
      await setImmediate();
    }
  } catch (error) {
    if (error instanceof ReportError) throw error;
    throw new ReportError(`the artifact is damaged: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (wrong !== null) throw wrong;
  const decoder = new TextDecoder("utf-8");
  return files.map(({ path, pieces, done }) => {
    if (!done) throw new ReportError(`${path} in the artifact is cut short`);
    return { path, text: decoder.decode(Buffer.concat(pieces)) };
  });
}
