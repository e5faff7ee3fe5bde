import { rmSync } from 'node:fs';
import { newTempFolder } from '../../bench/process/temp-folder.ts';
import type { Trial } from '../attack.ts';
import { InnocentRequests } from '../processes/innocent-requests.ts';
import { Serve } from '../processes/serve.ts';
import { wait } from '../raw/connection.ts';

const POSTS_EVERY_MS = 100;
/** By then it must have been noticed. */
const NOTICED_WITHIN_MS = 10_000;
const STORAGE_REFUSED = 507;

export const deletedFolder: Trial = {
  kind: 'trial',
  name: 'store/deleted-folder',
  about: 'the data folder is deleted while the server runs, and jobs go on being started',
  async run() {
    const data = newTempFolder();
    const serve = await Serve.start({ data });
    const requests = new InnocentRequests(serve.target);
    const post = () => requests.ask('POST', 'jobs', { command: 'true', nodes: ['nobody'] });
    try {
      await post();
      // the server may write into it in this moment
      rmSync(data, { recursive: true, force: true, maxRetries: 10 });
      const startMs = performance.now();
      let status = 0;
      let answered = 0;
      while (status !== STORAGE_REFUSED && performance.now() - startMs < NOTICED_WITHIN_MS) {
        ({ status } = await post());
        if (status === 201) answered += 1;
        await wait(POSTS_EVERY_MS);
      }
      const noticedMs = Math.round(performance.now() - startMs);
      const { how } = await serve.stop();
      const faults = [
        ...(status === STORAGE_REFUSED
          ? []
          : [`jobs are answered ${status} after ${NOTICED_WITHIN_MS / 1_000} s`]),
        ...(how === 0 ? ['it stops as if nothing were lost'] : []),
      ];
      return {
        figure: `${answered} jobs were taken before it was noticed, after ${noticedMs} ms; exit ${how}`,
        faults,
      };
    } finally {
      await serve.stop();
      rmSync(data, { recursive: true, force: true });
    }
  },
};
