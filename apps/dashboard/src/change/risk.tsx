import type { Change } from "@tollgate/client/change";
import { sayAssessment } from "@tollgate/core/risk/rigour";
import { Prose } from "../ui/prose.tsx";

/** How risky the change is, how strictly it is taken, and the few reasons that a person can add up. */
export function RiskReasons({ change: { risk, tier, rigour, riskScore, riskReasons } }: { change: Change }) {
  if (risk === null || tier === null || rigour === null) return null;
  return (
    <section className="risk" id="risk">
      <h2>Risk</h2>
      <p className={risk === "HIGH" ? "risk-high" : undefined}>{sayAssessment({ risk, tier, rigour })}.</p>
      {riskReasons.length === 0 ? (
        <p className="muted">Nothing about it is out of the ordinary.</p>
      ) : (
        <table className="reasons">
          <tbody>
            {riskReasons.map(({ weight, text }) => (
              <tr key={text}>
                <td className="weight">{weight === 0 ? <span title="Not known: never low">?</span> : `+${weight}`}</td>
                <td>
                  <Prose text={text} />
                </td>
              </tr>
            ))}
            {riskReasons.length > 1 && (
              <tr>
                <td className="weight">{riskScore}</td>
                <td className="muted">together</td>
              </tr>
            )}
          </tbody>
        </table>
      )}
    </section>
  );
}
