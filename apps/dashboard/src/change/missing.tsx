import type { Explanation } from "@tollgate/client/change";
import { Prose } from "../ui/prose.tsx";
import { ToneIcon } from "../ui/tone.tsx";

/** What is missing, what to do about each, and who can. */
export function Missing({ explanation }: { explanation: Explanation }) {
  const { missing, forge } = explanation;
  if (missing.length === 0 && forge.length === 0) return null;
  return (
    <section className="missing">
      <h2>What is missing, and who can do it</h2>
      <ol>
        {missing.map((item) => (
          <li key={`${item.gate} ${item.condition}`}>
            <p className="missing-what">
              <code>{item.gate}</code> <Prose text={item.condition} />
            </p>
            {item.action !== "" && (
              <p>
                <Prose text={item.action} />
              </p>
            )}
            <p className="who" title={item.why}>
              <ToneIcon tone="person" size={12} /> {item.who.join(", ")}
            </p>
          </li>
        ))}
        {forge.map((text) => (
          <li key={text}>
            <p className="missing-what">{text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
