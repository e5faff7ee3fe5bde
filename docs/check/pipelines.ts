import { parseDocument } from 'yaml';

/** Scripts of pipelines of CI, as a shell gets them. */
type Scripts = readonly string[];

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly WorkflowStep[] }>>;
}

/** What a step of a workflow runs, or uses, and with what. */
export interface WorkflowStep {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

/** @throws where it is no YAML, or has no jobs with steps; of GitHub's forms as the next */
export function stepsOfWorkflow(text: string): readonly WorkflowStep[] {
  return Object.values((yaml(text) as Workflow).jobs).flatMap(({ steps }) => steps);
}

export function scriptsOfWorkflow(text: string): Scripts {
  return stepsOfWorkflow(text).flatMap(({ run }) => run ?? []);
}

/** The scripts of all jobs of GitLab. @throws where it is no YAML */
export function scriptsOfGitlab(text: string): Scripts {
  const jobs = Object.values(yaml(text) as Readonly<Record<string, object>>);
  return jobs.flatMap((job) =>
    Object.entries(job).flatMap(([key, value]) =>
      /^(?:before_|after_)?script$/.test(key) ? [[value].flat().join('\n')] : [],
    ),
  );
}

/** What `sh` is given in a Jenkinsfile, between quotes of either length. */
export function scriptsOfJenkinsfile(text: string): Scripts {
  const steps = text.matchAll(/^\s*sh (?:'''([\s\S]*?)'''|'([^'\n]+)')$/gm);
  return Array.from(steps, ([, long, short]) => long ?? short ?? '');
}

/** @throws what the reader finds wrong or odd */
function yaml(text: string): unknown {
  const document = parseDocument(text);
  const [fault] = [...document.errors, ...document.warnings];
  if (fault !== undefined) throw fault;
  return document.toJS();
}
