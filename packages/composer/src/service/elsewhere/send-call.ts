import { BaseplateError, type DigitalService } from '@baseplate-epr/contracts';
import { callContext, fromWireResponse, lentBody, toWireRequest } from '@baseplate-epr/service-host';
import { countInHand } from '../count-in-hand.ts';
import type { CallInHand } from './calls-in-hand.ts';
import type { IsolationLimits } from './isolation-limits.ts';
import type { RunningProgram } from './run-program.ts';
import { watchedBody } from './watched-body.ts';

/** How calls are sent to a program. */
export interface SendCallOptions {
  readonly name: string;
  readonly calls: Map<number, CallInHand>;
  readonly limits: IsolationLimits;
  /** @throws BaseplateError `module-unavailable` while there is none */
  program(): RunningProgram;
}

/** Calls that go out, and when all of them have been answered whole. */
export interface SentCalls {
  readonly fetch: DigitalService['fetch'];
  drained(): Promise<void>;
}

/** Sends calls to a service's program. What a call was given ends with its answer; the streams of both with the answer's body. */
export function sendCall({ name, calls, limits, program }: SendCallOptions): SentCalls {
  const inHand = countInHand();
  let count = 0;
  const failed = (why: string) => new BaseplateError({ code: 'module-unavailable', message: `${name} ${why}.` });

  async function fetch(...[request, context]: Parameters<DigitalService['fetch']>): Promise<Response> {
    const { channel } = program();
    if (calls.size >= limits.callsInHand) throw failed('has too many calls in hand');
    count += 1;
    const call = count;
    const lent: number[] = [];
    let over = false;
    const end = () => {
      if (over) return;
      over = true;
      for (const id of lent.splice(0)) channel.streams.withdraw(id);
      inHand.add(-1);
    };
    inHand.add(1);
    calls.set(call, {
      context,
      // The record may answer after the call is over: what it says then is for nobody.
      lent: (id) => void (over ? channel.streams.withdraw(id) : lent.push(id)),
    });
    try {
      const wire = toWireRequest(request, request.url, channel);
      if (wire.body !== undefined) lent.push(wire.body);
      const signal = AbortSignal.any([context.signal, AbortSignal.timeout(limits.callTime)]);
      const asked = { request: wire, context: callContext(call, context) };
      const answered = await channel.ask('call', asked, signal);
      const response = fromWireResponse(answered, channel, limits.answerBytes);
      const body = lentBody(answered);
      if (response.body === null || body === undefined) {
        end();
        return response;
      }
      const timer = setTimeout(() => {
        channel.streams.giveUp(body, failed('took too long to answer'));
        // Whoever asked may have gone without a word.
        end();
      }, limits.answerTime);
      timer.unref();
      const watched = watchedBody(response.body, () => {
        clearTimeout(timer);
        end();
      });
      return new Response(watched, { status: response.status, headers: response.headers });
    } catch (cause) {
      end();
      // What went wrong over there may say anything; that it did is enough here.
      const why = cause instanceof DOMException && cause.name === 'TimeoutError' ? 'took too long to answer' : 'failed';
      throw new BaseplateError({ code: 'module-unavailable', message: `${name} ${why}.`, cause });
    } finally {
      calls.delete(call);
    }
  }
  return { fetch, drained: inHand.none };
}
