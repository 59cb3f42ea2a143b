import type { Persona } from './persona.ts';
import { roles } from './role.ts';

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The page where somebody is chosen. Works without script; every choice is one button. */
export function signInPage({
  personas,
  returnPath,
  routes,
  problem,
}: {
  readonly personas: readonly Persona[];
  readonly returnPath: string;
  readonly routes: string;
  readonly problem?: string;
}): string {
  const choices = personas.map((persona) => {
    const role = roles.find((candidate) => candidate.code === persona.role);
    return `<li><button name="persona" value="${escapeHtml(persona.id)}"><span class="name">${escapeHtml(persona.display)}</span><span class="role">${escapeHtml(role?.display ?? persona.role)}</span><span class="about">${escapeHtml(persona.description)}</span></button></li>`;
  });
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${problem === undefined ? '' : 'Error: '}Sign in</title>
<link rel="stylesheet" href="${routes}/sign-in.css">
</head>
<body>
<header><span class="mark" aria-hidden="true"></span><span>Baseplate record</span></header>
<main id="main">
<h1>Who is signing in?</h1>
${problem === undefined ? '' : `<div class="problem" role="alert"><h2>There is a problem</h2><p>${escapeHtml(problem)}</p></div>`}
<p class="caution"><strong>For trying things out.</strong> These people are invented and need no password. Every patient is synthetic.</p>
<form method="post" action="${routes}/sign-in">
<input type="hidden" name="return" value="${escapeHtml(returnPath)}">
<ul>
${choices.join('\n')}
</ul>
</form>
</main>
</body>
</html>
`;
}
