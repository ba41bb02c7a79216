import { ACTIONS } from "../../migrate/steps.ts";

/** How a version is asked for, and how well that is the one of Travis. */
export interface Version {
  readonly text: string;
  /** Why it is not quite the same. */
  readonly weaker?: string;
  /** Why it may not be there at all. */
  readonly unknown?: string;
}

/** What Travis does for a language by itself. */
export interface Language {
  /** The keys with its versions, each with the input of the action that takes it. */
  readonly versions: Readonly<Record<string, { readonly input: string; readonly variable: string }>>;
  readonly action?: string;
  /** Inputs that are always given. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** How a version of Travis is written for the action. */
  readonly version?: (key: string, text: string) => Version;
  /** What is run where `install` or `script` is absent; `$ARGS` are `bundler_args` and the like. */
  readonly install?: string;
  readonly script?: string;
}

const same = (_key: string, text: string): Version => ({ text });

const NODE: Language = {
  versions: { node_js: { input: "node-version", variable: "TRAVIS_NODE_VERSION" } },
  action: ACTIONS.setupNode,
  version: (_key, text) => {
    if (text === "node" || text === "stable") return { text: "node" };
    if (/^iojs/.test(text)) return { text, unknown: "io.js is not offered by the action." };
    return { text: text.replace(/^v/, "") };
  },
  install:
    "if [ -f yarn.lock ]; then yarn --frozen-lockfile; elif [ -f package-lock.json ]; then npm ci; else npm install; fi",
  script: "if [ -f package.json ]; then npm test; else make test; fi",
};

const JAVA_INSTALL =
  "if [ -f gradlew ]; then ./gradlew assemble; elif [ -f build.gradle ]; then gradle assemble; " +
  "elif [ -f mvnw ]; then ./mvnw install -DskipTests=true -Dmaven.javadoc.skip=true -B -V; " +
  "elif [ -f pom.xml ]; then mvn install -DskipTests=true -Dmaven.javadoc.skip=true -B -V; fi";
const JAVA_SCRIPT =
  "if [ -f gradlew ]; then ./gradlew check; elif [ -f build.gradle ]; then gradle check; " +
  "elif [ -f mvnw ]; then ./mvnw test -B; elif [ -f pom.xml ]; then mvn test -B; else ant test; fi";

function javaVersion(_key: string, text: string): Version {
  const number = /(\d+)/.exec(text)?.[1];
  if (number === undefined) return { text: "21", weaker: `Instead of ${text} the newest long-term release is used.` };
  if (/^openjdk/.test(text) && Number(number) >= 8) return { text: number };
  return { text: number, weaker: `${text} comes from another distribution.` };
}

const JAVA: Language = {
  versions: { jdk: { input: "java-version", variable: "TRAVIS_JDK_VERSION" } },
  action: ACTIONS.setupJava,
  inputs: { distribution: "zulu" },
  version: javaVersion,
  install: JAVA_INSTALL,
  script: JAVA_SCRIPT,
};

const C: Language = { versions: {}, script: "./configure && make && make test" };

/** Languages of Travis; those without an own environment have no action. */
export const LANGUAGES: Readonly<Record<string, Language>> = {
  generic: { versions: {} },
  minimal: { versions: {} },
  shell: { versions: {} },
  bash: { versions: {} },
  sh: { versions: {} },
  c: C,
  cpp: C,
  "c++": C,
  node_js: NODE,
  javascript: NODE,
  nodejs: NODE,
  python: {
    versions: { python: { input: "python-version", variable: "TRAVIS_PYTHON_VERSION" } },
    action: ACTIONS.setupPython,
    version: (_key, text) => {
      if (text === "nightly") return { text: "3.x-dev", weaker: "The nightly build is the newest pre-release." };
      if (/^pypy/.test(text)) {
        const version = /^pypy(\d(?:\.\d+)?)/.exec(text)?.[1] ?? "2.7";
        return {
          text: `pypy${version.includes(".") ? version : version === "3" ? "3.10" : "2.7"}`,
          weaker: `${text} is asked for as the nearest PyPy.`,
        };
      }
      if (/^(2\.|3\.[0-6](\D|$))/.test(text))
        return { text, unknown: `The action may have no build of ${text} for today's runners.` };
      return { text };
    },
    install: "if [ -f requirements.txt ]; then pip install -r requirements.txt; fi",
  },
  ruby: {
    versions: {
      rvm: { input: "ruby-version", variable: "TRAVIS_RUBY_VERSION" },
      ruby: { input: "ruby-version", variable: "TRAVIS_RUBY_VERSION" },
    },
    action: ACTIONS.setupRuby,
    version: (_key, text) => {
      if (/head$/.test(text)) return { text: text.replace(/^ruby-/, "") };
      if (/^rbx|^rubinius|^ree|1[89]mode|^1\.8/.test(text)) return { text, unknown: `The action has no ${text}.` };
      return { text };
    },
    install: "if [ -f Gemfile ]; then bundle install --jobs=3 --retry=3 $ARGS; fi",
    script: "if [ -f Gemfile ]; then bundle exec rake; else rake; fi",
  },
  go: {
    versions: { go: { input: "go-version", variable: "TRAVIS_GO_VERSION" } },
    action: ACTIONS.setupGo,
    version: (_key, text) => {
      if (text === "tip" || text === "master")
        return { text: "stable", weaker: "Go's development tip is not offered; the newest release is used." };
      return { text: text.replace(/^go/, "") };
    },
    install: "if [ ! -f go.mod ] && [ ! -f Makefile ]; then go get -t -v ./...; fi",
    script: "if [ -f Makefile ]; then make; else go test -v ./...; fi",
  },
  rust: {
    versions: { rust: { input: "toolchain", variable: "TRAVIS_RUST_VERSION" } },
    action: ACTIONS.rustToolchain,
    version: same,
    script: "cargo build --verbose\ncargo test --verbose",
  },
  java: JAVA,
  groovy: JAVA,
  kotlin: JAVA,
  android: {
    ...JAVA,
    install: "",
    script: "if [ -f gradlew ]; then ./gradlew build connectedCheck; else ant debug install test; fi",
  },
  scala: { ...JAVA, install: "", script: "sbt test" },
  clojure: { ...JAVA, install: "lein deps", script: "lein test" },
  php: {
    versions: { php: { input: "php-version", variable: "TRAVIS_PHP_VERSION" } },
    action: ACTIONS.setupPhp,
    version: (_key, text) => {
      if (/^hhvm/.test(text)) return { text, unknown: "HHVM is not offered by the action." };
      if (/^(nightly|master|\d+snapshot)/.test(text)) return { text: "nightly" };
      return { text };
    },
    script: "phpunit",
  },
  elixir: {
    versions: {
      elixir: { input: "elixir-version", variable: "TRAVIS_ELIXIR_VERSION" },
      otp_release: { input: "otp-version", variable: "TRAVIS_OTP_RELEASE" },
    },
    action: ACTIONS.setupBeam,
    version: same,
    install: "mix local.rebar --force\nmix local.hex --force\nmix deps.get",
    script: "mix test",
  },
  erlang: {
    versions: { otp_release: { input: "otp-version", variable: "TRAVIS_OTP_RELEASE" } },
    action: ACTIONS.setupBeam,
    version: same,
    install: "if [ -f rebar.config ]; then rebar get-deps; fi",
    script: "if [ -f rebar.config ]; then rebar compile && rebar skip_deps=true eunit; else make test; fi",
  },
  perl: {
    versions: { perl: { input: "perl-version", variable: "TRAVIS_PERL_VERSION" } },
    action: ACTIONS.setupPerl,
    version: same,
    install: "cpanm --quiet --installdeps --notest .",
    script:
      "if [ -f Build.PL ]; then perl Build.PL && ./Build && ./Build test; elif [ -f Makefile.PL ]; then perl Makefile.PL && make test; else make test; fi",
  },
  haskell: {
    versions: { ghc: { input: "ghc-version", variable: "TRAVIS_HASKELL_VERSION" } },
    action: ACTIONS.setupHaskell,
    version: same,
    install: "cabal update\ncabal build --only-dependencies --enable-tests",
    script: "cabal build --enable-tests && cabal test",
  },
  csharp: {
    versions: { dotnet: { input: "dotnet-version", variable: "TRAVIS_DOTNET_VERSION" } },
    action: ACTIONS.setupDotnet,
    version: same,
    install: "",
  },
  "objective-c": { versions: {}, install: "if [ -f Podfile ]; then pod install; fi" },
  swift: { versions: {}, install: "if [ -f Podfile ]; then pod install; fi" },
};

/** Every key that holds versions of a language. */
export const VERSION_KEYS: ReadonlySet<string> = new Set(
  Object.values(LANGUAGES).flatMap((language) => Object.keys(language.versions)),
);
