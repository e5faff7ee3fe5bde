import type { DialectName } from '../../../protocol/dialect-name.ts';

/** What a client is told of its server and itself. */
export interface ClientSettings {
  readonly serverUrl: string;
  readonly org: string;
  readonly node: string;
  readonly keyFile: string;
  readonly workDir: string;
  readonly whitelistFile: string;
  readonly dialect: DialectName;
  /** The certificate to trust; empty where the server speaks http. */
  readonly caFile: string;
}

/** The environment variables that a client under test finds its settings in; `push-harness node run` reads the same. */
export const VARIABLES = {
  serverUrl: 'PUSH_JOBS_SERVER_URL',
  org: 'PUSH_JOBS_ORG',
  node: 'PUSH_JOBS_NODE_NAME',
  keyFile: 'PUSH_JOBS_KEY_FILE',
  workDir: 'PUSH_JOBS_WORK_DIR',
  whitelistFile: 'PUSH_JOBS_WHITELIST',
  dialect: 'PUSH_JOBS_DIALECT',
  caFile: 'PUSH_JOBS_CA_FILE',
} as const satisfies Record<keyof ClientSettings, string>;

/** The same server as Chef's own tools want it: with the organisation in its URL. */
const CHEF_SERVER_URL = 'PUSH_JOBS_CHEF_SERVER_URL';

/** The settings as environment variables. */
export function environmentVariables(settings: ClientSettings): Readonly<Record<string, string>> {
  const variables: Record<string, string> = {
    [CHEF_SERVER_URL]: `${settings.serverUrl}/organizations/${settings.org}`,
  };
  for (const [name, variable] of Object.entries(VARIABLES)) {
    const value = settings[name as keyof ClientSettings];
    if (value !== '') variables[variable] = value;
  }
  return variables;
}
