import type { WireAnswer } from './answer-reader.ts';
import { openConnection } from './connection.ts';

/** An answer with all that a bare route needs to give it again. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Belong to the connection, not to the answer; the server writes its own. */
const ofConnection = new Set(['connection', 'keep-alive', 'date', 'transfer-encoding', 'content-length']);

/** Sends one request and keeps its answer, whatever its status. */
export async function fetchAnswer(port: number, request: Buffer): Promise<KeptAnswer> {
  const connection = await openConnection(port, true);
  try {
    const answer = await new Promise<WireAnswer>((resolve, reject) => {
      connection.send(request, (given) => (given instanceof Error ? reject(given) : resolve(given)));
    });
    const [, ...lines] = (answer.head ?? '').split('\r\n');
    const headers = lines
      .map((line): [string, string] => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      })
      .filter(([name]) => !ofConnection.has(name));
    return { status: answer.status, headers: Object.fromEntries(headers), body: answer.body?.toString('utf8') ?? '' };
  } finally {
    connection.close();
  }
}
