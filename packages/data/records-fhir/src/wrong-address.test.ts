import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { testContext } from './__fixtures__/test-context.ts';
import { createFhirRecordStore } from './fhir-record-store.ts';
import { createHttpClient } from './http/http-client.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server that answers everything alike. Says how often it was asked. */
async function answering(answer: (response: ServerResponse) => void) {
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => asked };
}

test.each([
  ['/app/sign-in?back=%2Fmetadata', '/app/sign-in'],
  ['//elsewhere.example/fhir/metadata', 'http://elsewhere.example/fhir/metadata'],
])('a base that redirects is told with where to, and with what is wanted (%s)', async (location, told) => {
  const { url, asked } = await answering((response) => response.writeHead(303, { location }).end());
  const to = told.startsWith('/') ? `${url}${told}` : told;
  await expect(createFhirRecordStore({ url }).start(testContext)).rejects.toMatchObject({
    code: 'storage-unavailable',
    message: expect.stringMatching(new RegExp(`redirect \\(303, to ${to}\\), .*address of the FHIR base itself`)),
  });
  expect(asked()).toBe(1);
});

test('a redirect of anything but /metadata is told without its path, and a redirect to nowhere as well', async () => {
  const { url } = await answering((response) => response.writeHead(307, { location: '/Patient/9990000018' }).end());
  const options = { url, token: undefined, connections: 1, requestTime: 30_000 };
  const read = { method: 'GET', path: '/Patient/9990000018', what: 'a read' } as const;
  const failed = await createHttpClient(options)
    .send(read)
    .catch((error: unknown) => error);
  expect(failed).toMatchObject({ message: expect.stringContaining(`a read with a redirect (307, to ${url}), which`) });
  expect(String(failed)).not.toContain('9990000018');
  const nowhere = await answering((response) => response.writeHead(302).end());
  await expect(createHttpClient({ ...options, url: nowhere.url }).send(read)).rejects.toThrow('redirect (302), which');
  const garbled = await answering((response) => response.writeHead(302, { location: 'http://[' }).end());
  await expect(createHttpClient({ ...options, url: garbled.url }).send(read)).rejects.toThrow('redirect (302), which');
});

test('a web page, another resource and nothing at all in the place of a CapabilityStatement are told apart', async () => {
  const page = await answering((response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'));
  await expect(createFhirRecordStore({ url: page.url }).start(testContext)).rejects.toThrow(
    /web page \(HTML\).*`url` names an R4 base/,
  );
  const other = await answering((response) => response.end('{"resourceType":"Patient"}'));
  await expect(createFhirRecordStore({ url: other.url }).start(testContext)).rejects.toThrow('no CapabilityStatement');
  const nothing = await answering((response) => response.writeHead(404).end('no such page'));
  await expect(createFhirRecordStore({ url: nothing.url }).start(testContext)).rejects.toMatchObject({
    code: 'storage-unavailable',
    message: expect.stringMatching(/server answers, .*\(404\)\. Give as `url` the address of the R4 base/),
  });
});
