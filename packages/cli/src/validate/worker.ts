// What a helping thread of `Crew` runs.
import { parentPort } from "node:worker_threads";
import { type Answer, type AnsweredFile, type Share, workOff } from "./share.ts";

/** Answers are sent in groups: each message costs both sides. */
const GROUP = 16;

parentPort?.on("message", (share: Share) => {
  let files: AnsweredFile[] = [];
  const send = (rests: boolean) => {
    parentPort?.postMessage({ run: share.run, files: JSON.stringify(files), rests } satisfies Answer);
    files = [];
  };
  workOff(share, (at, file) => {
    files.push([at, file]);
    if (files.length >= GROUP) send(false);
  });
  send(true);
});
