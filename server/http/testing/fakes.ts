import { type Defect, defectText } from '../../../protocol/wire/defect.ts';
import type { ConfigRefusal, Diagnosis, DiagnosisReport } from '../../broker/diagnosis/diagnosis.ts';
import type { ConfigIssuer, IssuedConfig } from '../../broker/entry/config-issuer.ts';
import type { ConfigRequest, LetIn } from '../../broker/entry/entry.ts';
import type { SignedRequest } from '../../broker/entry/used-signatures.ts';
import type { NodeAvailability, Nodes } from '../../node/nodes.ts';

/** Nodes that take every message in silence; those in `heartbeating` are seen by the REST interface. */
export class SilentNodes implements Pick<Nodes, 'isAvailable' | 'sendMany' | 'rehab' | 'state' | 'count'> {
  readonly heartbeating = new Map<string, NodeAvailability>();

  get count(): number {
    return this.heartbeating.size;
  }

  isAvailable(): boolean {
    return true;
  }

  sendMany(): void {}

  rehab(): void {}

  state(_org: string, node: string): NodeAvailability | undefined {
    return this.heartbeating.get(node);
  }
}

export const SESSION_KEY = Buffer.alloc(32, 7);

/** Gives everybody the same configuration; the keys that were admitted stand in `admitted`. */
export class FakeIssuer implements ConfigIssuer {
  readonly curveEnabled: boolean;
  readonly takesUnencrypted: boolean;
  readonly admitted: string[] = [];
  readonly signed: (SignedRequest | undefined)[] = [];
  admits = true;

  constructor(curveEnabled: boolean, takesUnencrypted: boolean) {
    this.curveEnabled = curveEnabled;
    this.takesUnencrypted = takesUnencrypted;
  }

  letIn(_org: string, _node: string, { curvePublicKey, signed }: ConfigRequest): LetIn {
    if (curvePublicKey !== undefined) this.admitted.push(curvePublicKey);
    this.signed.push(signed);
    return { sessionKey: SESSION_KEY, admitted: this.admits };
  }

  async describe(org: string, node: string, isEncrypted: boolean): Promise<IssuedConfig> {
    return {
      host: 'push.example.com',
      node,
      org,
      heartbeatAddress: `tcp://push.example.com:${isEncrypted ? 10_000 : 10_010}`,
      commandAddress: `tcp://push.example.com:${isEncrypted ? 10_002 : 10_012}`,
      intervalSeconds: 10,
      offlineThreshold: 3,
      onlineThreshold: 2,
      publicKey: 'PEM',
      ...(isEncrypted && { curvePublicKey: 'Z85' }),
      lifetimeSeconds: 3_600,
      maxMessageSkewSeconds: 300,
      maxBodyBytes: 65_536,
      incarnationId: 'UUID',
      sessionKey: Buffer.alloc(SESSION_KEY.byteLength),
    };
  }
}

/** Writes down what it is told, as `dev/web1 fetched`. */
export class FakeDiagnosis implements Diagnosis {
  readonly told: string[] = [];
  /** What was wrong with each request that was refused. */
  readonly defects: string[] = [];

  of(org: string, node: string): DiagnosisReport {
    return {
      org,
      node,
      state: 'down',
      lastRight: { stage: 'config_fetched', atMs: 1_346_799_662_000 },
      firstWrong: { cause: 'never_connected', atMs: undefined },
      refusals: [
        {
          reason: 'message_bad_json',
          defect: { field: 'body', value: '"{"', expected: 'an object in JSON' },
          count: 2,
          lastAtMs: 1_346_799_662_000,
        },
      ],
      notes: [],
      sentence: 'It has not connected.',
      detail: 'Nothing came.',
      remedy: 'Open the port.',
    };
  }

  configFetched(org: string, node: string, withKey: boolean): void {
    this.told.push(`${org}/${node} fetched${withKey ? '' : ' without a key'}`);
  }

  configRefused(org: string, node: string, reason: ConfigRefusal, defect?: Defect): void {
    this.told.push(`${org}/${node} ${reason}`);
    this.defects.push(defect === undefined ? '' : defectText(defect));
  }
}
