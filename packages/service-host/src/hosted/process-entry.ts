import { randomBytes } from 'node:crypto';
import { createFrameReader, encodeFrame } from '../channel/frames.ts';
import { hostService } from './host-service.ts';

// Runs in a process of its own: serves one digital service through its standard input and output, and ends when nobody is at the other end.
const write = process.stdout.write.bind(process.stdout);
const channel = hostService(
  (message) => void write(encodeFrame(message)),
  (size) => new Uint8Array(randomBytes(size)),
);
const end = () => process.exit();
process.stdin.on('data', createFrameReader({ limit: Infinity, onMessage: channel.receive, onFault: end }));
process.stdin.on('end', end);
process.stdin.on('error', end);
process.stdout.on('error', end);

// A signal to everybody in the terminal is for the record: it finishes what is in hand, for which it needs its services, and ends them then.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

// What a module prints may hold anything, patient data too: it is thrown away, and would break the frames. Its logger is the way to tell.
for (const stream of [process.stdout, process.stderr]) stream.write = () => true;
