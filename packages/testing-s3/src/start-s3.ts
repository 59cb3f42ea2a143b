import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Which server: `fauxqs` knows the newer checksums and all of multipart uploads, and looks at no signature. `s3rver` checks every
 * signature, knows no newer checksums, cannot abort an upload, and writes objects in place.
 */
export type S3Kind = 'fauxqs' | 's3rver';

/** How to start a server. */
export interface StartOptions {
  readonly kind?: S3Kind;
}

/** An S3 server of one's own. */
export interface TestS3 {
  /** Its address, without a bucket; buckets stand in the path. */
  readonly endpoint: string;
  readonly bucket: string;
  /** What it takes. No secret: it listens to this machine alone. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Where it keeps its files. */
  readonly folder: string;
  /** Ends it at once, with requests in hand unanswered. What it has acknowledged is in its files. */
  stop(): Promise<void>;
  /** Starts it again, on the same port and files. */
  start(): Promise<void>;
  /** Stops it and removes its files. The end of this process, of whatever kind, does the same. */
  close(): Promise<void>;
}

const script = fileURLToPath(new URL('server.ts', import.meta.url));

/** s3rver enciphers the places where listings go on with DES, which newer Nodes have put aside. */
const flags: Readonly<Record<S3Kind, readonly string[]>> = { fauxqs: [], s3rver: ['--openssl-legacy-provider'] };

/** Starts a server on a free port, with an empty bucket in a temporary folder. */
export async function startS3({ kind = 'fauxqs' }: StartOptions = {}): Promise<TestS3> {
  const folder = await mkdtemp(join(tmpdir(), 'baseplate-s3-'));
  const bucket = 'riverside-documents';
  let port = '0';
  let server: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const parameters = [...flags[kind], script, kind, folder, port, bucket];
    const child = spawn(process.execPath, parameters, { stdio: ['pipe', 'pipe', 'inherit'] });
    const [said] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
    if (!/^\d+\n$/.test(String(said))) throw new Error(`The test server ${kind} ended before it was ready.`);
    port = String(said).trim();
    server = child;
  };
  const stop = async (): Promise<void> => {
    const stopping = server;
    server = undefined;
    if (stopping === undefined || stopping.exitCode !== null || stopping.signalCode !== null) return;
    stopping.kill('SIGTERM');
    await once(stopping, 'exit');
  };
  await start();
  return {
    endpoint: `http://127.0.0.1:${port}`,
    bucket,
    credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
    folder,
    stop,
    start,
    close: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
