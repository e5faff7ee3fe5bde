import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UsageError } from '../../program/errors.ts';
import type { MetricsOut } from './metrics-out.ts';
import { prometheusSamples } from './prometheus-samples.ts';

const HOST = '127.0.0.1';

/** Metrics of a run where Prometheus fetches them. */
export interface PrometheusOut extends MetricsOut {
  /** Address of the metrics. */
  readonly url: string;
}

/**
 * Gives the metrics of a run to Prometheus, on this machine's loopback alone, until it is closed.
 * @param port 0: a free one
 * @throws UsageError where the port cannot be had
 */
export async function prometheusOut(port: number): Promise<PrometheusOut> {
  // loaded by whoever asks for it: it takes longer than many a command
  const { Gauge, Registry } = await import('prom-client');
  let latest: Readonly<Record<string, number>> = {};
  const page = async (): Promise<{ readonly type: string; readonly text: string }> => {
    const registry = new Registry();
    const gauges = new Map<string, InstanceType<typeof Gauge>>();
    for (const { name, help, labels, value } of prometheusSamples(latest)) {
      const known = gauges.get(name);
      const labelNames = ['group', 'job', 'quantile'];
      const gauge = known ?? new Gauge({ name, help, labelNames, registers: [registry] });
      gauges.set(name, gauge);
      gauge.set({ ...labels }, value);
    }
    return { type: registry.contentType, text: await registry.metrics() };
  };
  const server = createServer((request, response) => {
    const isAsked = request.method === 'GET' && request.url?.split('?')[0] === '/metrics';
    if (!isAsked) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('only GET /metrics is here\n');
      return;
    }
    page().then(
      ({ type, text }) => response.writeHead(200, { 'content-type': type }).end(text),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  // a run that comes to nothing is not held up by it
  server.listen(port, HOST).unref();
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`Port ${port} cannot be had (${error.code}); give another one with --prometheus.`, {
      cause: error,
    });
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${HOST}:${taken}/metrics`,
    looked: (_seconds, metrics) => {
      latest = metrics;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
