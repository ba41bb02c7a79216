import type { Explanation } from "@tollgate/client/change";
import { peopleText } from "@tollgate/core/explain/people";
import { Prose } from "../ui/prose.tsx";
import { ToneIcon } from "../ui/tone.tsx";
import { forgeName } from "../words.ts";

type Action = Explanation["plan"]["actions"][number];

/** What is missing: the shortest way to a merge step by step, then what nobody can open, then what the forge says. */
export function Missing({ explanation, provider }: { explanation: Explanation; provider: string }) {
  const { missing, plan } = explanation;
  const told = new Set(missing.map(({ gate }) => gate));
  // What a gate says already is not said of the forge again.
  const forge = explanation.forge.filter(({ gate }) => !told.has(gate));
  if (plan.actions.length + plan.deadlock.length + forge.length === 0) return null;
  const lacking = plan.actions.length + plan.deadlock.length > 0;
  return (
    <section className="missing">
      {lacking && <h2>What is missing, and who can do it</h2>}
      {plan.actions.length > 0 && (
        <ol>
          {plan.actions.map((action) => (
            <Step key={`${action.step} ${action.action}`} action={action} />
          ))}
        </ol>
      )}
      {!plan.exact && plan.actions.length > 1 && (
        <p className="missing-note">It may turn out shorter, or longer once everything is read.</p>
      )}
      <Deadlock plan={plan} />
      <Forge forge={forge} name={forgeName(provider)} />
    </section>
  );
}

/** More that one step opens is counted, not listed: the gates below say it all. */
const MOST_REASONS = 3;

/** One step: what to do, who, and why. */
function Step({ action }: { action: Action }) {
  const { by, who, times, opens, why } = action;
  const waits = by === "wait";
  return (
    <li>
      <p className="missing-what">
        <Prose text={action.action} />
      </p>
      <p className={waits ? "who who-waits" : "who"} title={who.length > 1 ? who.join(", ") : undefined}>
        <ToneIcon tone={waits ? "pending" : "person"} size={12} /> {peopleText(who, times)}
      </p>
      {opens.slice(0, MOST_REASONS).map(({ gate, condition }) => (
        <p key={`${gate} ${condition}`} className="missing-why">
          <code>{gate}</code> <Prose text={condition} />
        </p>
      ))}
      {opens.length > MOST_REASONS && <p className="missing-why">and {opens.length - MOST_REASONS} more</p>}
      {why !== "" && <p className="missing-why">{why}</p>}
    </li>
  );
}

function Deadlock({ plan }: { plan: Explanation["plan"] }) {
  if (plan.deadlock.length === 0) return null;
  return (
    <div className="missing-more">
      <h3>
        <ToneIcon tone="error" size={12} /> Nobody of the review can open this
      </h3>
      <ul>
        {plan.deadlock.map(({ gate, condition, action, who }) => (
          <li key={`${gate} ${condition}`}>
            <p className="missing-what">
              <code>{gate}</code> <Prose text={condition} />
            </p>
            {action !== "" && (
              <p>
                <Prose text={action} />
              </p>
            )}
            <p className="who">
              <ToneIcon tone="person" size={12} /> {peopleText(who, 1)}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Forge({ forge, name }: { forge: Explanation["forge"]; name: string }) {
  if (forge.length === 0) return null;
  const sure = forge.some(({ known }) => known);
  return (
    <div className="missing-more missing-forge">
      <h3>
        <ToneIcon tone="skip" size={12} /> {name} itself {sure ? "would still refuse" : "may refuse"}
      </h3>
      <ul>
        {forge.map(({ rule, condition, action, who, known }) => (
          <li key={`${rule} ${condition}`}>
            {sure && !known && "Perhaps: "}
            <Prose text={condition} /> <Prose text={action} />{" "}
            <span className="who">
              <ToneIcon tone="person" size={12} /> {peopleText(who, 1)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
