/** What one look found. `whose` tells who has to act: it decides how `doctor` ends. */
export interface Found {
  readonly name: string;
  readonly status: "ok" | "warn" | "fail";
  readonly detail: string;
  readonly remedy?: string;
  readonly whose?: "configuration" | "outside";
}

/** One thing to look at. May give several lines. */
export interface Look {
  readonly name: string;
  readonly look: () => Promise<readonly Found[]> | readonly Found[];
}

/** No look may take longer: somebody waits, and the next one may have the answer. */
export const LOOK_MS = 10_000;

export const ok = (name: string, detail: string): Found => ({ name, status: "ok", detail });
export const warn = (name: string, detail: string, remedy: string): Found => ({ name, status: "warn", detail, remedy });
export const fail = (name: string, whose: "configuration" | "outside", detail: string, remedy: string): Found => ({
  name,
  status: "fail",
  detail,
  remedy,
  whose,
});

/** Runs one look; one that throws or hangs becomes a failed line. */
export async function run({ name, look }: Look, limitMs = LOOK_MS): Promise<readonly Found[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly Found[]>((resolve) => {
    timer = setTimeout(
      () => resolve([fail(name, "outside", `no answer within ${limitMs / 1000} s`, "Look at the machine it runs on.")]),
      limitMs,
    );
  });
  try {
    return await Promise.race([Promise.resolve().then(look), late]);
  } catch (error) {
    const { kind, message, remedy } = error as { kind?: string; message?: string; remedy?: string };
    const whose = kind === "config" ? "configuration" : "outside";
    return [fail(name, whose, message ?? String(error), remedy || "TOLLGATE_DEBUG=1 tells more.")];
  } finally {
    clearTimeout(timer);
  }
}
