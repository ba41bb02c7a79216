import { createHash } from "node:crypto";

const STYLE = "body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }";

/** Names the style to a content security policy that allows no other inline style. */
export const START_PAGE_STYLE = `'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`;

/** What a person sees who opens the server's address. Without scripts, styles from elsewhere or anything secret. */
export const START_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Tollgate</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Tollgate</h1>
<p>This server reviews pull requests in four steps and sets their checks. Its dashboard was not
built here; the <code>tollgate changes</code> command and the API show everything.</p>
<ul>
<li><a href="/api/v1/openapi.json">The API</a>, described by OpenAPI; it needs a token
(<code>tollgate token create --role viewer --subject you</code>)</li>
<li><a href="/readyz">Whether it is ready</a>, and <a href="/metrics">its metrics</a></li>
<li>Webhooks go to <code>/webhooks/github</code></li>
</ul>
</main>
</body>
</html>
`;
