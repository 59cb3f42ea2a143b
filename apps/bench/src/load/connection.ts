import { connect, type Socket } from 'node:net';
import { createAnswerReader, type WireAnswer } from './answer-reader.ts';

/** A kept-alive connection with one request on its way at a time. */
export interface Connection {
  /** Sends a whole request; `onAnswer` is called once, with its answer or with why there is none. */
  send(request: Buffer, onAnswer: (answer: WireAnswer | Error) => void): void;
  close(): void;
}

/**
 * Opens a connection to a port of this machine. Servers close connections that are idle for some seconds; then the next request opens it
 * again.
 */
export async function openConnection(port: number, keep: boolean): Promise<Connection> {
  let waiting: ((answer: WireAnswer | Error) => void) | undefined;
  const settle = (answer: WireAnswer | Error) => {
    const settled = waiting;
    waiting = undefined;
    settled?.(answer);
  };
  const dial = (): Promise<Socket> =>
    new Promise((resolve, reject) => {
      const dialled = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(dialled));
      dialled.on('data', createAnswerReader(keep, settle));
      dialled.on('error', (error) => {
        reject(error);
        settle(error);
      });
      dialled.on('close', () => settle(new Error('The server closed the connection before it had answered.')));
    });
  let socket = await dial();
  return {
    send(request, onAnswer) {
      waiting = onAnswer;
      if (socket.writable) socket.write(request);
      else redial(request);
    },
    close: () => {
      socket.destroy();
    },
  };

  function redial(request: Buffer): void {
    dial().then((dialled) => {
      socket = dialled;
      socket.write(request);
    }, settle);
  }
}
