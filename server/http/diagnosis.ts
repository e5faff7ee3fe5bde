import { formatHttpDate } from '../../protocol/time/dates.ts';
import type { Defect } from '../../protocol/wire/defect.ts';
import type { DiagnosisReport } from '../broker/diagnosis/diagnosis.ts';
import type { HttpDeps } from './deps.ts';
import type { GuardMaker } from './guard.ts';
import { mayRead } from './may-ask.ts';
import { withNameClues } from './name-clues.ts';
import { orgOf } from './params.ts';
import { sendJson } from './reply.ts';
import type { TypedRoutes } from './schemas/schema-types.ts';
import { GET_DIAGNOSIS, GET_UNENCRYPTED_NODES } from './schemas/server.ts';

/**
 * `diagnosis/NODE`: why a node is not available; and, where nodes are taken without encryption, `unencrypted_nodes`: which
 * they are. Extensions of ours.
 */
export function diagnosisRoutes(deps: HttpDeps, guard: GuardMaker): TypedRoutes {
  const { diagnosis, unencryptedNodes } = deps;
  return async (app) => {
    const rules = guard({ mayAsk: mayRead });
    if (unencryptedNodes !== undefined) {
      app.get('/unencrypted_nodes', { ...rules, schema: GET_UNENCRYPTED_NODES }, async (request, reply) =>
        sendJson(reply, 200, unencryptedNodes(orgOf(request))),
      );
    }
    app.get('/diagnosis/:node', { ...rules, schema: GET_DIAGNOSIS }, async (request, reply) => {
      const { org, node } = request.params;
      return sendJson(reply, 200, reportBody(await withNameClues(diagnosis.of(org, node), deps)));
    });
  };
}

function reportBody({ lastRight, firstWrong, refusals, notes, ...report }: DiagnosisReport) {
  return {
    node_name: report.node,
    organization: report.org,
    state: report.state,
    sentence: report.sentence,
    detail: report.detail,
    remedy: report.remedy,
    last_right: lastRight ? { stage: lastRight.stage, at: formatHttpDate(lastRight.atMs) } : null,
    first_wrong: firstWrong
      ? { cause: firstWrong.cause, at: dateOrNull(firstWrong.atMs), ...defectBody(firstWrong.defect) }
      : null,
    refusals: refusals.map(({ reason, defect, over = null, count, lastAtMs }) => ({
      reason,
      ...defectBody(defect),
      over,
      count,
      last_at: formatHttpDate(lastAtMs),
    })),
    notes: notes.map(({ note, count, lastAtMs }) => ({ note, count, last_at: formatHttpDate(lastAtMs) })),
  };
}

function defectBody(defect: Defect | undefined) {
  return { field: defect?.field ?? null, value: defect?.value ?? null, expected: defect?.expected ?? null };
}

function dateOrNull(ms: number | undefined): string | null {
  return ms === undefined ? null : formatHttpDate(ms);
}
