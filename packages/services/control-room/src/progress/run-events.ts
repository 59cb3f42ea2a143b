import type { RunView } from '@baseplate-epr/contracts';

/** The runs in a body of server-sent events, as they come. */
export async function* runsIn(body: ReadableStream<Uint8Array>): AsyncGenerator<RunView> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const event = text.slice(0, end);
      text = text.slice(end + 2);
      if (event.startsWith('data: ')) yield JSON.parse(event.slice('data: '.length));
    }
  }
}
