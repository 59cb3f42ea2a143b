const words = { c: 'create', r: 'read', u: 'update', d: 'delete', s: 'search' };

/** The roles for tests of services, which may not import what gives them out. */
export function rolesSource(roles) {
  const entries = roles
    .filter(({ kind }) => kind === 'practitioner')
    .map(({ code, display, purposeOfUse, scopes }) => {
      const list = scopes.map((scope) => `      '${scope}',`).join('\n');
      return `  ${/^[a-z]+$/.test(code) ? code : `'${code}'`}: {\n    display: '${display}',\n    purposeOfUse: '${purposeOfUse}',\n    scopes: [\n${list}\n    ],\n  },`;
    });
  return [
    '// Written by scripts/write-contract-pages.mjs from the roles of identity-local. Change them there.',
    'interface RoleOfTests {\n  readonly display: string;\n  readonly purposeOfUse: string;\n  readonly scopes: readonly string[];\n}\n',
    '/** The roles that identity-local gives people who work in a trust, by their codes. */\nexport const roles: Readonly<Record<RoleCode, RoleOfTests>> = {',
    ...entries,
    '};\n',
    `/** Code of a role. */\nexport type RoleCode = ${roles
      .filter(({ kind }) => kind === 'practitioner')
      .map(({ code }) => `'${code}'`)
      .join(' | ')};\n`,
  ].join('\n');
}

/** What each role may do with each type. */
export function rolesPage(roles) {
  const sections = roles.map(({ code, display, scopes }) => {
    const groups = new Map();
    for (const scope of scopes) {
      const [, of, letters] = /\/(\*|[A-Za-z]+)\.([cruds]+)$/.exec(scope) ?? [];
      const does = letters === undefined ? 'hold' : [...letters].map((letter) => words[letter]).join(', ');
      const what =
        letters === undefined
          ? `\`${scope}\``
          : of === '*'
            ? `**every type**${scope.startsWith('patient/') ? ', in their own record' : ''}`
            : of;
      groups.set(does, [...(groups.get(does) ?? []), what]);
    }
    return `| ${display}<br>\`${code}\` | ${[...groups].map(([does, types]) => `${does}: ${types.join(', ')}`).join('<br>')} |`;
  });
  return [
    '# Which roles may do what',
    '<!-- Written by scripts/write-contract-pages.mjs from packages/hosting/identity-local/src/role.ts. Change it there. -->',
    'These are the roles of [identity-local](../../packages/hosting/identity-local). A service acts with what the caller’s role and the scopes of its manifest have in common, so **before you choose a resource to write, see which roles may write it**: nobody can use a form for a type that no role may create. Another identity may give out other roles.',
    ['| role | may |', '|---|---|', ...sections].join('\n'),
    "In tests, `inRole('ward-nurse')` of [service-testing](../../packages/service-testing) is somebody in such a role.",
  ]
    .join('\n\n')
    .concat('\n');
}
