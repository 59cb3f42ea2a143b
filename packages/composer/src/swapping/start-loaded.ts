import { setTimeout as wait } from 'node:timers/promises';
import { BaseplateError, type DigitalService, type Health, type ModuleContext } from '@baseplate-epr/contracts';
import type { LoadedService } from '../service/loaded-service.ts';
import { inGoodTime } from './in-good-time.ts';

/** How long a service may take to start, in milliseconds. */
const startingTime = 30_000;
/** How long it may then say that it is not well, in milliseconds. */
const recoveringTime = 5000;
/** What the contract allows an answer about health, and as much again, in milliseconds. */
const answeringTime = 2000;
const pause = 200;

/**
 * Starts a service that is loaded, and waits until it says that it is well. It is stopped again if not.
 *
 * @throws BaseplateError that says why it cannot be put in front
 */
export async function startLoaded({ reference, service }: LoadedService, context: ModuleContext): Promise<void> {
  const name = `${service.manifest.name} (${reference.package})`;
  try {
    await inGoodTime(
      startingTime,
      service.start(context),
      `${name} has not started within ${startingTime / 1000} s. See its log.`,
    );
    const limit = performance.now() + recoveringTime;
    for (;;) {
      const { status, reason = 'It gives no reason.' } = await healthOf(service);
      if (status !== 'fail') return;
      if (performance.now() > limit) throw unwell(name, reason);
      await wait(pause);
    }
  } catch (error) {
    await service.stop().catch(() => undefined);
    throw error;
  }
}

async function healthOf(service: DigitalService): Promise<Health> {
  try {
    return await inGoodTime(answeringTime, service.health(), 'It does not answer.');
  } catch {
    return { status: 'fail', reason: 'It does not say how it is.' };
  }
}

function unwell(name: string, reason: string): BaseplateError {
  return new BaseplateError({
    code: 'module-unavailable',
    message: `${name} was started and says that it does not work: ${reason}`,
  });
}
