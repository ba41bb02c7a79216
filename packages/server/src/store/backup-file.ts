// The file format of a backup: frames in a gzip stream, then one line with the checksum of all bytes before it.
//
//   gzip( frame* ) "\ntollgate-backup sha256 <64 hex>\n"
//   frame = type (1 byte) + length (4 bytes, big-endian) + payload
//   types: H header (JSON) · T table begins (JSON) · D data of COPY · E table ends (JSON) · Z end
//
// The checksum covers the compressed bytes, so that a damaged file is refused before anything of it is interpreted.
// `gzip -dc` reads the file too, and warns about the last line.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createGunzip, createGzip } from "node:zlib";
import { fileError, StoreError } from "./errors.ts";

export type FrameType = "H" | "T" | "D" | "E" | "Z";

export interface Frame {
  readonly type: FrameType;
  readonly payload: Buffer;
}

const TRAILER = /^\ntollgate-backup sha256 ([0-9a-f]{64})\n$/;
const TRAILER_BYTES = "\ntollgate-backup sha256 \n".length + 64;
const trailer = (digest: string) => `\ntollgate-backup sha256 ${digest}\n`;
/** COPY delivers far smaller pieces; a greater length in a file is damage or malice. */
const LARGEST_FRAME = 1024 * 1024 * 1024;

/** A frame as bytes. */
export function frame(type: FrameType, payload: Buffer | string | object): Buffer[] {
  const bytes = Buffer.isBuffer(payload)
    ? payload
    : Buffer.from(typeof payload === "string" ? payload : JSON.stringify(payload));
  const head = Buffer.alloc(5);
  head.write(type, 0, "latin1");
  head.writeUInt32BE(bytes.length, 1);
  return [head, bytes];
}

/**
 * Writes frames to a file that appears under its name only when it is whole and on disk. Mode 0600: it holds tokens'
 * digests and whatever people wrote.
 * @throws StoreError when the file cannot be written
 */
export async function writeFrames(file: string, frames: AsyncIterable<Buffer>): Promise<void> {
  const draft = `${file}.${process.pid}.part`;
  let handle: FileHandle | undefined;
  try {
    handle = await open(draft, "wx", 0o600).catch((error: unknown) => {
      throw fileError(error, `Cannot write the backup ${file}`);
    });
    const target = handle;
    const hash = createHash("sha256");
    await pipeline(frames, createGzip({ level: constants.Z_BEST_SPEED }), async (compressed: AsyncIterable<Buffer>) => {
      for await (const piece of compressed) {
        hash.update(piece);
        await writeAll(target, piece, file);
      }
    });
    await writeAll(target, Buffer.from(trailer(hash.digest("hex"))), file);
    await handle.sync();
    await handle.close();
    handle = undefined;
    await rename(draft, file);
    await syncDirectory(dirname(file));
  } catch (error) {
    await handle?.close();
    await rm(draft, { force: true });
    throw error;
  }
}

async function writeAll(handle: FileHandle, bytes: Buffer, file: string): Promise<void> {
  try {
    await handle.appendFile(bytes);
  } catch (error) {
    throw fileError(error, `Cannot write the backup ${file}`);
  }
}

/** Without this the rename itself may be lost with the power. */
async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(directory === "" ? "." : directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Checks the whole file against its checksum.
 * @returns the number of compressed bytes, for `readFrames`
 * @throws StoreError when it is missing, no backup, cut short or damaged
 */
export async function verifyFile(file: string): Promise<number> {
  let size: number;
  try {
    size = (await stat(file)).size;
  } catch (error) {
    throw new StoreError("config", `There is no backup ${file}`, "Name a file that `tollgate backup` wrote.", {
      cause: error,
    });
  }
  const length = size - TRAILER_BYTES;
  if (length <= 0) throw damaged(file, "it is too short");
  const last = await text(createReadStream(file, { start: length }));
  const wanted = TRAILER.exec(last)?.[1];
  if (wanted === undefined) throw damaged(file, "it does not end as a backup does; was it cut short?");
  const hash = createHash("sha256");
  for await (const piece of createReadStream(file, { end: length - 1 })) hash.update(piece as Buffer);
  if (hash.digest("hex") !== wanted) throw damaged(file, "its checksum differs");
  return length;
}

export function damaged(file: string, why: string): StoreError {
  return new StoreError("config", `${file} cannot be restored: ${why}`, "Use another backup.");
}

async function text(stream: Readable): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString("latin1");
}

/** The frames of a file that `verifyFile` accepted, one at a time. */
export async function* readFrames(file: string, length: number): AsyncGenerator<Frame, void, void> {
  const source = createReadStream(file, { end: length - 1 });
  const plain = createGunzip();
  // An error of the source must reach whoever reads the frames.
  source.on("error", (error) => plain.destroy(error));
  source.pipe(plain);
  let pending: Buffer = Buffer.alloc(0);
  try {
    for await (const piece of plain) {
      pending = pending.length === 0 ? (piece as Buffer) : Buffer.concat([pending, piece as Buffer]);
      let at = 0;
      while (pending.length - at >= 5) {
        const size = pending.readUInt32BE(at + 1);
        if (size > LARGEST_FRAME) throw damaged(file, "a part of it is impossibly large");
        if (pending.length - at - 5 < size) break;
        const type = pending.toString("latin1", at, at + 1) as FrameType;
        yield { type, payload: pending.subarray(at + 5, at + 5 + size) };
        at += 5 + size;
      }
      pending = pending.subarray(at);
    }
    if (pending.length > 0) throw damaged(file, "its last part is cut short");
  } finally {
    source.destroy();
    plain.destroy();
  }
}
