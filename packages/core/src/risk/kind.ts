/** What sort of file a path names, told by the path alone. */
export type FileKind = "code" | "configuration" | "tests" | "docs" | "generated" | "lockfile";

const LOCKFILES = new Set([
  "package-lock.json",
  "npm-shrinkwrap.json",
  "yarn.lock",
  "pnpm-lock.yaml",
  "bun.lock",
  "bun.lockb",
  "deno.lock",
  "composer.lock",
  "gemfile.lock",
  "poetry.lock",
  "pipfile.lock",
  "uv.lock",
  "pdm.lock",
  "cargo.lock",
  "go.sum",
  "mix.lock",
  "pubspec.lock",
  "podfile.lock",
  "package.resolved",
  "packages.lock.json",
  "gradle.lockfile",
  "flake.lock",
  ".terraform.lock.hcl",
]);

const MANIFESTS = new Set([
  "package.json",
  "deno.json",
  "pyproject.toml",
  "setup.py",
  "pipfile",
  "cargo.toml",
  "go.mod",
  "gemfile",
  "pom.xml",
  "build.gradle",
  "build.gradle.kts",
  "libs.versions.toml",
  "composer.json",
  "packages.config",
  "directory.packages.props",
  "pubspec.yaml",
  "podfile",
  "package.swift",
  "mix.exs",
  "conanfile.txt",
  "vcpkg.json",
  ".gitmodules",
]);
const MANIFEST_NAME = /^requirements[\w.-]*\.(?:txt|in)$|\.(?:gemspec|csproj|fsproj|vbproj)$/;

const GENERATED_FOLDERS = new Set(["generated", "__generated__", "__snapshots__"]);
const GENERATED_NAME = /\.min\.(?:js|css)$|\.map$|\.snap$|\.pb\.go$|_pb2(?:_grpc)?\.pyi?$|\.g\.dart$|\.generated\.\w+$/;
/** Code of others, kept in the repository: its lines are nobody's here, and it comes in as a dependency does. */
const VENDOR_FOLDERS = new Set(["vendor", "third_party", "node_modules"]);

const TEST_FOLDERS = new Set(["test", "tests", "__tests__", "spec", "specs", "e2e", "testdata", "fixtures"]);
const TEST_NAME = /[._-](?:test|tests|spec)\.[^.]+$|^test_[^/]*\.py$|_test\.go$/;

const DOC_FOLDERS = new Set(["doc", "docs"]);
const DOC_NAME = /\.(?:md|mdx|rst|adoc|txt)$|^(?:license|notice|authors|changelog|readme)$/;

const CONFIGURATION_NAME =
  /^\.|\.(?:json|jsonc|json5|ya?ml|toml|ini|cfg|conf|properties|env|xml|config|editorconfig)$|^makefile$/;

/** What a path alone tells of a file. */
export interface FileNature {
  readonly kind: FileKind;
  /** Whether it decides which code of others is used: a manifest, a lockfile, a copy kept in the repository. */
  readonly bringsDependencies: boolean;
}

/** What a path tells of its file. Every path has a kind; upper and lower case do not differ. */
export function natureOf(path: string): FileNature {
  const folders = path.toLowerCase().split("/");
  const name = folders.pop() ?? "";
  const one = (kind: FileKind, bringsDependencies = false): FileNature => ({ kind, bringsDependencies });
  if (folders.some((folder) => TEST_FOLDERS.has(folder)) || TEST_NAME.test(name)) return one("tests");
  const vendored = folders.some((folder) => VENDOR_FOLDERS.has(folder));
  if (LOCKFILES.has(name)) return one("lockfile", true);
  const generated = vendored || folders.some((folder) => GENERATED_FOLDERS.has(folder)) || GENERATED_NAME.test(name);
  const manifest = MANIFESTS.has(name) || MANIFEST_NAME.test(name);
  if (generated) return one("generated", vendored || manifest);
  if (manifest) return one("configuration", true);
  if (folders.some((folder) => DOC_FOLDERS.has(folder)) || DOC_NAME.test(name)) return one("docs");
  return one(CONFIGURATION_NAME.test(name) ? "configuration" : "code");
}
