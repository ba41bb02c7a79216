/**
 * Where people see what an API address serves: github.com for the public API, the host itself for an Enterprise
 * Server, and the name without `api.` for Enterprise Cloud with data residency.
 * https://docs.github.com/en/enterprise-cloud@latest/admin/data-residency/network-details-for-ghecom
 */
export function webAddressOf(apiUrl: string): string {
  const url = new URL(apiUrl);
  if (url.host === "api.github.com") return "https://github.com";
  if (url.host.startsWith("api.") && url.host.endsWith(".ghe.com")) return `https://${url.host.slice("api.".length)}`;
  return url.origin;
}
