import type { ExplainedEvent, ExplainedResults } from '../explained-results.ts';

const event = (
  seconds: number,
  name: string,
  node: string | null = null,
  status: string | null = null,
): ExplainedEvent => ({ at: 'feed.txt, line 1', seconds, event: name, node, status, isAfterGap: false });

const HOSTILE =
  '<script>alert(1)</script>\u202e\u001b[31m-and-a-name-that-is-very-much-longer-than-its-column';

/** One job of each verdict, with names of strangers. */
export const SAMPLE_EXPLAINED: ExplainedResults = {
  version: 1,
  verdict: 'illegal',
  accepted: ['restart-forgets-votes'],
  jobs: [
    {
      ...{ id: '0'.repeat(32), at: 'job.json, line 1', verdict: 'legal', quirks: ['restart-forgets-votes'] },
      ...{ impossible: null, undecided: null, story: ['The job ran "true" on 2 nodes.'] },
      nodes: [
        {
          ...{ node: HOSTILE, status: 'crashed', isGood: false, told: `${HOSTILE} voted yes, and was lost.` },
          ...{ causes: ['the machine was stopped'], look: ['push-harness doctor web2'] },
        },
        { node: 'web1', status: 'succeeded', isGood: true, told: 'web1 voted yes.', causes: [], look: [] },
      ],
      rows: [{ part: 'voting', input: 'ack_commit', node: 'new', times: 2 }],
      run: [{ input: 'start', node: null, events: ['start'] }],
      runs: { count: '12', isBound: true, differIn: [{ node: 'web1', courses: ['new, ready', 'new'] }] },
      events: [
        event(0, 'start'),
        event(0.1, 'quorum_vote', 'web1', 'success'),
        event(0.2, 'quorum_vote', HOSTILE, 'success'),
        event(0.2, 'quorum_succeeded'),
        event(0.3, 'run_start', 'web1'),
        event(0.3, 'run_start', HOSTILE),
        event(0.9, 'run_complete', 'web1', 'success'),
        event(1.4, 'rehab', HOSTILE),
        event(1.4, 'run_complete', HOSTILE, 'crashed'),
        event(1.5, 'job_complete', null, 'complete'),
      ],
      remarks: ['2 captures of its feed are put together'],
    },
    {
      ...{ id: null, at: 'other.txt, line 1', verdict: 'illegal', quirks: [], undecided: null, story: [] },
      impossible: {
        ...{
          at: 'other.txt, line 9',
          came: `run_start of ${HOSTILE}`,
          why: 'it has not voted',
          section: '§6',
        },
        couldCome: [{ event: 'quorum_vote', node: HOSTILE, status: 'success' }],
      },
      ...{ nodes: [], rows: [], run: [], events: [event(0, 'start')], remarks: [] },
      runs: { count: '0', isBound: false, differIn: [] },
    },
    {
      ...{ id: 'x', at: 'third.txt, line 1', verdict: 'undecided', quirks: [], impossible: null, story: [] },
      ...{ undecided: 'no run was found', nodes: [], rows: [], run: [], events: [], remarks: [] },
      runs: { count: '0', isBound: false, differIn: [] },
    },
  ],
  organisationFeeds: [
    {
      ...{ at: 'org.txt, line 1', verdict: 'illegal', quirks: [], jobs: 0 },
      impossible: {
        at: 'org.txt, line 5',
        came: 'start',
        why: 'it came before',
        couldCome: [],
        section: '§7',
      },
    },
  ],
  faults: [{ at: 'notes.txt', problem: 'it is empty' }],
};
