import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenRecord, openRecord } from './open-record.ts';

let record: OpenRecord;
let token: string;

beforeAll(async () => {
  record = await openRecord();
  token = await record.token('system');
});

afterAll(() => record.stop());

/** Sends text as it is and gives the status of what comes back; 0 if the connection is closed without a word. */
function sendRaw(text: string): Promise<number> {
  const { hostname, port } = new URL(record.base);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let received = '';
    socket.setTimeout(3000, () => socket.destroy(new Error(`no answer to ${text.slice(0, 40)}`)));
    socket.on('data', (chunk) => {
      received += chunk.toString();
      const status = /HTTP\/1\.1 (?!100)(\d{3})/.exec(received)?.[1];
      if (status === undefined) return;
      socket.destroy();
      resolve(Number(status));
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(0));
  });
}

function request(line: string, ...headers: readonly string[]): string {
  return [`${line} HTTP/1.1`, 'Host: 127.0.0.1', `Authorization: Bearer ${token}`, ...headers, '', ''].join('\r\n');
}

const body = '{"resourceType":"Patient"}';

test.each([
  ['a path that climbs', 'GET /fhir/Patient/../metadata', [], 200],
  ['a path that climbs in escapes', 'GET /fhir/Patient/%2e%2e/metadata', [], 200],
  ['an escaped slash', 'GET /fhir%2Fmetadata', [], 303],
  ['a NUL', 'GET /fhir/Patient/%00', [], 404],
  ['a whole address', 'GET http://elsewhere.example/fhir/metadata', [], 200],
  ['a very long path', `GET /fhir/Patient/${'a'.repeat(10_000)}`, [], 404],
  ['headers without end', 'GET /fhir/metadata', [`X-Long: ${'a'.repeat(100_000)}`], 431],
  ['a method nobody knows', 'BREW /fhir/Patient', [], 400],
  ['a method that FHIR does not know', 'PROPFIND /fhir/Patient', [], 405],
  ['TRACE', 'TRACE /fhir/Patient', [], 405],
  ['a length that is no number', 'POST /fhir/Patient', ['Content-Length: x'], 400],
  ['two lengths', 'POST /fhir/Patient', ['Content-Length: 1', 'Content-Length: 2'], 400],
  ['a length and pieces', 'POST /fhir/Patient', ['Content-Length: 1', 'Transfer-Encoding: chunked'], 400],
])('%s is answered without a fault', async (_, line, headers, status) => {
  expect(await sendRaw(request(line, ...headers))).toBe(status);
});

test('a body is taken whole or not at all', async () => {
  const headers = ['Content-Type: application/fhir+json'];
  const pieces = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
  expect(await sendRaw(request('POST /fhir/Patient', ...headers, 'Transfer-Encoding: chunked') + pieces)).toBe(201);
  expect(await sendRaw(request('POST /fhir/Patient', ...headers, `Content-Length: ${body.length}`) + body)).toBe(201);
  const awaiting = [...headers, `Content-Length: ${body.length}`, 'Expect: 100-continue'];
  expect(await sendRaw(request('POST /fhir/Patient', ...awaiting) + body)).toBe(201);
  const before = await record.send('GET /Patient?_summary=count', { token });
  const { hostname, port } = new URL(record.base);
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(request('POST /fhir/Patient', ...headers, `Content-Length: ${body.length + 50}`) + body);
      setTimeout(() => socket.destroy(), 50);
    });
    socket.on('close', () => resolve());
  });
  expect((await record.send('GET /Patient?_summary=count', { token })).text).toBe(before.text);
});

test('the record still answers after all that', async () => {
  expect((await record.send('GET /metadata')).status).toBe(200);
});
