import { BaseplateError, type RecordStore, type RecordStoreCapabilities } from '@baseplate-epr/contracts';
import { raisesFence } from '@baseplate-epr/record-query';
import { createGate } from './gate.ts';
import { waitedTooLong } from './http/server-error.ts';
import { type OpenServer, openServer } from './open-server.ts';
import type { FhirRecordsOptions } from './options.ts';
import { changes } from './read/changes.ts';
import { history } from './read/history.ts';
import { readVersion } from './read/read-texts.ts';
import { search } from './read/search.ts';
import { resolveOptions } from './resolve-options.ts';
import { headPath } from './server/head.ts';
import { changeHead } from './write/change-head.ts';
import { applyCommit } from './write/commit.ts';
import { applyIndex } from './write/reindex.ts';

const abilities: RecordStoreCapabilities = {
  verbatimHistory: {
    support: 'unsupported',
    reason:
      'R4 REST gives every version the server’s own versionId and lastUpdated, so a history cannot be taken over; a change-over writes what is current, and the old history stays readable where it was.',
  },
  givenEntries: {
    support: 'unsupported',
    reason:
      'An R4 server has no place for index entries of ours. They are computed from the resources by R4’s own search parameters whenever the store is opened.',
  },
  multipleProcesses: { support: 'supported' },
};

/**
 * Makes a record store that keeps everything on a FHIR R4 server, by R4 interactions alone.
 *
 * The server keeps the resources; a copy of what is current is in memory with its index, built from the server's history at the start and
 * kept up to date by it. Queries are answered from the copy, after a look whether it is the newest state. Any number of processes may use
 * one server; their commits are serialisable by way of the head.
 *
 * @throws BaseplateError `configuration-invalid` if the options make no sense.
 */
export function createFhirRecordStore(given: FhirRecordsOptions): RecordStore {
  const options = resolveOptions(given);
  const capabilities = { ...abilities, versionLimit: options.versionLimit };
  let open: OpenServer | undefined;
  // One write at a time. Behind a server that does not answer, each takes as long as the server is given: the last of many would be carried
  // out long after whoever sent it has gone.
  const writing = createGate(1, { milliseconds: options.requestTime, refusal: waitedTooLong });

  const opened = (): OpenServer => {
    if (open !== undefined) return open;
    throw new BaseplateError({
      code: 'module-unavailable',
      message: 'The record store on a FHIR server is not started, or was stopped. Start it before using it.',
    });
  };
  /** Reads see everything that was acknowledged before them. */
  const fresh = async (): Promise<OpenServer> => {
    const server = opened();
    await server.follower.fresh();
    return server;
  };
  const inTurn = async <Result>(work: (server: OpenServer) => Promise<Result>): Promise<Result> => {
    const server = opened();
    return writing.run(() => work(server));
  };

  return {
    contract: 'record-store',
    contractVersion: 1,
    get capabilities() {
      return open === undefined ? capabilities : { ...capabilities, types: [...open.types].sort() };
    },
    start: async (context) => {
      open ??= await openServer(options, context);
    },
    stop: async () => {
      const closing = open;
      open = undefined;
      await writing.settled();
      await closing?.close();
    },
    health: async () => {
      try {
        await opened().http.send({
          method: 'GET',
          path: headPath,
          what: 'a question about its health',
          time: 900,
          once: true,
        });
        return { status: 'pass' };
      } catch (error) {
        return { status: 'fail', reason: error instanceof Error ? error.message : 'The FHIR server does not answer.' };
      }
    },
    read: async (wanted) => readVersion(await fresh(), wanted),
    search: async (query) => search((await fresh()).book, query),
    history: async (wanted) => history(await fresh(), wanted),
    changes: async (wanted) => changes(await fresh(), wanted),
    digest: async (wanted) => (await fresh()).book.digests.read(wanted),
    commit: (wanted) => inTurn((server) => applyCommit(server, wanted)),
    index: async (wanted) => {
      const server = await fresh();
      if (wanted.closes) {
        await inTurn(() =>
          changeHead(server, ({ generation }) =>
            (generation ?? Number.NEGATIVE_INFINITY) >= wanted.generation
              ? undefined
              : { generation: wanted.generation },
          ),
        );
      }
      return applyIndex(server.book, wanted);
    },
    findByTimes: async (wanted) => opened().book.findByTimes(wanted),
    fence: (options) =>
      inTurn((server) => {
        const { epoch, successor } = options;
        return changeHead(server, ({ fence }) =>
          raisesFence(fence, options) ? { fence: { epoch, successor } } : undefined,
        );
      }),
    load: async () => {
      throw new BaseplateError({
        code: 'unsupported',
        message: `Versions cannot be loaded into a FHIR server as they are. ${capabilities.verbatimHistory.reason}`,
      });
    },
  };
}
