/** `web1`, `web1 and web2`, `web1, web2 and web3` as labels. */
export function parseNodeList(text: string): readonly string[] {
  return text.split(/, | and /);
}

export const NODE_LIST = /(?:[a-z][a-z0-9-]*\d|ghost)(?:(?:, | and )(?:[a-z][a-z0-9-]*\d|ghost))*/;
