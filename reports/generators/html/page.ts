import { createHash } from 'node:crypto';
import type { PageParts } from './assets.ts';
import { type Content, html, trusted } from './html.ts';

/** What a page says as a whole: its colour, and the sign in its banner. */
export type Tone = 'good' | 'bad' | 'warn' | 'plain';

export interface Page extends PageParts {
  readonly title: string;
  readonly tone: Tone;
  /** A few words above the headline: what kind of report, of what. */
  readonly kicker: string;
  readonly headline: string;
  /** Lines under the headline. */
  readonly facts: Content;
  readonly body: Content;
}

const SIGNS: Readonly<Record<Tone, string>> = { good: '✓', bad: '✕', warn: '!', plain: '·' };

/**
 * A page in one file that needs neither network nor other files. Its policy lets no script run but those given here, so
 * that nothing in the body could, and nothing be fetched.
 */
export function pageHtml(page: Page): string {
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `script-src ${page.scripts.map(hashSource).join(' ') || "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title}</title>
${page.styles.map((style) => html`<style>${trusted(style)}</style>\n`)}</head>
<body data-tone="${page.tone}">
<header class="banner">
<div class="sign" aria-hidden="true">${SIGNS[page.tone]}</div>
<div class="verdict">
<p class="kicker">${page.kicker}</p>
<h1>${page.headline}</h1>
${page.facts}
</div>
<div class="tools"><button type="button" id="theme" title="light or dark (t)">◐</button></div>
</header>
<main>
${page.body}
</main>
${page.scripts.map((script) => html`<script>${trusted(script)}</script>\n`)}</body>
</html>
`.markup;
}

function hashSource(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}
