import type { Route } from "./route.ts";
import { ADMIN_ROUTES } from "./routes-admin.ts";
import { CHANGE_ROUTES } from "./routes-changes.ts";
import { OPERATION_ROUTES } from "./routes-operation.ts";

/** Every route of the API. The OpenAPI document is made from this table, and the server registers it. */
export const ROUTES: readonly Route[] = [...CHANGE_ROUTES, ...ADMIN_ROUTES, ...OPERATION_ROUTES];
