/* Serves a small server, with the types that are named, until its input ends; says its URL. */
import { startSmallServer } from './small-server.ts';

const server = await startSmallServer({ types: process.argv.slice(2) });
process.stdout.write(`${server.url}\n`);
process.stdin.resume();
process.stdin.on('end', () => void server.stop());
