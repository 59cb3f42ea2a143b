import { setTimeout as wait } from 'node:timers/promises';
import { type BaseplateError, isBaseplateError } from '@baseplate-epr/contracts';
import type { OpenServer } from '../open-server.ts';
import { headId, headPath, headText, headType, readHead } from '../server/head.ts';
import { readHistory } from '../server/read-history.ts';
import { transactionText } from '../server/transaction-text.ts';
import type { SentCommit } from './send-commit.ts';

const patience = 10_000;

/**
 * Finds out what became of a commit that got no answer.
 *
 * The head is moved on under the condition that it is where it was: if that succeeds, the commit can no longer take effect, for it names
 * the same condition. If not, the head's history tells whether the commit is in it.
 *
 * @throws `unknown`, the error that was met, if the server cannot be asked for ten seconds; what became of the commit is then unknown
 */
export async function whatBecameOf(server: OpenServer, commit: string, unknown: BaseplateError): Promise<SentCommit> {
  const until = performance.now() + patience;
  for (;;) {
    try {
      return (await movedOn(server)) || !(await isInHistory(server, commit)) ? 'refused' : 'done';
    } catch (error) {
      if (!isBaseplateError(error) || error.code !== 'storage-unavailable' || performance.now() > until) throw unknown;
    }
    await wait(250);
  }
}

async function movedOn({ http, options, context, book }: OpenServer): Promise<boolean> {
  const known = book.head();
  if (known === undefined) return false;
  const text = headText({ ...known, commit: Buffer.from(context.randomBytes(12)).toString('hex') });
  const { status } = await http.send({
    method: 'POST',
    path: '',
    body: transactionText(options.url, [{ type: headType, id: headId, text, ifMatch: known.serverVersionId }]),
    what: 'a move of its head',
    expected: [409, 412],
    time: 5000,
  });
  return status < 400;
}

async function isInHistory({ http, book }: OpenServer, commit: string): Promise<boolean> {
  const since = book.head()?.lastUpdated ?? 0;
  const heads = await readHistory(http, { of: headPath, since, count: 200, limit: 100_000 });
  return heads.some(({ parsed }) => parsed !== undefined && readHead(parsed.resource)?.commit === commit);
}
