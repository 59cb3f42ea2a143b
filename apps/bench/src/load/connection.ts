import { connect } from 'node:net';
import { createAnswerReader, type WireAnswer } from './answer-reader.ts';

/** A kept-alive connection with one request on its way at a time. */
export interface Connection {
  /** Sends a whole request; `onAnswer` is called once, with its answer or with why there is none. */
  send(request: Buffer, onAnswer: (answer: WireAnswer | Error) => void): void;
  close(): void;
}

/** Opens a connection to a port of this machine. */
export function openConnection(port: number, keep: boolean): Promise<Connection> {
  let waiting: ((answer: WireAnswer | Error) => void) | undefined;
  const settle = (answer: WireAnswer | Error) => {
    const settled = waiting;
    waiting = undefined;
    settled?.(answer);
  };
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.on('data', createAnswerReader(keep, settle));
  socket.on('error', (error) => settle(error));
  socket.on('close', () => settle(new Error('The server closed the connection before it had answered.')));
  const connection: Connection = {
    send(request, onAnswer) {
      waiting = onAnswer;
      socket.write(request);
    },
    close: () => {
      socket.destroy();
    },
  };
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(connection));
    socket.once('error', reject);
  });
}
