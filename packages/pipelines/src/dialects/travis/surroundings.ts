import { expression, literal, map, type OutMap } from "../../migrate/output.ts";
import { ACTIONS, runStep, script, usesStep } from "../../migrate/steps.ts";
import { equal, type Translation, weaker, whole } from "../../migrate/translation.ts";
import { type Entry, entry, isFalse, isTrue, items, own, textAt, texts, type Value } from "../../migrate/values.ts";

/** A server as a container beside the job. */
interface Server {
  readonly image: string;
  readonly port: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The command that tells whether it takes requests: on Travis it does so before the first command. */
  readonly health?: string;
  /** What its clients need to find it: on Travis they came by a socket. */
  readonly client?: readonly [string, string];
}

const REDIS: Server = { image: "redis:7", port: "6379:6379", health: "redis-cli ping" };
const POSTGRES: Server = {
  image: "postgres:16",
  port: "5432:5432",
  env: { POSTGRES_HOST_AUTH_METHOD: "trust" },
  health: "pg_isready",
  client: ["PGHOST", "localhost"],
};
const MYSQL: Server = {
  image: "mysql:8",
  port: "3306:3306",
  env: { MYSQL_ALLOW_EMPTY_PASSWORD: "yes" },
  health: "mysqladmin ping",
  client: ["MYSQL_HOST", "127.0.0.1"],
};

const SERVERS: Readonly<Record<string, Server>> = {
  redis: REDIS,
  "redis-server": REDIS,
  memcached: { image: "memcached:1", port: "11211:11211" },
  mongodb: { image: "mongo:7", port: "27017:27017" },
  rabbitmq: { image: "rabbitmq:3", port: "5672:5672" },
  elasticsearch: { image: "elasticsearch:7.17.28", port: "9200:9200", env: { "discovery.type": "single-node" } },
  cassandra: { image: "cassandra:4", port: "9042:9042" },
  couchdb: { image: "couchdb:3", port: "5984:5984" },
  neo4j: { image: "neo4j:5", port: "7474:7474" },
  influxdb: { image: "influxdb:1.8", port: "8086:8086" },
  mysql: MYSQL,
  mariadb: {
    ...MYSQL,
    image: "mariadb:10",
    env: { MARIADB_ALLOW_EMPTY_ROOT_PASSWORD: "yes" },
    health: "healthcheck.sh --connect",
  },
  postgresql: POSTGRES,
  postgres: POSTGRES,
};

/** A service as a container beside the job. */
function service({ workflow }: Translation, job: OutMap, name: string, version?: string): OutMap | undefined {
  const known = SERVERS[name];
  if (known === undefined) return undefined;
  const image = version === undefined ? known.image : `${known.image.split(":")[0]}:${version}`;
  const made = map({ image: literal(image) });
  if (known.env !== undefined)
    made.set("env", map(Object.fromEntries(Object.entries(known.env).map(([key, value]) => [key, literal(value)]))));
  made.list("ports").add(literal(known.port));
  if (known.health !== undefined)
    made.set("options", literal(`--health-cmd "${known.health}" --health-interval 5s --health-retries 20`));
  const global = workflow.get("env");
  const [variable, host] = known.client ?? [];
  if (variable !== undefined && host !== undefined && !(global?.kind === "map" && global.get(variable) !== undefined)) {
    const env = job.map("env");
    if (env.get(variable) === undefined) env.set(variable, literal(host));
  }
  const id = name.replace("-server", "");
  const before = job.map("services").get(id);
  made.carries(...(before?.claims ?? []));
  job.map("services").set(id, made);
  return made;
}

/** GitHub's containers are for Linux. */
const LINUX_ONLY = "GitHub runs containers beside a job on Linux only: start it by a command.";

/**
 * `services`: containers, or what the runner has anyway.
 * @param systems those that the job runs on, as `runner.os` has them
 * @returns the steps that some of them need
 */
export function services(
  translation: Translation,
  job: OutMap,
  held: Entry | undefined,
  systems: ReadonlySet<string>,
): OutMap[] {
  const steps: OutMap[] = [];
  if (held === undefined) return steps;
  for (const name of items(held.value)) {
    const text = name.kind === "text" ? name.text : "";
    if (text === "docker") job.get("runs-on")?.carries(equal("travis/service-docker", undefined, held, name));
    else if (text === "xvfb" && !systems.has("Linux"))
      job.get("runs-on")?.carries(equal("travis/addon-unused", undefined, held, name));
    else if (text === "xvfb")
      steps.push(isLinux(systems) ? xvfb(held, name) : xvfb(held, name).set("if", expression("runner.os == 'Linux'")));
    else if (SERVERS[text] !== undefined && !isLinux(systems))
      steps.push(translation.placeholder("unknown", "travis/service", LINUX_ONLY, name));
    else {
      const made = service(translation, job, text);
      const reason = "It runs as a container; version and users are those of the image.";
      if (made !== undefined) made.carries(weaker("travis/service", reason, undefined, held, name));
      else steps.push(translation.placeholder("unknown", "travis/service", "This service is not known.", name));
    }
  }
  job.map("services").carries(equal("travis/service", undefined, held));
  if (job.map("services").entries.length === 0) {
    job.entries.splice(
      job.entries.findIndex(([key]) => key === "services"),
      1,
    );
    job.carries(equal("travis/service", undefined, held));
  }
  return steps;
}

function isLinux(systems: ReadonlySet<string>): boolean {
  return [...systems].every((system) => system === "Linux");
}

function xvfb(held: Entry, name: Value): OutMap {
  const step = runStep(
    "Start Xvfb",
    'Xvfb :99 -screen 0 1280x1024x24 > /dev/null 2>&1 &\necho "DISPLAY=:99.0" >> "$GITHUB_ENV"\n',
  );
  script(step).carries(equal("travis/service-xvfb", "Xvfb", held, name));
  return step;
}

/** The systems whose packages an addon installs; Travis passes over it on others. */
const SYSTEMS: Readonly<Record<string, "Linux" | "macOS">> = {
  apt: "Linux",
  apt_packages: "Linux",
  snaps: "Linux",
  homebrew: "macOS",
};

/**
 * `addons`: packages are installed, databases run as containers; services of others need a person.
 * @param systems those that the job runs on, as `runner.os` has them
 * @returns steps before the commands of the job, and those after all others
 */
export function addons(
  translation: Translation,
  job: OutMap,
  held: Entry | undefined,
  systems: ReadonlySet<string>,
): { before: OutMap[]; after: OutMap[] } {
  const steps: OutMap[] = [];
  const after: OutMap[] = [];
  const made = { before: steps, after };
  if (held === undefined) return made;
  if (held.value.kind !== "map") {
    steps.push(translation.placeholder("unknown", "travis/addon", "It is no mapping.", held));
    return made;
  }
  job.carries(equal("travis/addons", undefined, held));
  for (const addon of held.value.entries) {
    const { key } = addon;
    const system = SYSTEMS[key];
    if (system !== undefined && !systems.has(system)) {
      job.get("runs-on")?.carries(whole(equal("travis/addon-unused", undefined), addon));
    } else if (system !== undefined) {
      const installs = key.startsWith("apt") ? apt(translation, addon) : packages(translation, addon);
      if (systems.size > 1) for (const step of installs) step.set("if", expression(`runner.os == '${system}'`));
      steps.push(...installs);
    } else if ((key === "chrome" || key === "firefox") && addon.value.kind === "text") {
      const reason = "The runner's image has one version of this browser.";
      job
        .get("runs-on")
        ?.carries(
          addon.value.text === "stable" || addon.value.text === "latest"
            ? equal("travis/browser", undefined, addon, addon.value)
            : weaker("travis/browser", reason, undefined, addon, addon.value),
        );
    } else if (SERVERS[key] !== undefined && !isLinux(systems)) {
      steps.push(translation.placeholder("unknown", "travis/addon-database", LINUX_ONLY, addon));
    } else if (SERVERS[key] !== undefined && addon.value.kind === "text") {
      const made = service(translation, job, key, addon.value.text);
      const reason = "It runs as a container; its users are those of the image.";
      made?.carries(weaker("travis/addon-database", reason, undefined, addon));
      made?.get("image")?.carries(weaker("travis/addon-database", reason, addon.value.text, addon.value));
    } else if (key === "hosts") {
      const names = texts(addon.value);
      const step = runStep(
        "Set host names",
        names.map(({ text }) => `echo "127.0.0.1 ${text}" | sudo tee -a /etc/hosts`).join("\n"),
      );
      script(step).carries(
        equal("travis/hosts", undefined, addon),
        ...names.map((name) => equal("travis/hosts", name.text, name)),
      );
      steps.push(step);
    } else if (key === "ssh_known_hosts") {
      const names = texts(addon.value);
      const step = runStep(
        "Know SSH hosts",
        ["mkdir -p ~/.ssh", ...names.map(({ text }) => `ssh-keyscan ${text} >> ~/.ssh/known_hosts`)].join("\n"),
      );
      script(step).carries(
        equal("travis/known-hosts", undefined, addon),
        ...names.map((name) => equal("travis/known-hosts", name.text, name)),
      );
      steps.push(step);
    } else if (key === "artifacts") after.push(artifacts(translation, addon));
    else
      steps.push(
        translation.placeholder("lost", "travis/addon", "It needs a service or an action that you choose.", addon),
      );
  }
  return made;
}

function apt(translation: Translation, held: Entry): OutMap[] {
  const steps: OutMap[] = [];
  const value = held.value;
  const packagesHeld = held.key === "apt_packages" || value.kind !== "map" ? held : entry(value, "packages");
  const sources = entry(value, "sources");
  const update = entry(value, "update");
  const config = entry(value, "config");
  const retries = entry(config?.value, "retries");
  const lines: string[] = [];
  const names = texts(packagesHeld?.value);
  const claims = [equal("travis/apt", undefined, held, packagesHeld)];
  for (const source of items(sources?.value)) {
    const line = textAt(source, "sourceline") ?? (source.kind === "text" ? source : undefined);
    if (line !== undefined && line !== source) {
      const key = textAt(source, "key_url");
      if (key !== undefined) lines.push(`curl -sSL "${key.text}" | sudo apt-key add -`);
      lines.push(`sudo add-apt-repository -y ${shellQuoted(line.text)}`);
      claims.push(whole(equal("travis/apt-source", line.text, line), source));
    } else if (line !== undefined && line.text === "ubuntu-toolchain-r-test") {
      lines.push("sudo add-apt-repository -y ppa:ubuntu-toolchain-r/test");
      claims.push(equal("travis/apt-source", "ppa:ubuntu-toolchain-r/test", line));
    } else if (line !== undefined && /^llvm-toolchain-/.test(line.text)) {
      const version = /-(\d+)(\.\d+)?$/.exec(line.text)?.[1];
      const name = `llvm-toolchain-$(lsb_release -cs)${version === undefined ? "" : `-${version}`}`;
      lines.push(`sudo add-apt-repository -y "deb http://apt.llvm.org/$(lsb_release -cs)/ ${name} main"`);
      claims.push(weaker("travis/apt-source", "The packages are those for today's Ubuntu.", "llvm-toolchain", line));
    } else {
      steps.push(
        translation.placeholder("unknown", "travis/apt-source", "Travis's alias of this source is not known.", source),
      );
    }
  }
  lines.push(`sudo apt-get update${retries !== undefined && isTrue(retries.value) ? " -o Acquire::Retries=3" : ""}`);
  const cells = names.map(({ text }) => text);
  if (cells.length > 0)
    lines.push(["sudo apt-get install -yq --no-install-suggests --no-install-recommends", ...cells].join(" \\\n  "));
  const step = runStep("Install packages", `${lines.join("\n")}\n`);
  claims.push(...names.map((name) => equal("travis/apt-package", name.text, name)));
  if (sources !== undefined) claims.push(equal("travis/apt-source", undefined, sources));
  if (update !== undefined) claims.push(equal("travis/apt-update", "apt-get update", update, update.value));
  if (retries !== undefined) claims.push(equal("travis/apt-retries", "apt-get update", config, retries, retries.value));
  script(step).carries(...claims);
  steps.push(step);
  const known = new Set([packagesHeld, sources, update, retries === undefined ? undefined : config]);
  for (const other of value.kind === "map" ? value.entries : []) {
    if (!known.has(other))
      steps.push(translation.placeholder("unknown", "travis/apt", "This setting is not known.", other));
  }
  return steps;
}

function packages(translation: Translation, held: Entry): OutMap[] {
  const brew = held.key === "homebrew";
  const inner = brew && held.value.kind === "map" ? entry(held.value, "packages") : held;
  const names = texts(inner?.value);
  const others =
    brew && held.value.kind === "map"
      ? held.value.entries.filter((other) => other !== inner && other.key !== "update")
      : [];
  const update = entry(held.value, "update");
  const steps = others.map((other) =>
    translation.placeholder("unknown", "travis/packages", "This setting is not known.", other),
  );
  const lines = [...(brew && update !== undefined && isTrue(update.value) ? ["brew update"] : [])];
  const command = brew ? "brew install" : "sudo snap install";
  if (names.length > 0) lines.push([command, ...names.map(({ text }) => text)].join(" "));
  const step = runStep(brew ? "Install packages with Homebrew" : "Install snaps", lines.join("\n") || "true");
  script(step).carries(
    equal("travis/packages", undefined, held, inner, update, update?.value),
    ...names.map((name) => equal("travis/packages", name.text, name)),
  );
  return [...steps, step];
}

function artifacts(translation: Translation, held: Entry): OutMap {
  const paths = entry(held.value, "paths");
  const names = texts(paths?.value);
  if (names.length === 0)
    return translation.placeholder("lost", "travis/artifacts", "It uploads to a bucket of yours.", held);
  const reason = "It is kept by GitHub, and no longer in a bucket of yours.";
  const path = literal(names.map(({ text }) => text.replace(/^\.\//, "")).join("\n"));
  path.carries(
    weaker("travis/artifacts", reason, undefined, held, paths),
    ...names.map((name) => weaker("travis/artifacts", reason, name.text.replace(/^\.\//, ""), name)),
  );
  const others = held.value.kind === "map" ? held.value.entries.filter((other) => other !== paths) : [];
  for (const other of others) translation.lost("travis/artifacts", "The bucket is no longer used.", other);
  return usesStep(ACTIONS.uploadArtifact, { path }, "Upload artifacts").set("if", expression("always()"));
}

const CACHED: Readonly<Record<string, readonly string[]>> = {
  npm: ["~/.npm"],
  yarn: ["~/.cache/yarn"],
  pip: ["~/.cache/pip"],
  bundler: ["vendor/bundle"],
  cargo: ["~/.cargo", "target"],
  cocoapods: ["Pods"],
  ccache: ["~/.ccache"],
  gradle: ["~/.gradle/caches"],
  maven: ["~/.m2"],
  packages: ["~/R/Library"],
};

/** `cache`: one that grows with each run, as that of Travis does. */
export function cache(translation: Translation, job: OutMap, held: Entry | undefined): OutMap[] {
  if (held === undefined) return [];
  const off = (source: Value) => equal("travis/no-cache", undefined, held, source);
  if (isFalse(held.value)) {
    job.list("steps").carries(off(held.value));
    return [];
  }
  const paths: { text: string; sources: readonly (Entry | Value)[]; directory: boolean }[] = [];
  const take = (value: Value, via: readonly Entry[]) => {
    if (value.kind === "text") {
      for (const text of CACHED[value.text] ?? []) paths.push({ text, sources: [...via, value], directory: false });
      if (CACHED[value.text] === undefined)
        translation.lost("travis/cache", "This kind of cache is not known.", via.at(-1) ?? value);
    } else if (value.kind === "list") for (const item of value.items) take(item, via);
    else {
      for (const inner of value.entries) {
        if (inner.key === "directories") {
          const names = texts(inner.value);
          for (const name of names)
            paths.push({
              text: name.text.replace(/^\$\{?HOME\}?/, "~"),
              sources: [...via, inner, name],
              directory: true,
            });
        } else if (inner.key === "timeout")
          translation.lost("travis/cache-timeout", "GitHub has a limit of its own.", inner);
        else if (isFalse(inner.value))
          job.list("steps").carries(equal("travis/no-cache", undefined, ...via, inner, inner.value));
        else if (CACHED[inner.key] !== undefined && inner.value.kind === "text") {
          for (const text of CACHED[inner.key] ?? [])
            paths.push({ text, sources: [...via, inner, inner.value], directory: false });
        } else translation.lost("travis/cache", "This kind of cache is not known.", inner);
      }
    }
  };
  take(held.value, [held]);
  job
    .list("steps")
    .carries(...(own(held).length > 0 && paths.length === 0 ? [equal("travis/no-cache", undefined, held)] : []));
  if (paths.length === 0) return [];
  const path = literal(paths.map(({ text }) => text).join("\n"));
  path.carries(
    ...paths.map(({ text, sources, directory }) =>
      equal(directory ? "travis/cache-directory" : "travis/cache", text, ...sources),
    ),
  );
  const prefix = "${{ runner.os }}-${{ github.job }}-${{ strategy.job-index }}-";
  return [
    usesStep(ACTIONS.cache, {
      path,
      key: expression(`${prefix}\${{ github.run_id }}`),
      "restore-keys": expression(prefix),
    }),
  ];
}

/** The step that gets the code: Travis takes 50 commits, and submodules with them. */
export function checkout(translation: Translation, held: Entry | undefined): { step: OutMap; more: OutMap[] } {
  const depth = entry(held?.value, "depth");
  const submodules = entry(held?.value, "submodules");
  const more: OutMap[] = [];
  const number = depth?.value.kind === "text" ? (isFalse(depth.value) ? 0 : Number(depth.value.text)) : 50;
  const fetch = expression(Number.isInteger(number) ? number : 50).carries(
    equal("travis/git-depth", undefined, depth, depth?.value),
  );
  const without = submodules !== undefined && isFalse(submodules.value);
  const modules = expression(without ? false : "recursive").carries(
    equal("travis/git-submodules", undefined, submodules, submodules?.value),
  );
  const step = usesStep(ACTIONS.checkout, { "fetch-depth": fetch, submodules: modules });
  step.carries(held === undefined ? undefined : equal("travis/git", undefined, held));
  for (const other of held?.value.kind === "map" ? held.value.entries : []) {
    if (other === depth || other === submodules) continue;
    if (other.key === "quiet" || other.key === "autocrlf" || other.key === "strategy") {
      translation.lost("travis/git", "The checkout has no such setting.", other);
    } else if (other.key === "lfs_skip_smudge") {
      const lfs = expression(!isTrue(other.value));
      step.map("with").set("lfs", lfs.carries(equal("travis/git-lfs", undefined, other, other.value)));
    } else more.push(translation.placeholder("unknown", "travis/git", "The checkout has no such setting.", other));
  }
  return { step, more };
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
