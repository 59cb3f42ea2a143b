import { expect, test } from 'vitest';
import { styleProblems } from './style-problems.ts';

test.each([
  ['plain rules', '.planted b{color:#005eb8}.planted td:nth-child(2)::before{content:"\\2014"}'],
  ['conditions', '@media (max-width:40em){.planted{display:block}}@supports (display:grid){.planted{display:grid}}'],
  ['nested rules', '.planted{.inner{color:red} @media print{display:none}}'],
  [
    'pictures of its own',
    '.planted{background:url(data:image/png;base64,AAAA);mask:url("data:image/svg+xml,%3Csvg/%3E")}',
  ],
  ['brackets in texts', '.planted::after{content:"}} body{"}/* } */'],
])('a style sheet with %s can be kept within panels', (_what, style) => {
  expect(styleProblems(style)).toEqual([]);
});

test.each([
  ['closes the rule around it', '} body{display:none} @media all{', /brackets/],
  ['leaves a bracket open', '.planted{color:red', /brackets/],
  ['closes with another bracket', '.planted{a:(]}', /brackets/],
  ['ends within a comment', '.planted{} /* ', /no CSS/],
  ['breaks a text', '.planted{content:"\n} body{display:none}', /no CSS/],
  ['imports', '@import "https://elsewhere.example/x.css";', /@import/],
  ['imports in disguise', '@\\69mport "x";', /@import/],
  ['brings a font', '@font-face{font-family:Arial;src:local(Wingdings)}', /@font-face/],
  ['names an animation for everybody', '@keyframes blink{to{opacity:0}}', /@keyframes/],
  ['names a property for everybody', '@property --x{syntax:"*";inherits:false}', /@property/],
  ['orders layers', '@layer baseplate-panels;', /@layer/],
  ['widens its scope', '@scope (body){*{display:none}}', /@scope/],
  ['takes the frame', ':scope{contain:none!important}', /frame/],
  ['takes the frame in disguise', ':\\73 cope{contain:none}', /frame/],
  ['takes the frame by nesting', '&{contain:none}', /frame/],
  ['asks an address', '.planted{background:url(/services/planted/seen)}', /loads/],
  ['asks an address in quotes', '.planted{background:url( "https://elsewhere.example/x" )}', /loads/],
  ['asks an address in disguise', '.planted{background:\\75rl("x")}', /loads/],
  ['asks an address in a set', '.planted{background:image-set("x.png" 1x)}', /loads/],
  ['asks an address in a property of its own', '.planted{--x:url(x)}', /loads/],
])('one that %s cannot', (_what, style, words) => {
  expect(styleProblems(style).join(' ')).toMatch(words);
});
