import { styleFile } from '../panel-style/style-file.ts';

const accent = '#005eb8';
const light = '#7cb8f0';

/** Plain and readable by day and by night, at a desk and on a phone; what the pages of this assembly look like is not known here. */
const words = `:root{color-scheme:light dark}
body{margin:0;background:#f0f4f5;color:#212b32;font:1.125rem/1.5 system-ui,"Segoe UI",Roboto,sans-serif}
main{box-sizing:border-box;max-width:44rem;margin:0 auto;padding:2rem 1.25rem;background:#fff;min-height:100vh;border-top:.375rem solid ${accent}}
h1{margin:0 0 1rem;font-size:1.625rem;line-height:1.25}
a{color:${accent};text-underline-offset:.15em}
a:focus-visible{outline:3px solid #212b32;outline-offset:2px;background:#ffeb3b;color:#212b32}
code{overflow-wrap:anywhere}
label{font-weight:600}
textarea{box-sizing:border-box;width:100%;padding:.5rem;border:2px solid #4c6272;background:inherit;color:inherit;font:inherit}
textarea:focus-visible{outline:3px solid #212b32;outline-offset:2px;box-shadow:0 0 0 2px #ffeb3b}
@media (prefers-color-scheme:dark){body{background:#0f1418;color:#e8edee}main{background:#1a2127;border-color:${light}}a{color:${light}}textarea{border-color:#aeb7bd}a:focus-visible,textarea:focus-visible{outline-color:#fff}}`;

/** Of a page that has only something to say. */
export const wordsStyle = styleFile('words', words);
