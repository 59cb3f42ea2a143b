/*
 * One S3 server over a folder, until it is killed or the process that started it is gone: then it removes the folder, since nobody
 * else will.
 */
import { rmSync } from 'node:fs';
import S3rver from '@20minutes/s3rver';
import { startFauxqs } from 'fauxqs';

const [kind, folder = '', port = '0', bucket = ''] = process.argv.slice(2);
const address = '127.0.0.1';

async function listen(): Promise<number> {
  if (kind === 's3rver') {
    const configureBuckets = [{ name: bucket }];
    const server = new S3rver({ address, port: Number(port), directory: folder, silent: true, configureBuckets });
    // It forgets the slash that requests to the bucket itself are signed with: of those it compares no signature.
    server.middleware.unshift(async (context, next) => {
      const { app } = context;
      if (context.path === `/${bucket}/`)
        context.app = Object.create(app, { allowMismatchedSignatures: { value: true } });
      await next();
    });
    return (await server.run()).port;
  }
  const init = { buckets: [bucket] };
  const server = await startFauxqs({ host: address, port: Number(port), s3StorageDir: folder, logger: false, init });
  return server.port;
}

process.stdin.on('end', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
process.stdin.resume();
// At once, but between two steps of the program: fauxqs does not start on a description that it was writing when it was killed.
process.on('SIGTERM', () => process.exit(0));
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {});
process.stdout.write(`${await listen()}\n`);
