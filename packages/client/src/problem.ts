import { z } from "zod";

/** Why a request was not answered as asked: RFC 9457 problem details. */
export const problem = z.object({
  type: z.string().describe("urn:tollgate:problem:<kind>. Compare this, never the texts."),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().describe("What is wrong with this request."),
  remedy: z.string().describe("What to do about it."),
  requestId: z.string().describe("Under this id the server's log has more."),
  errors: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .optional()
    .describe("Single findings, each with the field it is about."),
});
export type Problem = z.infer<typeof problem>;
