import { BaseplateError, type DigitalService, type ModuleContext } from '@baseplate-epr/contracts';
import { answer } from './answer.ts';
import { controlRoomManifest } from './control-room-manifest.ts';
import { failurePage } from './page/message-page.ts';
import { styles } from './page/styles.ts';
import { stylesPath } from './page/styles-path.ts';

/**
 * Makes the control room. It knows nothing by itself: every page asks the assembly in the caller's name, and says so where the assembly does not
 * answer. Without script; what a form will do is said before it is sent.
 */
export function createControlRoom(): DigitalService {
  let started: ModuleContext | undefined;
  return {
    contract: 'digital-service',
    contractVersion: 1,
    manifest: controlRoomManifest,
    async start(context) {
      started = context;
    },
    async stop() {
      started = undefined;
    },
    async health() {
      return started === undefined
        ? { status: 'fail', reason: 'The control room is not started.' }
        : { status: 'pass' };
    },
    async fetch(request, context) {
      const url = new URL(request.url);
      if (url.pathname === stylesPath) return stylesAnswer();
      const { ownPage: own } = context;
      if (started === undefined || own === undefined) {
        throw new BaseplateError({
          code: 'module-unavailable',
          message: 'The control room has pages of its own only, in a started assembly. Open it there.',
        });
      }
      const visit = { request, url, context, own };
      try {
        return await answer(visit);
      } catch {
        started.logger.error('a page of the control room failed', { requestId: context.requestId });
        return failurePage(visit);
      }
    },
  };
}

function stylesAnswer(): Response {
  return new Response(styles, {
    headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable' },
  });
}
