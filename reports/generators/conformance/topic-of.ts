/**
 * The topic of a feature: of one about clients, `features/client/TOPIC.feature`, its file; of one about servers its folder,
 * `features/server/TOPIC/`, or as it was, and is elsewhere, the folder below `features/`. Else the folder that it lies in.
 */
export function topicOf(uri: string): string {
  const folders = uri.split(/[\\/]/);
  const file = folders.pop() ?? '';
  const from = folders.lastIndexOf('features');
  const [first, second] = from === -1 ? [] : folders.slice(from + 1);
  if (first === 'client') return file.replace(/\.feature$/, '');
  const topic = first === 'server' ? (second ?? first) : first;
  return topic ?? folders.at(-1) ?? 'features';
}
