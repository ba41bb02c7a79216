import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** Compresses once at build time what the server would otherwise compress for every visitor. */
function compressed(): Plugin {
  let out = "";
  return {
    name: "compressed",
    apply: "build",
    configResolved(config) {
      out = resolve(config.root, config.build.outDir);
    },
    // Not `closeBundle`, which runs after a failed build as well and would hide its cause.
    writeBundle() {
      for (const file of readdirSync(out, { recursive: true, encoding: "utf8" })) {
        if (!/\.(js|css|html|svg)$/.test(file)) continue;
        const bytes = readFileSync(join(out, file));
        writeFileSync(join(out, `${file}.gz`), gzipSync(bytes, { level: 9 }));
        writeFileSync(join(out, `${file}.br`), brotliCompressSync(bytes));
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), compressed()],
  build: {
    target: "es2022",
    // Small files inlined as data: URLs could not be cached on their own, and fonts of that kind our policy refuses.
    assetsInlineLimit: 0,
    // What counts is what travels: a test holds the first load under 300 kB compressed.
    chunkSizeWarningLimit: 1_000,
    // Browsers that can run this build preload modules by themselves.
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8080" } },
});
