import { BaseplateError, type DigitalService, type ModuleContext } from '@baseplate-epr/contracts';
import { type Channel, createChannel } from '../channel/channel.ts';
import type { Message } from '../channel/message.ts';
import { fields, fromWireRequest, toWireResponse } from '../channel/wire-http.ts';
import { borrowedContext } from './borrowed-context.ts';
import type { CallContext } from './call-context.ts';
import { channelRecord } from './channel-record.ts';
import { type LoadedFrom, makeService } from './make-service.ts';
import { createToldClock } from './told-clock.ts';

/** Serves one digital service to the record at the other end of a channel: loads, starts, answers and stops it as it is asked to. */
export function hostService(send: (message: Message) => void, randomBytes: ModuleContext['randomBytes']): Channel {
  const clock = createToldClock();
  let service: DigitalService | undefined;
  const channel: Channel = createChannel({ send, answer });

  function loaded(): DigitalService {
    if (service !== undefined) return service;
    throw new BaseplateError({ code: 'module-unavailable', message: 'No service is loaded.' });
  }

  const log = (level: string) => (message: string, given?: object) =>
    channel.note('log', { level, message, fields: given });

  async function call(value: unknown, signal: AbortSignal): Promise<unknown> {
    const { request, context } = fields(value);
    const given = context as CallContext;
    clock.tell(given.now);
    const { url, init } = fromWireRequest(request, channel, Infinity);
    const response = await loaded().fetch(
      new Request(url, { ...init, signal }),
      borrowedContext(given, {
        record: channelRecord(given.call, channel),
        ask: (name, asked) => channel.ask(name, { call: given.call, ...asked }),
        signal,
      }),
    );
    // Whoever gave up will not read it.
    if (signal.aborted) await response.body?.cancel();
    return toWireResponse(response, channel);
  }

  async function answer(name: string, value: unknown, signal: AbortSignal): Promise<unknown> {
    switch (name) {
      case 'ping':
        return {};
      case 'call':
        return call(value, signal);
      case 'load': {
        service = await tellingWhy(() => makeService(value as LoadedFrom));
        const { contract, contractVersion, manifest } = service;
        return { contract, contractVersion, manifest };
      }
      case 'start': {
        clock.tell(Number(fields(value).now));
        const logger = { info: log('info'), warn: log('warn'), error: log('error') };
        await loaded().start({ clock, logger, randomBytes, failed: (reason) => channel.note('failed', reason) });
        return {};
      }
      case 'health':
        return loaded().health();
      case 'stop':
        await service?.stop();
        return {};
      default:
        throw new BaseplateError({ code: 'unsupported', message: `Nothing here does ${name}.` });
    }
  }

  return channel;
}

/** Before it is started a module holds no patient data, so that its own words may be told. */
async function tellingWhy<Result>(action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : 'unknown reason';
    throw new BaseplateError({ code: 'module-unavailable', message, cause });
  }
}
