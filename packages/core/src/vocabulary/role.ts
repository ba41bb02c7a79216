/** What somebody may do, weakest first. */
export const ROLES = ["none", "viewer", "developer", "coordinator", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** Whether a role includes another. */
export function includesRole(has: Role, needed: Role): boolean {
  return ROLES.indexOf(has) >= ROLES.indexOf(needed);
}
