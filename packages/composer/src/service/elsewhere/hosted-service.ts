import {
  type DigitalService,
  isBaseplateError,
  type ModuleContext,
  type ModuleReference,
} from '@baseplate-epr/contracts';
import { type BringOptions, bringProgram } from './bring-program.ts';
import { answerWithinCall, type CallInHand } from './calls-in-hand.ts';
import { readHealth } from './read-health.ts';
import { relayedLog } from './relayed-log.ts';
import type { RunningProgram } from './run-program.ts';
import { sendCall } from './send-call.ts';
import { supervise } from './supervise.ts';
import { within } from './within.ts';

/** Milliseconds for a service to say how it is, and to finish and stop. */
const healthTime = 1000;
const stopTime = 2000;

/** How much of what it says of its health is told. Characters. */
const wordsTold = 300;

/** How a service is opened. */
export interface HostedServiceOptions extends Omit<BringOptions, 'handlers'> {
  /** Rejects if the package is not the one any more that was opened first. */
  readmit(): Promise<void>;
}

/** A service that stands for one elsewhere. */
export interface HostedService {
  readonly service: DigitalService;
  /** Resolves when every call has been answered whole. */
  drained(): Promise<void>;
}

/**
 * Loads a digital service in a program of its own, which is started again whenever it ends, and stands here for it: it answers as the service
 * would, and whatever goes wrong over there is one error here.
 *
 * @throws BaseplateError as {@link bringProgram} does
 */
export async function openHostedService(
  reference: ModuleReference<'digital-service'>,
  { limits, startProgram, readmit }: HostedServiceOptions,
): Promise<HostedService> {
  const calls = new Map<number, CallInHand>();
  let context: ModuleContext | undefined;
  let log: ((note: unknown) => void) | undefined;

  // Of the program that runs, or that ran before the one that is being started.
  let greedy = false;

  const bring = () =>
    bringProgram(reference, {
      limits,
      startProgram() {
        const program = startProgram();
        if (greedy) program.stepBack();
        greedy = false;
        return program;
      },
      handlers: {
        onGreed() {
          greedy = true;
        },
        answer: (channel) => (asked, value, signal) =>
          answerWithinCall(calls, { name: asked, value, signal }, { channel, limits }),
        onLog: (value) => log?.(value),
      },
    });
  const begin = async ({ channel, ended }: RunningProgram, { clock }: ModuleContext) => {
    await within(channel.ask('start', { now: clock.now() }), limits.startTime, ended);
  };

  const first = await bring();
  const { manifest } = first;
  const supervised = supervise({
    name: manifest.name,
    first: first.program,
    logger: () => context?.logger,
    async bring() {
      await readmit();
      const { program, manifest: other } = await bring();
      try {
        if (JSON.stringify(other) !== JSON.stringify(manifest)) throw new Error('Its manifest is another each time.');
        if (context !== undefined) await begin(program, context);
        program.watch();
        return program;
      } catch (error) {
        program.kill('was ended: it could not be started');
        throw error;
      }
    },
  });
  const sending = sendCall({ name: manifest.name, calls, limits, program: supervised.current });
  const service: DigitalService = {
    contract: 'digital-service',
    contractVersion: reference.contractVersion as 1,
    manifest,
    async start(given) {
      log = relayedLog(manifest.name, given.logger, limits.logLines);
      await begin(supervised.current(), given);
      context = given;
      supervised.current().watch();
    },
    async health() {
      try {
        const { channel, ended } = supervised.current();
        return readHealth(await within(channel.ask('health', {}), healthTime, ended));
      } catch (error) {
        return {
          status: 'fail',
          reason: isBaseplateError(error) ? error.message.slice(0, wordsTold) : 'It does not say how it is.',
        };
      }
    },
    fetch: sending.fetch,
    async stop() {
      await within(sending.drained(), stopTime).catch(() => undefined);
      try {
        const { channel, ended } = supervised.current();
        await within(channel.ask('stop', {}), stopTime, ended);
      } catch (error) {
        // It is gone, or does not stop by itself: it is ended now.
        if (!isBaseplateError(error)) throw error;
      }
      await supervised.stop();
    },
  };
  return { service, drained: sending.drained };
}
