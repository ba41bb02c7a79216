import { z } from "zod";
import { RECORD_DAYS, readGateRecords } from "../views/gates.ts";
import { text } from "./parameters.ts";
import { type Route, route } from "./route.ts";

/** How gates do. */
export const GATE_ROUTES: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/v1/gates",
    id: "listGates",
    summary: "How each gate did in the last days, and what it holds now",
    description: "The changes that a gate holds: GET /api/v1/change-rows?gate=.",
    role: "viewer",
    query: z.object({ repository: text.optional().describe("owner/name; left out: all repositories") }),
    answer: { schema: "GateRecords" },
    handle: async ({ pool }, { query }) => ({
      days: RECORD_DAYS,
      items: await readGateRecords(pool, query.repository),
    }),
  }),
];
