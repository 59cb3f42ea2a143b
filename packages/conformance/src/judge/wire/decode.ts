import { answerTo, type Marked, mark } from './encode.ts';

/** How references in a message are followed back to the process that gave them. */
export interface References {
  /** Calls a function over there. */
  call(id: number, parameters: readonly unknown[]): Promise<unknown>;
  /** The next chunk of a stream over there; `undefined` at its end. */
  pull(id: number): Promise<Uint8Array | undefined>;
  cancel(id: number): Promise<void>;
  /** Resolves when a signal over there is aborted; never if it is not. */
  aborted(id: number): Promise<void>;
}

/** Makes of a message what {@link encode} was given. Functions answer by promises. */
export function decode(value: unknown, references: References): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof Date) return value;
  if (value instanceof Map || value instanceof Set) return value;
  if (Array.isArray(value)) return value.map((item) => decode(item, references));
  if (mark in value) return decodeMarked(value as Marked, references);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, decode(member, references)]));
}

function decodeMarked(value: Marked, references: References): unknown {
  switch (value[mark]) {
    case 'function':
      return (...parameters: readonly unknown[]) => references.call(value.id, parameters);
    case 'answers':
      return (parameter?: object) => answerTo(parameter, value.value, value.by);
    case 'stream':
      return streamFrom(value.id, references);
    case 'signal': {
      if (value.aborted) return AbortSignal.abort();
      const controller = new AbortController();
      // That nobody will ever say whether it was aborted, because the process is gone, is as if it never were.
      references.aborted(value.id).then(
        () => controller.abort(),
        () => undefined,
      );
      return controller.signal;
    }
    case 'headers':
      return headersFrom(value.entries);
    case 'form':
      return new URLSearchParams(value.text);
    case 'request': {
      const { url, method } = value;
      const body = decode(value.body, references) as ReadableStream<Uint8Array> | null;
      const headers = decode(value.headers, references) as Headers;
      return new Request(url, { method, headers, ...(body === null ? {} : { body, duplex: 'half' }) });
    }
    case 'response': {
      const body = decode(value.body, references) as ReadableStream<Uint8Array> | null;
      return new Response(body, { status: value.status, headers: decode(value.headers, references) as Headers });
    }
  }
}

function headersFrom(entries: readonly (readonly [string, string])[]): Headers {
  const headers = new Headers();
  for (const [name, value] of entries) headers.append(name, value);
  return headers;
}

/** Asks for a chunk only when somebody wants one, so that neither process holds more than that. */
function streamFrom(id: number, references: References): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = await references.pull(id);
        if (chunk === undefined) controller.close();
        else controller.enqueue(chunk);
      },
      cancel: () => references.cancel(id),
    },
    { highWaterMark: 0 },
  );
}
