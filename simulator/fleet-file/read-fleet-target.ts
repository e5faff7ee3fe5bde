import type { FleetTarget } from './fleet-file.ts';
import type { RawFleetTarget } from './raw-fleet.ts';
import { type Complain, optionalMs } from './raw-parts.ts';

/** The server that the fleet is for. */
export function readFleetTarget(raw: 'self' | RawFleetTarget, complain: Complain): FleetTarget {
  if (raw === 'self') return { kind: 'self', settings: {} };
  const { self, url, org, user, key, ca, insecure } = raw;
  if ((self === undefined) === (url === undefined)) complain(['target'], 'needs one of url and self');
  if (url !== undefined) {
    return {
      kind: 'server',
      url,
      ...(org !== undefined && { org }),
      ...(user !== undefined && { user }),
      ...(key !== undefined && { key }),
      ...(ca !== undefined && { ca }),
      ...(insecure !== undefined && { insecure }),
    };
  }
  const heartbeatIntervalMs = optionalMs(self?.heartbeat_interval);
  const votingTimeoutMs = optionalMs(self?.voting_timeout);
  const rehabIntervalMs = optionalMs(self?.rehab_interval);
  return {
    kind: 'self',
    settings: {
      ...(heartbeatIntervalMs !== undefined && { heartbeatIntervalMs }),
      ...(votingTimeoutMs !== undefined && { votingTimeoutMs }),
      ...(rehabIntervalMs !== undefined && { rehabIntervalMs }),
      ...(self?.dialect !== undefined && { dialect: self.dialect }),
    },
  };
}
