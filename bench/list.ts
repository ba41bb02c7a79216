import { core } from "./core.ts";
import { decision } from "./decision.ts";
import { gates } from "./gates.ts";
import { intake } from "./intake.ts";
import { scale } from "./scale.ts";
import { start } from "./start.ts";
import type { Benchmark } from "./support/result.ts";
import { validate } from "./validate.ts";

/** Every benchmark, in the order of the page. */
export const BENCHMARKS: readonly Benchmark[] = [intake, decision, core, gates, start, scale, validate];
