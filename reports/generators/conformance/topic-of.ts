/**
 * The topic of a feature: the folder below `features/` that it lies in, or the one it lies in at all. What is about clients is
 * one folder, `features/client/`, in which each file is a topic.
 */
export function topicOf(uri: string): string {
  const folders = uri.split(/[\\/]/);
  const file = folders.pop() ?? '';
  const from = folders.lastIndexOf('features');
  const topic = from === -1 ? undefined : folders[from + 1];
  if (topic === 'client') return file.replace(/\.feature$/, '');
  return topic ?? folders.at(-1) ?? 'features';
}
