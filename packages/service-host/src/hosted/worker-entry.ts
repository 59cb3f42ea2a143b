import { randomBytes } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { isMessage } from '../channel/message.ts';
import { hostService } from './host-service.ts';

// Runs in a thread of its own: serves one digital service through the port it was started with.
const channel = hostService(
  (message) => parentPort?.postMessage(message),
  (size) => new Uint8Array(randomBytes(size)),
);
parentPort?.on('message', (message: unknown) => {
  if (isMessage(message)) channel.receive(message);
});
