import type { Schema } from '../../files/settings/schema.ts';
import type { Surroundings } from '../program/command.ts';

/** A kind of file that people write. */
export interface FileKind {
  readonly name: string;
  /** The file that is written to begin with. */
  readonly file: string;
  /** The schema that is written beside it, by which editors check and complete it. */
  readonly schemaFile: string;
  /** What uses the file, behind `push-harness`. */
  readonly command: string;
  /** The commented file to begin with. */
  sample(): Promise<URL>;
  schema(surroundings: Pick<Surroundings, 'settings'>): Promise<Schema>;
}

const sampleOf = (file: string) => async () => new URL(`samples/${file}`, import.meta.url);

/** What each needs takes time to load, and is loaded where it is asked for. */
export const FILE_KINDS: readonly FileKind[] = [
  {
    name: 'fleet',
    file: 'fleet.yaml',
    schemaFile: 'fleet.schema.json',
    command: 'simulate --fleet fleet.yaml',
    sample: async () => new URL('../../simulator/fleets/samples/fleet.yaml', import.meta.url),
    schema: async () => (await import('../../simulator/fleet-file/fleet-schema.ts')).FLEET_SCHEMA,
  },
  {
    name: 'target',
    file: 'target.yaml',
    schemaFile: 'target.schema.json',
    command: 'conform --target target.yaml',
    sample: sampleOf('target.yaml'),
    schema: async () => (await import('../../conformance/target-file/target-schema.ts')).TARGET_SCHEMA,
  },
  {
    name: 'client',
    file: 'client.yaml',
    schemaFile: 'client.schema.json',
    command: 'conform-client --client client.yaml',
    sample: sampleOf('client.yaml'),
    schema: async () => (await import('../conform-client/client-file.ts')).CLIENT_SCHEMA,
  },
  {
    name: 'settings',
    file: 'push-harness.yaml',
    schemaFile: 'push-harness.schema.json',
    command: 'node status',
    sample: sampleOf('push-harness.yaml'),
    schema: async ({ settings }) =>
      (await import('../options/settings-schema.ts')).settingsSchema(await settings()),
  },
];

export const FILE_KIND_NAMES = FILE_KINDS.map(({ name }) => name).join(', ');
