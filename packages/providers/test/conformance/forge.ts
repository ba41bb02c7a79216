import type { Outcome } from "@tollgate/core/vocabulary/outcome";
import {
  type ChangeRef,
  type ContextValue,
  type Forge,
  ForgeError,
  type RepositoryName,
} from "@tollgate/providers/forge";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

/** What the suite needs of a forge that it can command: the real one, or one on this machine. */
export interface ForgeWorld {
  readonly forge: Forge;
  /** A repository with a protected branch `main`, an unprotected one `loose`, and somebody named `ada` who may push. */
  readonly repository: RepositoryName;
  openChange(options?: { base?: string; title?: string; headSha?: string }): Promise<ChangeRef & { headSha: string }>;
  closeChange(change: ChangeRef): Promise<void>;
  push(change: ChangeRef): Promise<{ headSha: string }>;
  approve(change: ChangeRef, by: string): Promise<{ id: string }>;
  dismiss(reviewId: string): Promise<void>;
  comment(change: ChangeRef, by: string, body: string): Promise<void>;
  commentsOf(change: ChangeRef): Promise<readonly { readonly body: string; readonly ours: boolean }[]>;
  deleteOurComment(change: ChangeRef): Promise<void>;
  writeFile(branch: string, path: string, text: string): Promise<{ sha: string }>;
  /** The states of contexts as the forge's own protection sees them. */
  contextsOf(sha: string): Promise<Readonly<Record<string, string>>>;
  /** How many requests changed something so far. */
  writes(): number;
  /** The next request that changes something is carried out, and its answer is lost. */
  loseNextAnswer(): void;
  /** All requests fail with the forge's own trouble, until healed. */
  fail(): void;
  /** All requests are refused as too many for so many seconds. */
  limit(seconds: number): void;
  heal(): void;
  close(): Promise<void>;
}

const OUTCOMES: readonly Outcome[] = ["pass", "fail", "pending", "skip", "error"];

function value(outcome: Outcome, more: Partial<ContextValue> = {}): ContextValue {
  return {
    name: "qms/overall",
    outcome,
    title: `it is ${outcome}`,
    summary: `**${outcome}**`,
    detailsUrl: "https://tollgate.example/changes/1",
    shadow: false,
    ...more,
  };
}

const signal = () => AbortSignal.timeout(20_000);

async function kindOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => null,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(ForgeError);
  return (error as ForgeError).kind;
}

/** What every adapter of the forge port does, whatever its forge is called. */
export function forgeConformance(name: string, setup: () => Promise<ForgeWorld>): void {
  describe(`a forge: ${name}`, () => {
    let world: ForgeWorld;
    let forge: Forge;
    beforeEach(async () => {
      world = await setup();
      forge = world.forge;
    });
    afterEach(() => world.close());

    const read = (change: ChangeRef) => forge.readChange(change, { contextNames: ["qms/overall"] });
    const ensure = (sha: string, wanted: ContextValue) => forge.ensureContext(world.repository, sha, wanted, signal());

    test("reads a change", async () => {
      const change = await world.openChange({ title: "Add a till" });
      const reading = await read(change);
      expect(reading).toMatchObject({
        number: change.number,
        lifecycle: "open",
        headSha: change.headSha,
        baseRef: "main",
        siblings: { known: true, value: [{ number: change.number }] },
      });
      expect(reading.facts.title).toEqual({ known: true, value: "Add a till" });
      expect(reading.facts.headSha).toEqual({ known: true, value: change.headSha });
      expect(reading.facts.reviews).toEqual({ known: true, value: [] });
      expect(Date.parse(reading.startedAt)).not.toBeNaN();
      expect(reading.seen).toHaveProperty("pull");
      expect(reading.seen).toHaveProperty("head");
    });

    test("a push moves the head, an approval and its dismissal are seen", async () => {
      const change = await world.openChange();
      const { id } = await world.approve(change, "ada");
      const approved = await read(change);
      expect(approved.facts.reviews).toMatchObject({
        known: true,
        value: [{ id, state: "APPROVED", author: { login: "ada" }, canPush: true, commit: change.headSha }],
      });
      await world.dismiss(id);
      expect((await read(change)).facts.reviews).toMatchObject({ known: true, value: [{ id, state: "DISMISSED" }] });
      const { headSha } = await world.push(change);
      expect((await read(change)).headSha).toBe(headSha);
    });

    test("a closed change is read as such, and is nobody's sibling", async () => {
      const change = await world.openChange();
      await world.closeChange(change);
      expect(await read(change)).toMatchObject({ lifecycle: "closed", siblings: { known: true, value: [] } });
      expect(await forge.listOpenChanges(world.repository)).toEqual([]);
    });

    test("changes with one head know each other", async () => {
      const first = await world.openChange();
      const second = await world.openChange({ base: "loose", headSha: first.headSha });
      const numbers = (siblings: readonly { number: number }[]) => siblings.map((s) => s.number).sort();
      const expected = [first.number, second.number].sort();
      const { siblings } = await read(first);
      expect(siblings.known && numbers(siblings.value)).toEqual(expected);
      expect(numbers(await forge.changesOfCommit(world.repository, first.headSha))).toEqual(expected);
      expect(numbers(await forge.listOpenChanges(world.repository))).toEqual(expected);
    });

    test.each(OUTCOMES)("sets %s, and writes it once only", async (outcome) => {
      const { headSha } = await world.openChange();
      const wanted = value(outcome);
      const written = await ensure(headSha, wanted);
      expect(written?.state).toBe(forge.stateOf(wanted));
      expect(await world.contextsOf(headSha)).toMatchObject({ "qms/overall": forge.stateOf(wanted) });
      const before = world.writes();
      expect(await ensure(headSha, wanted)).toEqual(written);
      expect(world.writes()).toBe(before);
    });

    test("only success and skip open a gate", () => {
      const open = ["success", "neutral"];
      for (const outcome of OUTCOMES) {
        const state = forge.stateOf(value(outcome)) ?? "";
        expect(open.includes(state), outcome).toBe(outcome === "pass" || outcome === "skip");
      }
    });

    test("every outcome can follow every other", async () => {
      const { headSha } = await world.openChange();
      for (const from of OUTCOMES) {
        for (const to of OUTCOMES) {
          await ensure(headSha, value(from));
          await ensure(headSha, value(to));
          expect((await world.contextsOf(headSha))["qms/overall"], `${from} -> ${to}`).toBe(forge.stateOf(value(to)));
        }
      }
    });

    test("another title or summary is written, though the state is the same", async () => {
      const { headSha } = await world.openChange();
      await ensure(headSha, value("fail"));
      const before = world.writes();
      const written = await ensure(headSha, value("fail", { title: "something else" }));
      expect(written?.title).toBe("something else");
      expect(world.writes()).toBe(before + 1);
    });

    test("shadow mode never closes", async () => {
      const { headSha } = await world.openChange();
      const shadow = value("fail", { shadow: true });
      const written = await ensure(headSha, shadow);
      expect(written?.state ?? null).toBe(forge.stateOf(shadow));
      expect([undefined, "neutral"]).toContain((await world.contextsOf(headSha))["qms/overall"]);
      if (written !== null) expect(written.title).toContain("fail");
    });

    test("texts of any length are cut to what the forge takes", async () => {
      const { headSha, ...change } = await world.openChange();
      const wanted = value("fail", { title: "long ".repeat(200), summary: "x".repeat(100_000) });
      await ensure(headSha, wanted);
      const before = world.writes();
      await ensure(headSha, wanted);
      expect(world.writes()).toBe(before);
      await forge.ensureComment(change, "y".repeat(100_000), signal());
      expect(await world.commentsOf(change)).toHaveLength(1);
    });

    test("reads back what stands there, and leaves out what does not", async () => {
      const { headSha } = await world.openChange();
      await ensure(headSha, value("pass"));
      const observed = await forge.readContexts(world.repository, headSha, ["qms/overall", "qms/dod-validation"]);
      expect(observed).toMatchObject([{ name: "qms/overall", state: "success", title: "it is pass" }]);
      expect(observed[0]?.writer).not.toBe("foreign");
    });

    test("a lost answer is an unknown outcome, and doing it again leaves one context", async () => {
      const { headSha } = await world.openChange();
      world.loseNextAnswer();
      expect(await kindOf(ensure(headSha, value("pass")))).toBe("unknown-outcome");
      const before = world.writes();
      await ensure(headSha, value("pass"));
      expect(world.writes()).toBe(before);
      expect(await forge.readContexts(world.repository, headSha, ["qms/overall"])).toHaveLength(1);
    });

    test("one comment: made, updated, left alone, made again", async () => {
      const change = await world.openChange();
      await forge.ensureComment(change, "first", signal());
      await forge.ensureComment(change, "second", signal());
      const before = world.writes();
      await forge.ensureComment(change, "second", signal());
      expect(world.writes()).toBe(before);
      const comments = await world.commentsOf(change);
      expect(comments).toHaveLength(1);
      expect(comments[0]?.body).toContain("second");
      await world.deleteOurComment(change);
      await forge.ensureComment(change, "third", signal());
      expect(await world.commentsOf(change)).toHaveLength(1);
    });

    test("somebody else's copy of our comment is not ours", async () => {
      const change = await world.openChange();
      await forge.ensureComment(change, "hello", signal());
      const [ours] = await world.commentsOf(change);
      await world.comment(change, "ada", ours?.body ?? "");
      const reading = await read(change);
      expect(reading.comments.known && reading.comments.value.map((comment) => comment.ours)).toEqual([true, false]);
      await forge.ensureComment(change, "changed", signal());
      const after = await world.commentsOf(change);
      expect(after.filter((comment) => comment.body.includes("changed"))).toHaveLength(1);
      expect(after.find((comment) => comment.body.includes("changed"))?.ours).toBe(true);
    });

    test("policy comes from the protected base, else from the default branch", async () => {
      expect(await forge.readPolicy(world.repository, "main")).toMatchObject({ chosen: "protected-base", files: [] });
      const main = await world.writeFile("main", ".qms/review.yml", "a: 1\n");
      await world.writeFile("main", ".qms/deep/er.json", "{}");
      const last = await world.writeFile("main", ".qms/notes.txt", "not policy");
      await world.writeFile("loose", ".qms/review.yml", "open: everything\n");
      const files = [
        { path: ".qms/deep/er.json", text: "{}" },
        { path: ".qms/review.yml", text: "a: 1\n" },
      ];
      const sorted = async (base: string) => {
        const policy = await forge.readPolicy(world.repository, base);
        return { ...policy, files: policy.files.toSorted((a, b) => a.path.localeCompare(b.path)) };
      };
      expect(main.sha).not.toBe(last.sha);
      expect(await sorted("main")).toEqual({ branch: "main", commit: last.sha, chosen: "protected-base", files });
      expect(await sorted("loose")).toEqual({ branch: "main", commit: last.sha, chosen: "default-branch", files });
    });

    test("evidence is of the commit that is named", async () => {
      const change = await world.openChange();
      const at = async () => {
        const { headSha, baseRef, baseSha } = await read(change);
        return { ...change, headSha, baseRef, baseSha };
      };
      const first = await forge.evidence.files(await at());
      expect(first).toHaveLength(1);
      expect(first[0]?.addedLines).toHaveLength(first[0]?.additions ?? 0);
      await world.push(change);
      expect(await forge.evidence.files(await at())).toHaveLength(2);
      const { sha } = await world.writeFile("main", "docs/größe.md", "one\n");
      await world.writeFile("main", "docs/größe.md", "two\n");
      expect(await forge.evidence.text(world.repository, sha, "docs/größe.md")).toBe("one\n");
      expect(await forge.evidence.text(world.repository, sha, "docs/nothing.md")).toBeNull();
    });

    test("where there is no evidence, it is told as none", async () => {
      const change = await world.openChange();
      const { headSha, baseRef, baseSha } = await read(change);
      const at = { ...change, headSha, baseRef, baseSha };
      expect(await forge.evidence.codeOwners(at, ["a.ts"])).toEqual({ file: null, owned: [] });
      expect(await forge.evidence.artifacts(world.repository, headSha)).toEqual([]);
      expect(await forge.evidence.dependencies(at)).toEqual([]);
      expect(await forge.evidence.codeScanning(at)).toEqual({ enabled: false, scanned: false, alerts: [] });
      expect(await forge.evidence.knownChecks(at)).toEqual({ checks: [], commits: 0 });
      expect(await forge.evidence.association(at)).toMatch(/^[a-z_]+$/);
      expect(await kindOf(forge.evidence.download(world.repository, "1", 1_000))).toBe("not-found");
    });

    test("a conflict, a base that moved on, conversations and rules are facts of a read", async () => {
      const { facts } = await read(await world.openChange());
      expect(facts.mergeability).toEqual({ known: true, value: { state: "clean", behind: false } });
      expect(facts.threads).toEqual({ known: true, value: [] });
      expect(facts.branchRules).toMatchObject({ known: true, value: { approvals: 0 } });
    });

    test("roles", async () => {
      expect(await forge.roleOf(world.repository, "ada")).toBe("developer");
      expect(["none", "viewer"]).toContain(await forge.roleOf(world.repository, "nobody-here"));
    });

    test("errors have a kind", async () => {
      const change = await world.openChange();
      expect(["not-found", "unauthorized"]).toContain(
        await kindOf(read({ repository: `${world.repository}-not-there`, number: 1 })),
      );
      expect(await kindOf(read({ ...change, number: 999_999 }))).toBe("not-found");
      world.fail();
      expect(await kindOf(read(change))).toBe("transient");
      world.heal();
      await read(change);
      world.limit(30);
      const error: unknown = await read(change).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ kind: "rate-limited" });
      const wait = ((error as ForgeError).retryAt ?? 0) - Date.now();
      expect(wait).toBeGreaterThan(20_000);
      expect(wait).toBeLessThan(40_000);
    });

    test("the repository is in reach, and inspection never throws", async () => {
      expect(await forge.repositories()).toContain(world.repository);
      world.fail();
      const found = await forge.inspect();
      expect(found.some((inspection) => !inspection.ok)).toBe(true);
      for (const inspection of found) if (!inspection.ok) expect(inspection.remedy).toBeTruthy();
    });
  });
}
