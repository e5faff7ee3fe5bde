import { type Content, type Html, html } from '../html/html.ts';
import { plural } from './conclusion.ts';
import { quirkWarnings, remedyOf } from './quirks.ts';
import type { ConformanceResults, QuirkMet, QuirkResult } from './results.ts';

/** The quirks that the target has, a card each; nothing where no scenario met one. */
export function quirksHtml(results: ConformanceResults): Content {
  const { quirks = [], target } = results;
  if (quirks.length === 0) return '';
  const warnings = quirkWarnings(results);
  return html`<h2 id="quirks">Quirks</h2>
<p class="note">Named differences of some servers from the documentation that this target has. A scenario that meets only accepted ones has the verdict quirk, and makes no run red; one that is not accepted is a failure. A quirk is harmless, costly to somebody, or a hole in security.</p>
${warnings.length > 0 && html`<ul class="warn">${warnings.map((line) => html`<li>${line}</li>`)}</ul>\n`}<div class="cards">
${quirks.map((quirk) => cardHtml(quirk, target))}</div>`;
}

function cardHtml(quirk: QuirkResult, target: ConformanceResults['target']): Html {
  const { name, weight, summary, ours, cost, has, isAccepted, scenarios, evidence } = quirk;
  const { sentence, words } = remedyOf(quirk, target);
  return html`<article class="quirk" id="${anchorOf(name)}" data-verdict="${isAccepted ? 'quirk' : 'failed'}">
<h3>${name} <span class="pill" data-weight="${weight}">${weight}</span> <span class="pill">${isAccepted ? 'accepted' : 'not accepted'}</span></h3>
${summary !== '' && html`<p>${summary}</p>`}
${cost !== '' && html`<p><b>Cost:</b> ${cost}</p>`}
${has !== '' && html`<p class="quiet off-paper">Who has it: ${has}. Without it: ${ours}</p>`}
<p class="off-paper">Met by ${plural(scenarios.length, 'scenario')}: ${scenarios.map((id, index) => html`${index > 0 && ', '}<a href="#${id}">${id}</a>`)}</p>
<details class="off-paper"><summary>Evidence, from ${scenarios[0] ?? ''}</summary><pre>${evidence}</pre></details>
<p class="quiet off-paper">${sentence}</p>
${words !== undefined && html`<div class="command off-paper"><pre>${words}</pre><button type="button">copy</button></div>`}
</article>
`;
}

/** What one scenario met, in its row. */
export function metHtml(met: readonly QuirkMet[]): Content {
  if (met.length === 0) return '';
  return html`<div class="off-paper"><h3>Quirks that it met</h3>${met.map(
    ({ name, evidence }) =>
      html`<details><summary>${name}</summary><p><a href="#${anchorOf(name)}">What it is and costs</a></p><pre>${evidence}</pre></details>`,
  )}</div>`;
}

function anchorOf(name: string): string {
  return `quirk-${name}`;
}
