// Takes a job, says so, and never finishes it: for the test that kills it meanwhile.
import pino from "pino";
import { Jobs } from "../../src/worker/jobs.ts";

await Jobs.start(process.argv[2] ?? "", pino({ level: "silent" }), {
  reconcile: async () => {},
  retention: async () => {},
  "reconcile-repository": async ({ repository }) => {
    process.stdout.write(`${repository}\n`);
    await new Promise(() => {});
  },
});
