import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import type { JobProgress } from '../../protocol/client/job-progress.ts';
import type { Clock } from '../../protocol/time/clock.ts';
import { startLiveArea } from '../output/live-area.ts';
import type { Output } from '../output/output.ts';
import { eventLine, eventRecord } from './event-line.ts';
import { jobTableLines } from './job-table.ts';
import { statusLine } from './words.ts';

/** Shows how a job goes on. */
export interface ProgressDisplay {
  changed(event: FeedEvent | undefined): void;
  /** The last word; nothing is drawn afterwards. */
  end(): void;
}

/** Between two lines of the same status where lines cannot be drawn over. */
const LINE_INTERVAL_MS = 1_000;

/** What a display shows, and where. */
export interface Displayed {
  readonly id: string;
  readonly progress: JobProgress;
  readonly output: Output;
  readonly clock: Clock;
  /** A live table goes away at its end: what follows says it all. */
  readonly vanishes?: true;
}

/** A live table on a terminal, event lines elsewhere, NDJSON with `--json`. */
export function showEvents(shown: Displayed): ProgressDisplay {
  const { output } = shown;
  if (output.json) return showRecords(shown);
  if (output.stdout.canRedraw) return showTable(shown);
  return {
    changed: (event) => {
      if (event !== undefined) output.answer(eventLine(event, output.stdout.paint));
    },
    end: () => undefined,
  };
}

/** A live table on a terminal, a line for each change of status elsewhere, NDJSON with `--json`. */
export function showStatus(shown: Displayed): ProgressDisplay {
  if (shown.output.json) return showRecords(shown);
  return shown.output.stdout.canRedraw ? showTable(shown) : showStatusLines(shown);
}

function showRecords({ output }: Displayed): ProgressDisplay {
  return {
    changed: (event) => {
      if (event !== undefined) output.record(eventRecord(event));
    },
    end: () => undefined,
  };
}

function showTable({ id, progress, output, clock, vanishes }: Displayed): ProgressDisplay {
  const area = startLiveArea(output.stdout, clock, () => jobTableLines(id, progress, output.stdout));
  return { changed: () => area.changed(), end: vanishes ? area.clear : area.end };
}

function showStatusLines({ progress, output, clock }: Displayed): ProgressDisplay {
  let lastLine = '';
  let lastStatus = '';
  let lastAtMs = Number.NEGATIVE_INFINITY;
  return {
    changed: () => {
      const line = statusLine(progress);
      const isDue = progress.status !== lastStatus || clock.monotonic() - lastAtMs >= LINE_INTERVAL_MS;
      if (line === lastLine || !isDue) return;
      output.answer(line);
      lastLine = line;
      lastStatus = progress.status;
      lastAtMs = clock.monotonic();
    },
    end: () => undefined,
  };
}
