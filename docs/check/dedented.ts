/** A page whose fenced blocks within lists stand at the margin, as they would be copied. */
export function dedented(page: string): string {
  return page.replace(/^( +)```[\s\S]*?^\1```$/gm, (block, indent: string) =>
    block
      .split('\n')
      .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
      .join('\n'),
  );
}
