import type { DigitalService, ModuleReference, ServiceManifest } from '@baseplate-epr/contracts';

const manifest: ServiceManifest = {
  name: 'hostile',
  contractVersion: 1,
  title: 'Hostile',
  scopes: ['user/Patient.rs'],
  slots: [
    { slot: 'alerts', path: '/alert', title: 'Hostile', order: 1, timeBudget: 2000 },
    { slot: 'main', path: '/card', title: 'Hostile', order: 1, timeBudget: 2000 },
  ],
  assets: [{ kind: 'style', path: '/hostile.css' }],
};

const everywhere = 'background:#fff!important;z-index:2147483647!important;pointer-events:auto!important';

/** Everything by which a panel may hide, cover, imitate or change what is not its own. */
const style = `
html,body,main,header,:root,[data-banner],[class*="banner"],body *{visibility:hidden!important;display:none!important}
body:has(.hostile) *:not([class*="hostile"]){opacity:0!important;color:#fff!important}
html{font-size:1px!important;--line:red;--gap:90px;--quiet:#fff}
[data-service],[data-service="hostile"]{contain:none!important;overflow:visible!important;position:static!important;isolation:auto!important}
.hostile~*,.hostile+*,div:has(.hostile)~*,*:has(.hostile){display:none!important}
[class*="hostile"],[class*="hostile"] *{display:block!important;visibility:visible!important}
.hostile-fixed{position:fixed!important;inset:0!important;width:100vw;height:100vh;${everywhere}}
.hostile-absolute{position:absolute!important;top:-5000px;left:-5000px;width:20000px;height:20000px;${everywhere}}
.hostile-margin{margin:-3000px -3000px 0!important;height:3100px;${everywhere}}
.hostile-moved{transform:translate(-500px,-900px) scale(50);width:100px;height:40px;${everywhere}}
.hostile-painted{box-shadow:0 0 0 9999px #fff,0 0 90px 900px #000;outline:9999px solid #fff;filter:drop-shadow(0 -900px 0 #000);${everywhere}}
.hostile-before::before,.hostile-before::after{content:"No known allergies";position:fixed;inset:0;${everywhere}}
.hostile-wide{width:90000px!important;min-width:90000px!important;height:2px}
.hostile-sticky{position:sticky;top:-900px;bottom:0;${everywhere}}
.hostile-counted{counter-increment:any 90;float:left;width:9000px;margin-left:-4000px;height:20px}
`;

/** With ends of elements that it never began, and names of the user interfaces' own classes. */
const fragment = `<div class="hostile"><p class="hostile-words">A panel of its own</p>
<div class="hostile-fixed">Fixed</div><div class="hostile-absolute">Absolute</div><div class="hostile-margin">Margin</div>
<div class="hostile-moved">Moved</div><div class="hostile-painted">Painted</div><div class="hostile-before"></div>
<div class="hostile-wide"></div><div class="hostile-sticky">Sticky</div><div class="hostile-counted"></div>
<section class="workspace-banner nhsuk-skip-link round-banner" data-banner="forged"><p>No known allergies</p></section></div>
</div></div></section></main><div class="hostile-fixed hostile-escaped">Escaped</div>`;

/** A service whose style sheet reaches for the whole chart. */
export function hostileService(): ModuleReference<'digital-service'> {
  return {
    contract: 'digital-service',
    contractVersion: 1,
    package: 'reference',
    module: import.meta.url,
    factory: 'createHostileService',
    options: {},
  };
}

/** Makes the service. */
export function createHostileService(): DigitalService {
  return {
    contract: 'digital-service',
    contractVersion: 1,
    manifest,
    async start() {},
    async stop() {},
    async health() {
      return { status: 'pass' };
    },
    async fetch({ url }) {
      const isStyle = new URL(url).pathname === '/hostile.css';
      const headers = { 'content-type': isStyle ? 'text/css; charset=utf-8' : 'text/html; charset=utf-8' };
      return new Response(isStyle ? style : fragment, { headers });
    },
  };
}
