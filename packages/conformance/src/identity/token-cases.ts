import assert from 'node:assert/strict';
import type { Identity } from '@baseplate-epr/contracts';
import type { Case } from '../kit/kit.ts';

const bearer = (token: string) =>
  new Request('http://127.0.0.1:3000/fhir/Patient', { headers: { authorization: `Bearer ${token}` } });

/** The role that scripts have: whoever issues tokens issues them for it. */
const role = 'system';

/** Promises about tokens that the module makes itself; of a module that makes none they ask nothing. */
export const tokenCases: readonly Case<Identity>[] = [
  {
    name: 'a token it issues is recognised as a bearer token only, with its role and no more than its scopes',
    safety: true,
    run: async ({ adapter }) => {
      const issued = await adapter.issueToken?.({ role, timeToLive: 60, scopes: ['system/Patient.rs'] });
      if (issued === undefined) return;
      const answer = await adapter.authenticate({ request: bearer(issued.token), by: 'bearer' });
      assert.ok(answer.outcome === 'authenticated', 'Its own token is not recognised.');
      assert.equal(answer.principal.role.code, role, 'The token stands for another role.');
      assert.deepEqual(answer.principal.tokenScopes, ['system/Patient.rs'], 'The token is not narrowed to its scopes.');
      const asSession = await adapter.authenticate({ request: bearer(issued.token), by: 'session' });
      assert.notEqual(asSession.outcome, 'authenticated', 'A bearer token counts as a session.');
    },
  },
  {
    name: 'a token ends with its time, and not with the process that issued it',
    safety: true,
    run: async ({ adapter, clock, reopen }) => {
      const issued = await adapter.issueToken?.({ role, timeToLive: 60 });
      if (issued === undefined) return;
      const again = await reopen();
      const outcome = async () => (await again.authenticate({ request: bearer(issued.token), by: 'bearer' })).outcome;
      assert.equal(await outcome(), 'authenticated', 'A token does not survive a new start.');
      clock.advance(61_000);
      assert.equal(await outcome(), 'refused', 'A token is believed after its time.');
    },
  },
  {
    name: 'a token of which one character was changed is refused',
    safety: true,
    run: async ({ adapter, random }) => {
      const issued = await adapter.issueToken?.({ role, timeToLive: 60 });
      if (issued === undefined) return;
      const { token } = issued;
      for (let round = 0; round < 20; round += 1) {
        // The last character of base64 may have bits that mean nothing.
        const at = random.integer(token.length - 1);
        const other = token[at] === 'A' ? 'B' : 'A';
        const changed = `${token.slice(0, at)}${other}${token.slice(at + 1)}`;
        const { outcome } = await adapter.authenticate({ request: bearer(changed), by: 'bearer' });
        assert.notEqual(outcome, 'authenticated', 'A changed token is believed.');
      }
    },
  },
];
