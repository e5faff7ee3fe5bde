type Counters = Readonly<Record<string, number>>;

const REFUSED = /^(?:refusals|refused|handshakes_failed|config_failed)\./;

/** Counters, of the server or of nodes, that say that something was not taken; healthy nodes give no reason for any. */
export function refusalCounters(counters: Counters): Counters {
  const found = Object.entries(counters).filter(
    ([name]) => REFUSED.test(name) || (name.startsWith('zap.') && name !== 'zap.admitted'),
  );
  return Object.fromEntries(found);
}
