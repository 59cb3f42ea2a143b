import type { ModuleContext } from '@baseplate-epr/contracts';
import { BaseplateError } from '@baseplate-epr/contracts';
import type { JsonObject } from '@baseplate-epr/fhir';
import { createRecordBook, type RecordBook } from './book/record-book.ts';
import { createFollower, type Follower } from './follow.ts';
import { createHttpClient, type HttpClient, type ServerAnswer } from './http/http-client.ts';
import { noStatementAt, notFhir } from './http/server-error.ts';
import type { ResolvedOptions } from './options.ts';
import { bearerToken } from './resolve-options.ts';
import { prepareHead } from './server/prepare-head.ts';
import { parseOne } from './server/read-history.ts';
import { requireAbilities } from './server/required-abilities.ts';

/** A server that has been looked over, and what is known of the record on it. */
export interface OpenServer {
  readonly options: ResolvedOptions;
  readonly context: ModuleContext;
  readonly http: HttpClient;
  readonly book: RecordBook;
  readonly follower: Follower;
  /** Types of which the server offers everything that is needed. */
  readonly types: ReadonlySet<string>;
  close(): Promise<void>;
}

/**
 * Reads the CapabilityStatement, tries what the whole rests on, and reads the history of everything into the index.
 *
 * @throws BaseplateError `configuration-invalid` that names all that the server cannot do; `storage-unavailable`; `limit-exceeded`
 */
export async function openServer(options: ResolvedOptions, context: ModuleContext): Promise<OpenServer> {
  const { url, connections, requestTime, types: wanted, versionLimit, recordUrl, lookTime } = options;
  const http = createHttpClient({ url, token: bearerToken(options), connections, requestTime });
  const what = 'its CapabilityStatement';
  const statement = await http.send({ method: 'GET', path: '/metadata', what, expected: [404, 410] });
  if (statement.status >= 400) throw noStatementAt(statement.status);
  const types = requireAbilities(statementIn(statement, what), wanted);
  await prepareHead(http, url, context);
  const book = createRecordBook(recordUrl);
  const follower = createFollower({ http, book, limit: versionLimit });
  await follower.readAll();
  if (book.head() === undefined) {
    throw new BaseplateError({
      code: 'configuration-invalid',
      message:
        'The FHIR server does not show in its history what was just written to it, so it cannot keep the record. Give a token that may read everything, or choose a server whose history is up to date.',
    });
  }
  context.logger.info('record on a FHIR server opened', { versions: book.log.length, types: types.size });
  const look = () =>
    follower
      .look()
      .catch(() => context.logger.warn('The FHIR server that keeps the record cannot be looked at just now.'));
  const timer = setInterval(look, lookTime);
  timer.unref();
  return {
    options,
    context,
    http,
    book,
    follower,
    types,
    close: async () => {
      clearInterval(timer);
      await follower.settled();
    },
  };
}

/** A page for people that answers with 200 says so in its type; anything else that is no statement is told as well. */
function statementIn({ headers, text }: ServerAnswer, what: string): JsonObject {
  if (/^text\/html\b/i.test(headers.get('content-type') ?? '')) {
    throw notFhir(what, 'it is a web page (HTML), such as a sign-in page or the start page of the server');
  }
  const { resource } = parseOne(text, what);
  if (resource.resourceType !== 'CapabilityStatement') throw notFhir(what, 'it is no CapabilityStatement');
  return resource;
}
