import { type Html, html } from '../html/html.ts';

/** The title of a scenario, as `titleOf` has it, with the requirement in a quieter colour: rows beside it may share it. */
export function titleHtml(requirement: string, name: string): Html {
  return html`<span class="rule">${requirement}:</span> ${name}`;
}
