import type { Intake as Figures } from "@tollgate/client/admin";
import { NUMBER, plural } from "../words.ts";

const HEIGHT = 40;
const BAR = 8;

/** Deliveries per minute as bars: counts over time, each its own bar. */
export function Intake({ intake }: { intake: Figures }) {
  const { perMinute, lastMinute } = intake;
  const most = Math.max(1, ...perMinute);
  const sum = perMinute.reduce((total, count) => total + count, 0);
  return (
    <div className="intake">
      <p className="intake-now">
        <strong>{NUMBER.format(lastMinute)}</strong> {lastMinute === 1 ? "delivery" : "deliveries"} in the last minute
      </p>
      <svg
        className="bars"
        viewBox={`0 0 ${perMinute.length * BAR} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${plural(sum, "delivery", "deliveries")} in the last ${perMinute.length} minutes, at most ${NUMBER.format(most)} in one`}
      >
        <path d={`M0 ${HEIGHT - 0.5}H${perMinute.length * BAR}`} className="axis" />
        {perMinute.map((count, minute) => {
          const height = count === 0 ? 0 : Math.max(2, (count / most) * (HEIGHT - 2));
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place.
            <rect key={minute} x={minute * BAR + 1} y={HEIGHT - height} width={BAR - 2} height={height}>
              <title>{`${plural(count, "delivery", "deliveries")}, ${perMinute.length - 1 - minute} min ago`}</title>
            </rect>
          );
        })}
      </svg>
      <p className="muted small axis-words">
        <span>{perMinute.length} min ago</span>
        <span>at most {NUMBER.format(most)}/min</span>
        <span>now</span>
      </p>
    </div>
  );
}
