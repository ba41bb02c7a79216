/** Two signals within this time are one wish. */
const ECHO_MS = 500;

/** Resolves at the first signal; the second ends the process on the spot. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let askedAt = 0;
    const numbers = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 } as const;
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        // npm passes on the Ctrl-C that the terminal has sent us already: one wish, told twice.
        if (askedAt > 0 && Date.now() - askedAt < ECHO_MS) return;
        if (askedAt > 0) process.exit(128 + numbers[signal]);
        askedAt = Date.now();
        resolve();
      });
    }
    // Started through the launcher: without it nobody could stop this process any more.
    if (process.connected) {
      process.once("disconnect", () => resolve());
      process.channel?.unref();
    }
  });
}
