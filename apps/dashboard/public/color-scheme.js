// What the visitor chose, else what the system says. The same key that the theme writes.
(() => {
  let chosen = "auto";
  try {
    chosen = localStorage.getItem("mantine-color-scheme-value") ?? "auto";
  } catch {
    // Storage may be forbidden; the system's choice is fine then.
  }
  const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
  // The schema library tries out whether it may compile code; our policy forbids it, and says so on the console.
  globalThis.__zod_globalConfig = { jitless: true };
})();
