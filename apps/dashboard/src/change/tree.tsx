import type { Change } from "@tollgate/client/change";
import { combine, type Outcome, opens } from "@tollgate/core/vocabulary/outcome";
import { STEPS } from "@tollgate/core/vocabulary/step";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Prose } from "../ui/prose.tsx";
import { ToneIcon } from "../ui/tone.tsx";
import { counts, plural, STEP_NAME, TONE_WORD, type Tone, toneOfStep } from "../words.ts";

type Gate = Change["gates"][number];
type Verdict = Gate["verdict"];

/** A node of the tree as it is shown. Its path identifies it while the verdict changes. */
interface Node {
  readonly path: string;
  readonly level: number;
  readonly tone: Tone;
  readonly title: string;
  readonly name: string | null;
  readonly note: string | null;
  readonly remedy: string | null;
  readonly gate: string | null;
  readonly children: readonly Node[];
}

/** Every gate as the tree of findings it is, step by step; walked with the arrow keys. */
export function GateTree({
  change,
  selected,
  onSelect,
}: {
  change: Change;
  selected: string | null;
  onSelect: (gate: string | null) => void;
}) {
  const roots = useMemo(() => nodesOf(change), [change]);
  // What a person opened or closed stays so; the rest is open where something is missing.
  const [touched, setTouched] = useState<Readonly<Record<string, boolean>>>({});
  const tree = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const isOpen = useCallback(
    (node: Node) => touched[node.path] ?? (node.tone !== "pass" && node.tone !== "skip" ? true : holds(node, selected)),
    [touched, selected],
  );
  const visible = useMemo(() => {
    const found: Visible[] = [];
    const walk = (nodes: readonly Node[], parent: Node | null) => {
      nodes.forEach((node, index) => {
        found.push({ node, parent, at: index + 1, of: nodes.length });
        if (isOpen(node)) walk(node.children, node);
      });
    };
    walk(roots, null);
    return found;
  }, [roots, isOpen]);
  const current = visible.find(({ node }) => node.path === focused)?.node.path ?? visible[0]?.node.path;

  useEffect(() => {
    if (selected === null) return;
    const item = tree.current?.querySelector<HTMLElement>(`[data-gate="${CSS.escape(selected)}"]`);
    item?.scrollIntoView({ block: "center", behavior: "smooth" });
  }, [selected]);

  const focus = (path: string | undefined) => {
    if (path === undefined) return;
    setFocused(path);
    tree.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)?.focus();
  };
  const set = (node: Node, open: boolean) => setTouched((before) => ({ ...before, [node.path]: open }));
  const pressed = (event: KeyboardEvent) => {
    const at = visible.findIndex(({ node }) => node.path === current);
    const here = visible[at];
    if (here === undefined) return;
    const { node, parent } = here;
    const inner = node.children.length > 0;
    switch (event.key) {
      case "ArrowDown":
        focus(visible[at + 1]?.node.path);
        break;
      case "ArrowUp":
        focus(visible[at - 1]?.node.path);
        break;
      case "Home":
        focus(visible[0]?.node.path);
        break;
      case "End":
        focus(visible.at(-1)?.node.path);
        break;
      case "ArrowRight":
        if (inner && isOpen(node)) focus(node.children[0]?.path);
        else if (inner) set(node, true);
        break;
      case "ArrowLeft":
        if (inner && isOpen(node)) set(node, false);
        else focus(parent?.path);
        break;
      case "Enter":
      case " ":
        toggle(node);
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const toggle = (node: Node) => {
    if (node.children.length > 0) set(node, !isOpen(node));
    if (node.gate !== null) onSelect(node.gate === selected ? null : node.gate);
  };

  return (
    <section className="gates">
      <h2>The gates</h2>
      {roots.length === 0 ? (
        <p className="muted">They are judged for the first time in a moment.</p>
      ) : (
        <div role="tree" aria-label="Gates" ref={tree} onKeyDown={pressed}>
          {visible.map((item) => (
            <Item
              key={item.node.path}
              {...item}
              open={item.node.children.length > 0 ? isOpen(item.node) : undefined}
              focusable={item.node.path === current}
              selected={item.node.gate !== null && item.node.gate === selected}
              onToggle={toggle}
              onFocused={setFocused}
            />
          ))}
        </div>
      )}
    </section>
  );
}

/** A node that is not folded away, with its place among its siblings. */
interface Visible {
  readonly node: Node;
  readonly parent: Node | null;
  readonly at: number;
  readonly of: number;
}

interface ItemProps extends Visible {
  /** Undefined: there is nothing to open. */
  readonly open: boolean | undefined;
  readonly focusable: boolean;
  readonly selected: boolean;
  readonly onToggle: (node: Node) => void;
  readonly onFocused: (path: string) => void;
}

/** The items stand side by side and tell their level: nested ones would be read out with all that is below them. */
function Item({ node, at, of, open, focusable, selected, onToggle, onFocused }: ItemProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keys.
    <div
      role="treeitem"
      className="node"
      aria-level={node.level}
      aria-posinset={at}
      aria-setsize={of}
      aria-expanded={open}
      aria-selected={selected}
      tabIndex={focusable ? 0 : -1}
      data-path={node.path}
      data-gate={node.gate ?? undefined}
      data-level={Math.min(node.level, 5)}
      onFocus={() => onFocused(node.path)}
      onClick={() => onToggle(node)}
    >
      <span className="twist" aria-hidden>
        {open !== undefined && (
          <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
            <path d={open ? "M1 2.5 4 6l3-3.5z" : "M2.5 1 6 4 2.5 7z"} fill="currentColor" />
          </svg>
        )}
      </span>
      <ToneIcon tone={node.tone} />
      <span className="node-text">
        {node.name !== null && <span className="node-name">{node.name}</span>} {node.title}
        {node.note !== null && <span className="tag">{node.note}</span>}
        {node.remedy !== null && (
          <span className="remedy">
            <Prose text={node.remedy} />
          </span>
        )}
      </span>
      <span className={`node-word tone-${node.tone}`}>{TONE_WORD[node.tone]}</span>
    </div>
  );
}

function holds(node: Node, gate: string | null): boolean {
  return (
    gate !== null && (node.gate === gate || node.children.some((child) => child.level <= 2 && child.gate === gate))
  );
}

function nodesOf(change: Change): readonly Node[] {
  return STEPS.flatMap((step): Node[] => {
    const gates = change.gates.filter((gate) => gate.step === step);
    if (gates.length === 0) return [];
    const outcome = combine(gates.map(counts));
    const open = gates.filter((gate) => opens(counts(gate))).length;
    return [
      {
        path: step,
        level: 1,
        tone: toneOfStep(step, outcome, true),
        title: `${open} of ${plural(gates.length, "gate")} open`,
        name: STEP_NAME[step],
        note: null,
        remedy: null,
        gate: null,
        children: gates.map((gate) => gateNode(gate)),
      },
    ];
  });
}

function gateNode(gate: Gate): Node {
  const told = !gate.blocking && !opens(gate.outcome);
  return {
    path: gate.name,
    level: 2,
    tone: toneOf(gate, gate.outcome),
    title: gate.title,
    name: gate.name,
    note: told ? "does not block" : null,
    remedy: gate.verdict.remedy ?? null,
    gate: gate.name,
    children: (gate.verdict.children ?? []).map((child, index) => verdictNode(gate, child, `${gate.name}/${index}`, 3)),
  };
}

function verdictNode(gate: Gate, verdict: Verdict, path: string, level: number): Node {
  return {
    path,
    level,
    tone: toneOf(gate, verdict.outcome),
    title: verdict.title,
    name: null,
    note: null,
    remedy: verdict.remedy ?? null,
    gate: null,
    children: (verdict.children ?? []).map((child, index) => verdictNode(gate, child, `${path}/${index}`, level + 1)),
  };
}

function toneOf(gate: Gate, outcome: Outcome): Tone {
  return toneOfStep(gate.step, outcome, true);
}
