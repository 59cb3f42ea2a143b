import type { StorageSample } from '@baseplate-epr/contracts';

const hour = 3_600_000;
const day = 24 * hour;
/** The last two days are kept hour by hour. */
const fine = 2 * day;
const most = 450;

/** Which samples are kept at a moment: of the last two days all, before that the first of each day (UTC), and at most 450. */
export function keptSamples(samples: readonly StorageSample[], now: number): readonly StorageSample[] {
  const days = new Set<number>();
  const kept = samples.filter(({ at }) => {
    const isFirst = !days.has(Math.floor(at / day));
    days.add(Math.floor(at / day));
    return isFirst || now - at < fine;
  });
  return kept.slice(-most);
}

/** Whether it is time for another sample. A minute is left for processes that look at slightly different times. */
export function isDue(samples: readonly StorageSample[], now: number): boolean {
  const last = samples.at(-1);
  // A clock that was put back must not stop it.
  return last === undefined || Math.abs(now - last.at) > hour - 60_000;
}
