/** How deliveries are paced; all in milliseconds but the counts. */
export interface DeliveryTimes {
  /** How long a service may take over one change. */
  readonly budget: number;
  /** How long a commit of this process is waited after until the changes are read: those that follow at once are read with it. */
  readonly gather: number;
  /** How often changes are looked for that other processes have made. */
  readonly look: number;
  /** How often a process says that it delivers, and sees to dead letters. */
  readonly beat: number;
  /** How often at the most it notes how far it has come. What was delivered since the last note is delivered again after a crash. */
  readonly note: number;
  /** How long after its last sign it delivers nothing more. */
  readonly lease: number;
  /** How long it must have given no sign until another process takes over. More than `lease`. */
  readonly patience: number;
  /** How long to wait after the first failure; doubles with each that follows, up to `longestPause`. */
  readonly pause: number;
  readonly longestPause: number;
  /** So many changes are delivered at once, of different patients. */
  readonly atOnce: number;
  /** So many may wait; no more are read until some are settled. */
  readonly window: number;
  /** So many versions are read at once. */
  readonly page: number;
  /** So many failures, between each two of which others were taken, and a change is put aside. */
  readonly strikes: number;
  /** So many failures in a row, of whatever change, and the service counts as away. */
  readonly away: number;
  /** How long what is under way may take to end when deliveries are stopped. What the stores have not answered by then is given up. */
  readonly stop: number;
}

/** As an assembly has them. */
export const deliveryTimes: DeliveryTimes = {
  budget: 10_000,
  gather: 25,
  look: 1000,
  beat: 3000,
  note: 500,
  lease: 8000,
  patience: 12_000,
  pause: 1000,
  longestPause: 120_000,
  atOnce: 4,
  window: 256,
  page: 64,
  strikes: 8,
  away: 5,
  stop: 5000,
};

/**
 * How long to wait after so many failures: doubling, and by chance up to half shorter, so that what failed together is not tried together.
 *
 * @param chance - 0 to 1
 */
export function pauseAfter(
  failures: number,
  { pause, longestPause }: Pick<DeliveryTimes, 'pause' | 'longestPause'>,
  chance: number,
): number {
  const whole = Math.min(longestPause, pause * 2 ** Math.min(30, Math.max(0, failures - 1)));
  return whole * (1 - chance / 2);
}
