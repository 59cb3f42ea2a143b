import { expect, test } from 'vitest';
import { createAnswerReader, type WireAnswer } from './answer-reader.ts';

const wire = Buffer.from(
  [
    'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 7\r\n\r\nhello\r\n',
    'HTTP/1.1 304 Not Modified\r\netag: "1"\r\n\r\n',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\nB\r\n \r\nworld\r\n \r\n0\r\n\r\n',
    'HTTP/1.1 204 No Content\r\n\r\n',
    'HTTP/1.1 201 Created\r\ncontent-length: 2\r\n\r\nok',
  ].join(''),
);

function readInPieces(size: number, keep: boolean): WireAnswer[] {
  const answers: WireAnswer[] = [];
  const read = createAnswerReader(keep, (answer) => answers.push(answer));
  for (let at = 0; at < wire.length; at += size) read(wire.subarray(at, at + size));
  return answers;
}

test('finds every answer, wherever the network cut the bytes', () => {
  for (let size = 1; size <= wire.length; size += 1) {
    const answers = readInPieces(size, true);
    expect(answers.map(({ status, body }) => [status, body?.toString()])).toEqual([
      [200, 'hello\r\n'],
      [304, ''],
      [200, 'hello \r\nworld\r\n '],
      [204, ''],
      [201, 'ok'],
    ]);
  }
});

test('counts the bytes of a body that it does not keep', () => {
  expect(readInPieces(3, false)).toEqual([
    { status: 200, size: 7 },
    { status: 304, size: 0 },
    { status: 200, size: 16 },
    { status: 204, size: 0 },
    { status: 201, size: 2 },
  ]);
});
