import { visible } from './visible.ts';

/** A line of a failure can be as long as what a server has sent. */
const MAX_CHARACTERS = 500;

/** What GitHub shows at a build. */
export interface Annotation {
  readonly kind: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

/** The command to GitHub's runner that shows it, one line. */
export function annotationLine({ kind, title, message }: Annotation): string {
  const property = escaped(title).replaceAll(':', '%3A').replaceAll(',', '%2C');
  return `::${kind} title=${property}::${escaped(message)}`;
}

/** Text of others in the line of a command: nothing in it ends the line, so that none can begin another command. */
function escaped(text: string): string {
  return visible(text.length <= MAX_CHARACTERS ? text : `${text.slice(0, MAX_CHARACTERS)}…`)
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A');
}
