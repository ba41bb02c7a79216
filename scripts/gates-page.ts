// docs/reference/gates.md: every gate, from the code of the gates themselves.
import { BUILTIN } from "@tollgate/core/policy/builtin";
import type { Gate } from "@tollgate/core/policy/gate";
import { gateNamed, JUDGES } from "@tollgate/core/policy/gates/index";
import { type GateGroup, GROUPS } from "@tollgate/core/policy/groups";
import type { FactKey } from "@tollgate/core/vocabulary/fact";
import { contextOfGate, DEFAULT_CONTEXT_NAMES, STEPS } from "@tollgate/core/vocabulary/step";
import { TIERS } from "@tollgate/core/vocabulary/tier";
import { type ZodType, z } from "zod";

/** A parameter as JSON Schema has it. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
}

/** @param made the line that says where the page comes from */
export function gatesReference(made: string): string {
  const gates = [...JUDGES.values()];
  const steps = STEPS.flatMap((step) => {
    const of = gates.filter((gate) => gate.step === step);
    return of.length === 0 ? [] : [`## ${step}`, ...of.map(section)];
  });
  const parts = [
    "# Gates",
    made,
    "A policy turns a gate on, off, or sets its parameters by its name:",
    ["```yaml", ...example(), "```"].join("\n"),
    "A `critical` gate blocks whatever the rigour; a `warning` unless the rigour is `flexible`; a `contextual` one only " +
      "where it is `strict`. `blocking` in the policy goes before that. A gate whose facts cannot be read is an `error` " +
      "that names the missing permission, and never passes.",
    ["| gate | makes sure | category | without a policy |", "|---|---|---|---|", ...gates.map(row)].join("\n"),
    "A step of a template may name a group instead of its gates, see [Templates](../guides/templates.md#steps):",
    ["| group | makes sure | gates |", "|---|---|---|", ...GROUPS.map(groupRow)].join("\n"),
    ...steps,
  ];
  return `${parts.join("\n\n")}\n`;
}

function example(): readonly string[] {
  return [
    "apiVersion: tollgate.dev/v1",
    "kind: WorkflowTemplate",
    "metadata: { name: review }",
    "spec:",
    "  gates:",
    "    dod/approvals: { params: { count: 2 } }",
    "    dor/change-size: { blocking: true }",
    "    security/dependencies: { enabled: true }",
  ];
}

/** Whether it holds where no policy says otherwise. */
function standing({ name }: Gate): string {
  if (gateNamed(name) === undefined) return "in documents of the kind `QualityGate`, type `threshold`";
  return Object.hasOwn(BUILTIN.gates, name) ? "on" : "off";
}

function row(gate: Gate): string {
  const anchor = gate.name.replaceAll(/[^a-z0-9-]/g, "");
  return `| [\`${gate.name}\`](#${anchor}) | ${cell(gate.purpose)} | ${gate.category} | ${standing(gate)} |`;
}

function groupRow({ name, purpose, gates }: GateGroup): string {
  return `| \`${name}\` | ${cell(purpose)} | ${gates.map((gate) => `\`${gate}\``).join(", ")} |`;
}

function section(gate: Gate): string {
  const { name, purpose, category, tiers, reads, mayLack = [] } = gate;
  const facts = (keys: readonly FactKey[]) => keys.map((key) => `\`${key}\``).join(", ");
  const optional =
    mayLack.length === 0 ? "" : `; without ${facts(mayLack)} it still judges where the answer cannot depend on it`;
  const parts = [
    `### ${name}`,
    purpose,
    [
      `- category: \`${category}\``,
      `- without a policy: ${standing(gate)}`,
      `- tiers: ${tiers.length === TIERS.length ? "all" : tiers.map((tier) => `\`${tier}\``).join(", ")}`,
      `- check: \`${DEFAULT_CONTEXT_NAMES[contextOfGate({ name })]}\``,
      `- facts: ${facts(reads)}${optional}`,
    ].join("\n"),
    ...parameters(gate.params),
  ];
  return parts.join("\n\n");
}

function parameters(params: ZodType): readonly string[] {
  const { properties = {}, required = [] } = z.toJSONSchema(params, { io: "input" }) as Schema;
  const rows = Object.entries(properties).flatMap(([name, schema]) => rowsOf(name, schema, required.includes(name)));
  return rows.length === 0 ? [] : [["| parameter | | default |", "|---|---|---|", ...rows].join("\n")];
}

/** A row for a parameter, and one for each part of what its list or object holds. */
function rowsOf(path: string, schema: Schema, needed: boolean): readonly string[] {
  const fallback = needed ? "needed" : schema.default === undefined ? "-" : `\`${JSON.stringify(schema.default)}\``;
  const said = [typeOf(schema), schema.description ?? ""].filter((text) => text !== "").join(". ");
  const [inside, within] = partsOf(path, schema);
  return [
    `| \`${path}\` | ${cell(said)} | ${cell(fallback)} |`,
    ...Object.entries(inside?.properties ?? {}).flatMap(([name, part]) =>
      rowsOf(`${within}.${name}`, part, inside?.required?.includes(name) ?? false),
    ),
  ];
}

function partsOf(path: string, schema: Schema): readonly [Schema | undefined, string] {
  const object = [schema, ...(schema.anyOf ?? [])].find(({ properties }) => properties !== undefined);
  return object === undefined ? [schema.items, `${path}[]`] : [object, path];
}

function typeOf({ type, enum: names, anyOf, items, const: only }: Schema): string {
  if (names !== undefined) return names.map((name) => `\`${String(name)}\``).join(", ");
  if (only !== undefined) return `\`${String(only)}\``;
  if (anyOf !== undefined) return anyOf.map(typeOf).join(" or ");
  if (type === "array" && items !== undefined) return `list of ${plain(typeOf(items))}`;
  return typeof type === "string" ? type : (type ?? []).join(" or ");
}

function plain(type: string): string {
  return ["string", "object", "integer", "number"].includes(type) ? `${type}s` : type;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll("\n", " ");
}
