/** What is judged: a push server, or a push client. */
export type SubjectKind = 'server' | 'client';

const OF_CLIENTS = 'features/client/';

/** Which of them a feature is about. @param uri its path from the folder that the features are in, with `/` */
export function subjectOf(uri: string): SubjectKind {
  return uri.startsWith(OF_CLIENTS) ? 'client' : 'server';
}
