import type { RecordHandle } from '@baseplate-epr/contracts';
import type { Channel } from '../channel/channel.ts';
import { fromWireResponse, toWireRequest } from '../channel/wire-http.ts';

/** Stands for the record's own address, which is known at its end. */
const record = 'http://record.invalid';

/** A call's record handle where the service runs. Which address is the record's, and whether the call still lasts, is decided at the other end. */
export function channelRecord(call: number, channel: Channel): RecordHandle {
  return {
    async fetch(input, init) {
      const request = new Request(typeof input === 'string' ? new URL(input, record) : input, init);
      const { origin, pathname, search, href } = new URL(request.url);
      const url = origin === record ? pathname + search : href;
      const asked = { call, request: toWireRequest(request, url, channel) };
      return fromWireResponse(await channel.ask('record', asked, request.signal), channel, Infinity);
    },
  };
}
