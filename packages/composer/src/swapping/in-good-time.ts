import { BaseplateError } from '@baseplate-epr/contracts';

/**
 * What work comes to, if it does so within so many milliseconds; the work itself goes on.
 *
 * @throws BaseplateError `module-unavailable` with these words if it takes longer; whatever the work throws
 */
export async function inGoodTime<Result>(within: number, work: Promise<Result>, words: string): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new BaseplateError({ code: 'module-unavailable', message: words })), within);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
