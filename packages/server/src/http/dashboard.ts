import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { START_PAGE } from "./start-page.ts";

/** Where `npm run build` puts the dashboard in a checkout. */
export const DASHBOARD_DIR = join(import.meta.dirname, "../../../../apps/dashboard/dist");

/** The addresses that the dashboard draws itself. Every other one stays an honest 404. */
const PAGES = [
  "/",
  "/changes",
  "/changes/:provider/:owner/:name/:number",
  "/repositories",
  "/repositories/:provider/:owner/:name",
  "/gates",
  "/system",
  "/session/:code",
] as const;

/** Files beside the page whose names stay the same from build to build. */
const FILES = ["color-scheme.js", "favicon.svg"] as const;

/** Serves the built dashboard; without one, the start page alone. Compressed files beside the plain ones are used. */
export async function registerDashboard(app: FastifyInstance, directory: string | undefined): Promise<void> {
  if (directory === undefined || !existsSync(join(directory, "index.html"))) {
    app.get("/", async (_request, reply) => reply.type("text/html; charset=utf-8").send(START_PAGE));
    return;
  }
  await app.register(fastifyStatic, {
    root: join(directory, "assets"),
    prefix: "/assets/",
    preCompressed: true,
    index: false,
    // Their names hold a digest of their contents.
    immutable: true,
    maxAge: "365d",
  });
  // The rest is asked for by name, and looked at each time whether it is still the same.
  const fresh = { maxAge: 0, immutable: false };
  for (const file of FILES) app.get(`/${file}`, (_request, reply) => reply.sendFile(file, directory, fresh));
  for (const page of PAGES) app.get(page, (_request, reply) => reply.sendFile("index.html", directory, fresh));
}
