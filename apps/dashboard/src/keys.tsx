import { Kbd, Modal } from "@mantine/core";
import { useEffect } from "react";
import { useLocation } from "wouter";

/** What the keyboard can do, as the help shows it. */
const HELP: readonly (readonly [readonly string[], string])[] = [
  [["/"], "search in this list"],
  [["j"], "next row"],
  [["k"], "previous row"],
  [["Enter"], "open the row"],
  [["u"], "back to the list of changes"],
  [["g", "c"], "go to changes"],
  [["g", "r"], "go to repositories"],
  [["g", "t"], "go to gates"],
  [["g", "s"], "go to system"],
  [["←", "→", "↑", "↓"], "walk in the tree of gates"],
  [["?"], "this help"],
];

const SECTIONS: Readonly<Record<string, string>> = { c: "/changes", r: "/repositories", t: "/gates", s: "/system" };
/** How long `g` waits for its letter, in ms. */
const PREFIX_MS = 1_500;

/** Whether the keys go into a field, or a dialogue is open. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  if (document.querySelector('[role="dialog"]') !== null) return true;
  return target !== null && (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable);
}

/** The keys that work everywhere; a page's own are its own affair (see {@link useKeys}). */
export function Keyboard({ open, onClose, onOpen }: { open: boolean; onClose: () => void; onOpen: () => void }) {
  const [, navigate] = useLocation();
  useEffect(() => {
    let prefixed = 0;
    const pressed = (event: KeyboardEvent) => {
      if (isTyping(event) || event.defaultPrevented) return;
      const section = SECTIONS[event.key];
      if (section !== undefined && Date.now() - prefixed < PREFIX_MS) {
        navigate(section);
        event.preventDefault();
      } else if (event.key === "?") {
        onOpen();
        event.preventDefault();
      } else if (event.key === "u") navigate("/changes");
      else if (event.key === "/") {
        const search = document.querySelector<HTMLInputElement>("input[type=search]");
        search?.focus();
        search?.select();
        event.preventDefault();
      }
      prefixed = event.key === "g" ? Date.now() : 0;
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [navigate, onOpen]);
  return (
    <Modal
      opened={open}
      onClose={onClose}
      title="Keyboard"
      lockScroll={false}
      closeButtonProps={{ "aria-label": "Close" }}
      size={420}
    >
      <dl className="keys">
        {HELP.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}

/** Keys of one page: the function returns whether it took the key. */
export function useKeys(take: (key: string) => boolean): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!isTyping(event) && take(event.key)) event.preventDefault();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [take]);
}
