import { createPublicKey, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Context, Router, XPublisher } from 'zeromq';
import { newCurveKeyPair } from '../../protocol/curve/key-pair.ts';
import { encryptSessionKey, newSessionKey } from '../../protocol/curve/session-key.ts';
import { type ClientMessage, parseClientMessage } from '../../protocol/wire/client-message.ts';
import { formatConfig } from '../../protocol/wire/config.ts';
import { parseHeader } from '../../protocol/wire/header.ts';
import { formatServerMessage, type ServerMessage } from '../../protocol/wire/server-message.ts';
import { signHmacMessage, signRsaMessage, verifyHmac } from '../../protocol/wire/signature.ts';
import { throwAwayKey } from './throw-away-key.ts';

export interface FakeServerOptions {
  readonly intervalMs?: number;
  readonly port?: number;
}

type Seen = ClientMessage & { readonly header: string };

/** As much of a push server as virtual nodes need to be tried: it registers, configures, aborts, and tells what came. */
export class FakeServer {
  readonly url: string;
  /** Every valid message, oldest first. */
  readonly seen: Seen[] = [];
  /** Every request, `METHOD PATH` with a status behind it. */
  readonly requests: string[] = [];
  readonly clients = new Map<string, KeyObject>();
  /** Messages that were no valid ones. */
  dropped = 0;
  incarnationId = 'fake-1';
  /** Answers the first message of each life with `abort`. */
  aborts = true;
  /** Status of the answer to a config request, where it is not given. */
  refusesConfig: number | undefined;
  readonly #http: Server;
  readonly #context = new Context({ blocky: false });
  readonly #router: Router;
  readonly #publisher: XPublisher;
  readonly #key = throwAwayKey();
  readonly #curve = newCurveKeyPair();
  readonly #sessionKeys = new Map<string, Buffer>();
  readonly #identities = new Map<string, Buffer>();
  readonly #lives = new Set<string>();
  readonly #watchers = new Set<() => void>();
  readonly #intervalMs: number;
  #sequence = 0;
  #sending: Promise<unknown> = Promise.resolve();

  static async start(options: FakeServerOptions = {}): Promise<FakeServer> {
    const http = createServer();
    await new Promise<void>((resolve) => http.listen(options.port ?? 0, '127.0.0.1', resolve));
    const server = new FakeServer(http, options.intervalMs ?? 10_000);
    await server.#publisher.bind('tcp://127.0.0.1:*');
    await server.#router.bind('tcp://127.0.0.1:*');
    void server.#receive();
    return server;
  }

  private constructor(http: Server, intervalMs: number) {
    this.#http = http;
    this.#intervalMs = intervalMs;
    this.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    this.#router = new Router({
      context: this.#context,
      curveServer: true,
      curveSecretKey: this.#curve.secretKey,
      curvePublicKey: this.#curve.publicKey,
    });
    this.#publisher = new XPublisher({ context: this.#context });
    http.on('request', (request, response) => void this.#answer(request, response));
  }

  /** Resolves when somebody has subscribed to the heartbeats: what was published before is lost. */
  async subscribed(): Promise<void> {
    await this.#publisher.receive();
  }

  /** Publishes one heartbeat. */
  async heartbeat(timestampMs = Date.now()): Promise<void> {
    const message = { type: 'heartbeat', server: 'fake', incarnationId: this.incarnationId } as const;
    const body = formatServerMessage(message, { sequence: this.#sequence++, timestampMs });
    await this.#publisher.send(signRsaMessage(body, this.#key.privateKey));
  }

  /** Says something to a node that has been heard. */
  send(node: string, message: ServerMessage, key = this.#sessionKey(node)): void {
    const envelope = { sequence: this.#sequence++, timestampMs: Date.now() };
    this.sendFrames(node, signHmacMessage(formatServerMessage(message, envelope), key));
  }

  sendFrames(node: string, frames: readonly string[]): void {
    const identity = this.#identities.get(node);
    if (!identity) throw new Error(`${node} has not been heard`);
    this.#sending = this.#sending.then(() => this.#router.send([identity, ...frames]));
  }

  /** The first message that matches, of those seen or those to come. */
  async until(matches: (message: Seen) => boolean): Promise<Seen> {
    for (;;) {
      const found = this.seen.find(matches);
      if (found) return found;
      await new Promise<void>((resolve) => this.#watchers.add(resolve));
    }
  }

  async stop(): Promise<void> {
    await this.#sending;
    this.#router.close();
    this.#publisher.close();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  async #receive(): Promise<void> {
    for await (const [identity, header, body] of this.#router) {
      const message = identity && header && body && this.#open(header, body);
      if (!message) {
        this.dropped += 1;
        continue;
      }
      this.#identities.set(message.node, identity);
      this.seen.push({ ...message, header: header.toString() });
      if (this.aborts && !this.#lives.has(message.incarnationId)) {
        this.#lives.add(message.incarnationId);
        this.send(message.node, { type: 'abort' });
      }
      for (const tell of this.#watchers) tell();
      this.#watchers.clear();
    }
  }

  #open(header: Buffer, body: Buffer): ClientMessage | undefined {
    const signed = parseHeader(header);
    if (!signed.ok) return undefined;
    try {
      const message = parseClientMessage(JSON.parse(body.toString()));
      if (!message.ok) return undefined;
      const isRight = verifyHmac(body, this.#sessionKey(message.value.node), signed.value.signature);
      return isRight ? message.value : undefined;
    } catch {
      // damaged on purpose by the test
      return undefined;
    }
  }

  #sessionKey(node: string): Buffer {
    const known = this.#sessionKeys.get(node) ?? newSessionKey();
    this.#sessionKeys.set(node, known);
    return known;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const [status, answer] = this.#reply(request.method ?? '', request.url ?? '', body);
    this.requests.push(`${request.method} ${request.url?.split('?')[0]} ${status}`);
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
  }

  #reply(method: string, url: string, body: string): [status: number, answer: unknown] {
    const path = url.split('?')[0] ?? '';
    const node = decodeURIComponent(path.split('/').at(-1) ?? '');
    if (path.includes('/pushy/config/')) return this.#config(node);
    if (!path.includes('/clients')) return [404, { error: ['nothing here'] }];
    if (method === 'DELETE') return this.clients.delete(node) ? [200, {}] : [404, { error: ['no client'] }];
    const { name, public_key: publicKey } = JSON.parse(body) as { name: string; public_key: string };
    if (method === 'POST' && this.clients.has(name)) return [409, { error: ['Client already exists'] }];
    this.clients.set(name, createPublicKey(publicKey));
    return [method === 'POST' ? 201 : 200, { uri: `${this.url}/clients/${name}` }];
  }

  #config(node: string): [status: number, answer: unknown] {
    const key = this.clients.get(node);
    if (this.refusesConfig !== undefined) return [this.refusesConfig, { error: ['not now'] }];
    if (!key) return [401, { error: [`Failed to authenticate as '${node}'.`] }];
    const config = formatConfig({
      host: '127.0.0.1',
      node,
      org: 'dev',
      heartbeatAddress: this.#publisher.lastEndpoint ?? '',
      commandAddress: this.#router.lastEndpoint ?? '',
      intervalSeconds: this.#intervalMs / 1000,
      offlineThreshold: 3,
      onlineThreshold: 2,
      publicKey: this.#key.publicKey,
      curvePublicKey: this.#curve.publicKey,
      encodedSessionKey: { method: 'hmac_sha256', key: encryptSessionKey(this.#sessionKey(node), key) },
      lifetimeSeconds: 3600,
      maxMessageSkewSeconds: 300,
      maxBodyBytes: 65_536,
      incarnationId: this.incarnationId,
    });
    return [200, config];
  }
}
