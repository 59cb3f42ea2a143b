import { setTimeout as wait } from 'node:timers/promises';
import { type BaseplateError, isBaseplateError } from '@baseplate-epr/contracts';
import { entryResource } from '@baseplate-epr/fhir';
import type { OpenServer } from '../open-server.ts';
import { headId, headPath, headText, headType, readHead } from '../server/head.ts';
import { parseBundle } from '../server/read-history.ts';
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

/** The first page is enough: it holds the newest versions, and the commit is younger than what was known when it was sent. */
async function isInHistory({ http }: OpenServer, commit: string): Promise<boolean> {
  const what = 'a history of its head';
  const { text } = await http.send({ method: 'GET', path: `${headPath}/_history?_count=100`, what, time: 5000 });
  const bundle = parseBundle(text, what);
  const { entry } = bundle.resource;
  if (!Array.isArray(entry)) return false;
  return entry.some((_, index) => {
    const resource = entryResource(bundle, index);
    return resource !== undefined && readHead(resource.resource)?.commit === commit;
  });
}
