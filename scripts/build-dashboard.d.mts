/** Whether the build is there and is of these very sources. */
export function isDashboardBuilt(): boolean;
/** Builds the dashboard if it must be; says whether there is a build of these sources now. */
export function buildDashboard(options?: { node?: string; say?: (text: string) => void }): Promise<boolean>;
