import type { Route } from "./route.ts";
import { ADMIN_ROUTES } from "./routes-admin.ts";
import { CHANGE_ROUTES } from "./routes-changes.ts";
import { GATE_ROUTES } from "./routes-gates.ts";
import { OPERATION_ROUTES } from "./routes-operation.ts";
import { POLICY_ROUTES } from "./routes-policy.ts";

/** Every route of the API. The OpenAPI document is made from this table, and the server registers it. */
export const ROUTES: readonly Route[] = [
  ...CHANGE_ROUTES,
  ...GATE_ROUTES,
  ...ADMIN_ROUTES,
  ...POLICY_ROUTES,
  ...OPERATION_ROUTES,
];
