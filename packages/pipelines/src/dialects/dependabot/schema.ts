/**
 * What may stand in a `dependabot.yml`.
 * Source: https://docs.github.com/code-security/reference/supply-chain-security/dependabot-options-reference
 */
export type DependabotShape =
  | {
      readonly kind: "text";
      /** The only texts that are allowed. */
      readonly oneOf?: readonly string[];
      readonly pattern?: RegExp;
      /** What is allowed, for messages: "a time such as 09:30". */
      readonly what?: string;
    }
  | { readonly kind: "number"; readonly least: number }
  | { readonly kind: "boolean" }
  | { readonly kind: "list"; readonly items: DependabotShape; readonly orText?: string; readonly mayBeEmpty?: boolean }
  | {
      readonly kind: "mapping";
      readonly keys: Readonly<Record<string, DependabotShape>>;
      readonly required?: readonly string[];
      /** The values of keys that are names of the user's own. */
      readonly others?: DependabotShape;
    };

/** Package managers; some are newer than Enterprise Servers. */
export const ECOSYSTEMS: readonly string[] =
  "bazel bun bundler cargo composer conda deno devcontainers docker docker-compose dotnet-sdk elm gitsubmodule github-actions gomod gradle helm julia maven mix nix npm nuget opentofu pip pre-commit pub rust-toolchain sbt swift terraform uv vcpkg".split(
    " ",
  );

/** Words that people take for Dependabot's own. */
export const MISTAKEN_ECOSYSTEMS: Readonly<Record<string, string>> = {
  actions: "github-actions",
  dotnet: "nuget",
  go: "gomod",
  "go-modules": "gomod",
  hex: "mix",
  javascript: "npm",
  pipenv: "pip",
  pnpm: "npm",
  poetry: "pip",
  python: "pip",
  ruby: "bundler",
  rust: "cargo",
  yarn: "npm",
};

const INTERVALS: readonly string[] = ["daily", "weekly", "monthly", "quarterly", "semiannually", "yearly", "cron"];
const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const text: DependabotShape = { kind: "text" };
const texts: DependabotShape = { kind: "list", items: text };
const days: DependabotShape = { kind: "number", least: 0 };

const schedule: DependabotShape = {
  kind: "mapping",
  keys: {
    interval: { kind: "text", oneOf: INTERVALS },
    day: { kind: "text", oneOf: DAYS },
    time: { kind: "text", pattern: /^(?:[01]?\d|2[0-3]):[0-5]\d$/, what: "a time such as 09:30" },
    timezone: { kind: "text", pattern: /^[A-Za-z][\w+-]*(?:\/[\w+-]+)*$/, what: "a time zone such as Europe/Paris" },
    cronjob: text,
  },
  required: ["interval"],
};

const commitMessage: DependabotShape = {
  kind: "mapping",
  keys: { prefix: text, "prefix-development": text, include: { kind: "text", oneOf: ["scope"] } },
};

const group: DependabotShape = {
  kind: "mapping",
  keys: {
    "applies-to": { kind: "text", oneOf: ["version-updates", "security-updates"] },
    "dependency-type": { kind: "text", oneOf: ["development", "production"] },
    "group-by": { kind: "text", oneOf: ["dependency-name"] },
    patterns: texts,
    "exclude-patterns": texts,
    "update-types": { kind: "list", items: { kind: "text", oneOf: ["major", "minor", "patch"] } },
  },
};

const update: DependabotShape = {
  kind: "mapping",
  keys: {
    // Which ones there are is a question of its own: see the rule.
    "package-ecosystem": text,
    directory: text,
    directories: texts,
    schedule,
    allow: {
      kind: "list",
      items: {
        kind: "mapping",
        keys: {
          "dependency-name": text,
          "dependency-type": { kind: "text", oneOf: ["direct", "indirect", "all", "production", "development"] },
          "update-types": texts,
        },
      },
    },
    assignees: texts,
    "commit-message": commitMessage,
    cooldown: {
      kind: "mapping",
      keys: {
        "default-days": days,
        "semver-major-days": days,
        "semver-minor-days": days,
        "semver-patch-days": days,
        include: texts,
        exclude: texts,
      },
    },
    "exclude-paths": texts,
    groups: { kind: "mapping", keys: {}, others: group },
    ignore: {
      kind: "list",
      items: {
        kind: "mapping",
        keys: {
          "dependency-name": text,
          versions: { kind: "list", items: text, orText: "one range" },
          "update-types": {
            kind: "list",
            items: {
              kind: "text",
              oneOf: ["version-update:semver-major", "version-update:semver-minor", "version-update:semver-patch"],
            },
          },
        },
      },
    },
    "insecure-external-code-execution": { kind: "text", oneOf: ["allow", "deny"] },
    labels: { kind: "list", items: text, mayBeEmpty: true },
    milestone: { kind: "number", least: 1 },
    "multi-ecosystem-group": text,
    "open-pull-requests-limit": { kind: "number", least: 0 },
    patterns: texts,
    "pull-request-branch-name": {
      kind: "mapping",
      keys: {
        separator: { kind: "text", oneOf: ["-", "_", "/"] },
        prefix: text,
        "max-length": { kind: "number", least: 1 },
      },
    },
    "rebase-strategy": { kind: "text", oneOf: ["auto", "disabled"] },
    registries: { kind: "list", items: text, orText: '"*"' },
    // Gone, but still taken: CODEOWNERS names reviewers now.
    reviewers: texts,
    "target-branch": text,
    vendor: { kind: "boolean" },
    "versioning-strategy": {
      kind: "text",
      oneOf: ["auto", "increase", "increase-if-necessary", "lockfile-only", "widen"],
    },
  },
  required: ["package-ecosystem"],
};

const registry: DependabotShape = {
  kind: "mapping",
  keys: {
    type: {
      kind: "text",
      oneOf:
        "cargo-registry composer-repository docker-registry git goproxy-server helm-registry hex-organization hex-repository maven-repository npm-registry nuget-feed pub-repository python-index rubygems-server terraform-registry".split(
          " ",
        ),
    },
    ...Object.fromEntries(
      "url username password key token registry organization repo auth-key public-key-fingerprint tenant-id client-id jfrog-oidc-provider-name audience identity-mapping-name aws-region account-id role-name domain domain-owner namespace service-slug api-host"
        .split(" ")
        .map((name) => [name, text]),
    ),
    "replaces-base": { kind: "boolean" },
  },
  required: ["type"],
};

export const DEPENDABOT: DependabotShape = {
  kind: "mapping",
  keys: {
    version: { kind: "text", oneOf: ["2"] },
    "enable-beta-ecosystems": { kind: "boolean" },
    updates: { kind: "list", items: update },
    registries: { kind: "mapping", keys: {}, others: registry },
    "multi-ecosystem-groups": {
      kind: "mapping",
      keys: {},
      others: {
        kind: "mapping",
        keys: {
          schedule,
          assignees: texts,
          "commit-message": commitMessage,
          labels: { kind: "list", items: text, mayBeEmpty: true },
          milestone: { kind: "number", least: 1 },
          "open-pull-requests-limit": { kind: "number", least: 0 },
          "pull-request-branch-name": {
            kind: "mapping",
            keys: { separator: { kind: "text", oneOf: ["-", "_", "/"] } },
          },
          "target-branch": text,
        },
        required: ["schedule"],
      },
    },
  },
  required: ["version", "updates"],
};
