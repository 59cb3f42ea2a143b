import { BaseplateError } from '@baseplate-epr/contracts';

const followingRounds = 50;
/** So many versions in one round of following are few enough for the hold. */
const fewVersions = 200;

/** Brings what was written meanwhile, again and again, until a round has brought hardly anything. @throws BaseplateError `limit-exceeded` */
export async function followAll(round: () => Promise<number>, tell: () => void): Promise<void> {
  for (let rounds = 0; rounds < followingRounds; rounds += 1) {
    const done = await round();
    tell();
    if (done < fewVersions) return;
  }
  throw new BaseplateError({
    code: 'limit-exceeded',
    message: 'The record is written faster than it can be copied. Try again when it is less busy.',
  });
}
