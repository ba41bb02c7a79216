import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** A file inside an npm package, also one that the package's `exports` do not name. */
export function packageFile(packageName: string, file: string): string {
  const require = createRequire(import.meta.url);
  for (const folder of require.resolve.paths(packageName) ?? []) {
    const path = join(folder, packageName, file);
    if (existsSync(path)) return path;
  }
  throw new Error(`${packageName} is not installed: run npm ci`);
}
