// A peer of the intake benchmark in a process of its own. Started by `peer-process.ts`.
import { createHmac, generateKeyPairSync, timingSafeEqual } from "node:crypto";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { createNodeMiddleware, createProbot } from "probot";
import { SECRET } from "./payloads.ts";

async function probot(): Promise<RequestListener> {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const app = createProbot({
    overrides: {
      appId: 1,
      privateKey: privateKey.export({ type: "pkcs1", format: "pem" }).toString(),
      secret: SECRET,
      logLevel: "fatal",
    },
  });
  const middleware = await createNodeMiddleware((on) => on.onAny(async () => {}), {
    probot: app,
    webhooksPath: "/api/github/webhooks",
  });
  return (request, response) => void middleware(request, response);
}

const bare: RequestListener = (request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const given = Buffer.from(String(request.headers["x-hub-signature-256"]));
    const own = Buffer.from(`sha256=${createHmac("sha256", SECRET).update(Buffer.concat(chunks)).digest("hex")}`);
    response.writeHead(given.length === own.length && timingSafeEqual(given, own) ? 202 : 401, { "content-length": 0 });
    response.end();
  });
};

const server = createServer(process.argv[2] === "probot" ? await probot() : bare);
server.listen(0, "127.0.0.1", () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
process.on("disconnect", () => process.exit(0));
