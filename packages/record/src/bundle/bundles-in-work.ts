/** Says how many Bundles are taken apart at once, by their length. */
export interface BundlesInWork {
  /** Waits for room for a Bundle of so many bytes or UTF-16 units; what it resolves to makes the room free again, and may be called more than once. */
  enter(length: number): Promise<() => void>;
}

/** Bytes or UTF-16 units that a lane takes at once; a longer Bundle is alone in it. */
const inLane = 256 * 1024;

/** Bundles up to these lengths have a lane of their own, so that a short one never waits for a long one. */
const lanes = [16 * 1024, 1024 * 1024, Number.POSITIVE_INFINITY];

/**
 * Makes the lanes of this process.
 *
 * What a Bundle is taken apart into is many times as long as its text, and lives until its versions are made. If all that arrive together
 * are worked on by turns, none of them is done before the last: the collector copies all their parts again and again. So they wait, in
 * the order they came, with nothing but their bytes or text. Nobody waits here for a commit to be durable.
 */
export function bundlesInWork(): BundlesInWork {
  const all = lanes.map(createLane);
  return {
    enter(length) {
      const lane = all[lanes.findIndex((longest) => length <= longest)];
      return lane === undefined ? Promise.resolve(() => undefined) : lane(length);
    },
  };
}

function createLane(): BundlesInWork['enter'] {
  const waiting: { readonly length: number; readonly admit: (leave: () => void) => void }[] = [];
  let inWork = 0;
  const admitNext = () => {
    for (;;) {
      const next = waiting[0];
      if (next === undefined || (inWork > 0 && inWork + next.length > inLane)) return;
      waiting.shift();
      inWork += next.length;
      next.admit(leaveOnce(next.length));
    }
  };
  const leaveOnce = (length: number) => {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      inWork -= length;
      admitNext();
    };
  };
  return (length) =>
    new Promise((admit) => {
      waiting.push({ length, admit });
      admitNext();
    });
}
