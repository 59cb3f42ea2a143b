import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, rm, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyServer } from './server-binaries.ts';

/** A database cluster in a temporary folder. */
export interface Cluster {
  readonly port: number;
  start(): Promise<void>;
  /** `fast` ends sessions and writes everything down; `immediate` is like a loss of power. */
  stop(mode: 'fast' | 'immediate'): Promise<void>;
  /** Stops, and removes the folder. */
  remove(): Promise<void>;
}

/** The user that every Unix has and that owns nothing: PostgreSQL refuses to run as root. */
const nobody = { uid: 65_534, gid: 65_534 };

/** Makes a cluster. Sessions need no password: it listens to this machine alone. */
export async function createCluster(settings: Readonly<Record<string, string>>, onDisk: boolean): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'baseplate-postgres-'));
  const data = await mkdtemp(join(onDisk ? tmpdir() : await dataPlace(), 'baseplate-postgres-data-'));
  const removeAll = async () => {
    for (const made of [folder, data]) await rm(made, { recursive: true, force: true });
  };
  try {
    const user = process.getuid?.() === 0 ? nobody : undefined;
    const programs = join(folder, 'server');
    await copyServer(programs);
    await chmod(folder, 0o755);
    if (user !== undefined) await chown(data, user.uid, user.gid);
    const initialise = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-instructions'];
    await succeed(
      spawn(join(programs, 'bin', 'initdb'), initialise, { ...user, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] }),
    );
    const port = await freePort();
    const flags = Object.entries({
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: '200',
      ...settings,
    }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    let server: ChildProcess | undefined;

    const stop: Cluster['stop'] = async (mode) => {
      const stopping = server;
      server = undefined;
      if (stopping === undefined || stopping.exitCode !== null || stopping.signalCode !== null) return;
      stopping.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
      await once(stopping, 'exit');
    };
    return {
      port,
      async start() {
        server = spawn(join(programs, 'bin', 'postgres'), ['-D', data, '-p', String(port), ...flags], {
          ...user,
          cwd: '/',
          stdio: ['ignore', 'ignore', 'pipe'],
        });
        await ready(server);
      },
      stop,
      async remove() {
        await stop('immediate');
        await removeAll();
      },
    };
  } catch (error) {
    await removeAll();
    throw error;
  }
}

const memory = '/dev/shm';
const enough = 2 ** 30;

/**
 * Where the data goes: memory, if there is much of it, since a recovery flushes every file and takes half a minute on a busy disk.
 * What a test learns of a stopped server is the same; a machine that loses its power is no case for a test.
 */
async function dataPlace(): Promise<string> {
  try {
    const { bavail, bsize } = await statfs(memory);
    return bavail * bsize > enough ? memory : tmpdir();
  } catch {
    return tmpdir(); // There is no such place on other systems than Linux.
  }
}

async function succeed(child: ChildProcess): Promise<void> {
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += String(chunk);
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`The cluster of the test server could not be made: ${said}`);
}

/**
 * Waits for the line that says so; what the server says later is read and dropped, or it would wait for a reader. Only the end is kept:
 * a server that starts under load has much to say about those who come too early.
 */
function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`The test server ended before it was ready: ${said}`)));
    server.stderr?.on('data', (chunk) => {
      said = (said + String(chunk)).slice(-20_000);
      if (said.includes('ready to accept connections')) resolve();
    });
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port was found for the test server.');
  return address.port;
}
