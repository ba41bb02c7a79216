import type { Change } from "@tollgate/client/change";
import type { CSSProperties } from "react";
import { ToneIcon } from "../ui/tone.tsx";
import { STEP_NAME } from "../words.ts";
import { type Station, stationsOf } from "./stations.ts";

/** The road from a change to its base branch: four gates, each open or not, and the change in front of the one it waits at. */
export function Road({ change, onStep }: { change: Change; onStep: (gate: string) => void }) {
  const { stations, passed } = stationsOf(change);
  const merged = change.lifecycle === "merged";
  const here = stations[passed];
  const said =
    here === undefined
      ? merged
        ? "The change has passed all four gates and is merged."
        : "All four gates are open."
      : `The change waits at the gate ${STEP_NAME[here.step]}.`;
  return (
    <section className="road" aria-label={`The road to ${change.baseRef}. ${said}`}>
      <div
        className="road-view"
        style={{ "--passed": passed } as CSSProperties}
        data-passed={passed}
        data-merged={merged || undefined}
      >
        <div className="asphalt">
          <div className="driven" />
        </div>
        <Car />
        <ol>
          {stations.map((station) => (
            <li key={station.step} data-open={station.open || undefined} data-here={station === here || undefined}>
              <Barrier {...station} />
              <Label station={station} onStep={onStep} />
            </li>
          ))}
        </ol>
        <div className="road-end" title={`Goes to ${change.baseRef}`}>
          <svg viewBox="0 0 24 48" aria-hidden="true">
            <path d="M4 48V4" className="line thick" />
            <path d="M5 5h17l-4 6 4 6H5z" fill="currentColor" />
          </svg>
          <code>{change.baseRef}</code>
        </div>
      </div>
    </section>
  );
}

function Label({ station, onStep }: { station: Station; onStep: (gate: string) => void }) {
  const text = (
    <>
      <span className="station-name">{STEP_NAME[station.step]}</span>
      <span className={`station-word tone-${station.tone}`}>
        {station.tone === "person" ? (
          <>
            <span className="long">waits for </span>a person
          </>
        ) : (
          station.word
        )}
      </span>
      <span className="station-detail">{station.detail}</span>
    </>
  );
  const { gate } = station;
  if (gate === null) return <span className="station">{text}</span>;
  return (
    <button type="button" className="station" title="Show its gates" onClick={() => onStep(gate)}>
      {text}
    </button>
  );
}

/** A booth with a lamp, and an arm that lies across the road or is raised. */
function Barrier({ tone }: { tone: Station["tone"] }) {
  return (
    <div className={`barrier tone-${tone}`}>
      <svg viewBox="0 0 88 84" aria-hidden="true">
        <g className="arm">
          <rect x="8" y="45" width="62" height="7" rx="3.5" className="arm-ground" />
          <path d="M16 52l5-7h8l-5 7zM34 52l5-7h8l-5 7zM52 52l5-7h8l-5 7z" className="arm-stripe" />
        </g>
        <rect x="64" y="26" width="12" height="54" rx="2" className="booth" />
        <rect x="60" y="78" width="20" height="5" rx="1" className="booth" />
        <circle cx="70" cy="48.5" r="3" className="hinge" />
        <circle cx="70" cy="16" r="13" className="lamp" />
      </svg>
      <span className="lamp-sign">
        <ToneIcon tone={tone} size={20} />
      </span>
    </div>
  );
}

function Car() {
  return (
    <div className="car">
      <svg viewBox="0 0 56 28" aria-hidden="true">
        <path
          d="M3 20v-6c0-1.6 1-2.6 2.6-2.9l6.6-1.3 5.5-6C18.5 2.7 19.700 2 21.300 2h13.400c1.500 0 2.800.7 3.700 1.900l4.300 5.700 7.300 1.600c1.800.4 3 1.700 3 3.500V20c0 1.200-.8 2-2 2H5c-1.200 0-2-.8-2-2z"
          className="car-body"
        />
        <path
          d="M17 10l4-4.700c.3-.4.8-.6 1.300-.6H27V10zM30 10V4.700h4.300c.7 0 1.300.3 1.700.9L39 10z"
          className="car-glass"
        />
        <circle cx="14" cy="22" r="5" className="car-wheel" />
        <circle cx="42" cy="22" r="5" className="car-wheel" />
        <circle cx="14" cy="22" r="1.800" className="car-hub" />
        <circle cx="42" cy="22" r="1.800" className="car-hub" />
      </svg>
    </div>
  );
}
