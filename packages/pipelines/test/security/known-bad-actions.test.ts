import { describe, expect, it } from "vitest";
import { KNOWN_BAD_ACTIONS } from "../../src/rules/security/known-bad-actions.ts";

describe("known bad actions", () => {
  it.each(KNOWN_BAD_ACTIONS)("$action ($advisory) is written so that it can be found", (bad) => {
    expect(bad.action).toMatch(/^[a-z0-9_.-]+\/[a-z0-9_.-]+$/);
    expect(bad.advisory).toMatch(/^GHSA(?:-[23456789cfghjmpqrvwx]{4}){3}(?:, CVE-\d{4}-\d{4,})?$/);
    expect([...bad.ranges, ...(bad.commits ?? []), ...(bad.tags ?? [])]).not.toEqual([]);
    for (const commit of bad.commits ?? []) expect(commit).toMatch(/^[0-9a-f]{40}$/);
    for (const { from, before } of bad.ranges) {
      expect(from).toMatch(/^\d+(?:\.\d+){0,2}$/);
      expect(before).toMatch(/^\d+(?:\.\d+){0,2}$/);
    }
  });
});
