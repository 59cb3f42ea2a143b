import { BaseplateError } from '@baseplate-epr/contracts';

/**
 * What a program answers, if it does so in time and does not end before.
 *
 * @throws BaseplateError `module-unavailable` otherwise
 */
export async function within<Result>(
  work: Promise<Result>,
  milliseconds: number,
  ended?: Promise<string>,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(unavailable(`it did not answer within ${milliseconds} ms`)), milliseconds);
  });
  const over = ended?.then((why) => Promise.reject(unavailable(`it ${why}`)));
  try {
    return await Promise.race(over === undefined ? [work, late] : [over, work, late]);
  } finally {
    clearTimeout(timer);
    // Whoever comes too late is heard by nobody.
    for (const promise of [work, late, over]) promise?.catch(() => undefined);
  }
}

function unavailable(message: string): BaseplateError {
  return new BaseplateError({ code: 'module-unavailable', message });
}
